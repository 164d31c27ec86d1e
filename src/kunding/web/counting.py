"""Counts of tries that all processes on this machine share, in a small file beside the database; forgotten in minutes.

A table of the database itself would make each look at a public page wait for whoever writes. Everything else that is
remembered for a while stays in each process's memory: it may hold objects, and is cheap to make anew.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import structlog
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

log = structlog.get_logger()

Words = Sequence[Any] | Mapping[str, Any]
# Ours, and those of the login; whatever begins otherwise is no count.
COUNTS = ("limit:", "public:", "allauth:")
_LONGEST_WAIT = 0.5  # seconds for another process; then the try is not counted
_SWEPT_EVERY = 60.0  # seconds: addresses of people lie there
_TABLE = (
    "CREATE TABLE IF NOT EXISTS tried (key TEXT PRIMARY KEY, value TEXT NOT NULL, until REAL NOT NULL) WITHOUT ROWID"
)
_ADD = (
    "INSERT INTO tried VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until"
    " WHERE tried.until <= ?"
)
_SET = "INSERT OR REPLACE INTO tried VALUES (?, ?, ?)"
_GET = "SELECT value FROM tried WHERE key = ? AND until > ?"
_INCREASE = "UPDATE tried SET value = CAST(value AS INTEGER) + ? WHERE key = ? AND until > ? RETURNING value"
_COUNT = (
    "INSERT INTO tried VALUES (:key, '1', :until) ON CONFLICT (key) DO UPDATE SET"
    " value = CASE WHEN until <= :now THEN 1 ELSE CAST(value AS INTEGER) + 1 END,"
    " until = CASE WHEN until <= :now THEN :until ELSE until END RETURNING value"
)


class SharedCounts(LocMemCache):
    """Django's memory cache, except that counts lie where all processes see them."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__("remembered", params)
        self._file, self._own, self._swept = Path(name), threading.local(), 0.0

    def counted(self, key: str, *, seconds: int) -> int:
        """Count one try and return how many there were since the first one of these seconds; 0 where none can count."""
        now = time.time()
        rows = self._rows(_COUNT, {"key": key, "now": now, "until": now + seconds})
        return int(rows[0][0]) if rows else 0

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value where there is none; return whether there was none."""
        if not key.startswith(COUNTS):
            return super().add(key, value, timeout, version)
        now = time.time()
        return bool(self._write(_ADD, (key, json.dumps(value), self._until(now, timeout), now)))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return what is kept."""
        if not key.startswith(COUNTS):
            return super().get(key, default, version)
        rows = self._rows(_GET, (key, time.time()))
        return json.loads(rows[0][0]) if rows else default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value."""
        if not key.startswith(COUNTS):
            super().set(key, value, timeout, version)
            return
        self._write(_SET, (key, json.dumps(value), self._until(time.time(), timeout)))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Count on, all processes together; raises ValueError where nothing is kept."""
        if not key.startswith(COUNTS):
            return int(super().incr(key, delta, version))
        rows = self._rows(_INCREASE, (delta, key, time.time()))
        if not rows:
            raise ValueError(f"Nothing is counted under “{key}”.")
        return int(rows[0][0])

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value; return whether there was one."""
        if not key.startswith(COUNTS):
            return bool(super().delete(key, version))
        return bool(self._write("DELETE FROM tried WHERE key = ?", (key,)))

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self.forget_counts()

    def forget_counts(self) -> None:
        """Forget the counts only."""
        self._write("DELETE FROM tried", ())

    def _until(self, now: float, timeout: Any) -> float:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return now + (365 * 86_400 if seconds is None else float(seconds))

    def _write(self, statement: str, words: Words) -> int:
        try:
            return self._line().execute(statement, words).rowcount
        except sqlite3.Error as trouble:
            return self._uncounted(trouble)

    def _rows(self, statement: str, words: Words) -> list[tuple[Any, ...]]:
        try:
            return self._line().execute(statement, words).fetchall()
        except sqlite3.Error as trouble:
            self._uncounted(trouble)
            return []

    def _uncounted(self, trouble: sqlite3.Error) -> int:
        # Better a weaker limit than a form that is shut for all.
        log.warning("a try was not counted", trouble=str(trouble))
        self._own.line = None
        return 1

    def _sweep(self, line: sqlite3.Connection) -> None:
        if time.monotonic() - self._swept > _SWEPT_EVERY:
            self._swept = time.monotonic()
            line.execute("DELETE FROM tried WHERE until <= ?", (time.time(),))

    def _line(self) -> sqlite3.Connection:
        line: sqlite3.Connection | None = getattr(self._own, "line", None)
        if line is None:
            line = sqlite3.connect(self._file, timeout=_LONGEST_WAIT, isolation_level=None)
            # What a power cut takes away were counts of minutes.
            line.execute("PRAGMA journal_mode=WAL")
            line.execute("PRAGMA synchronous=OFF")
            line.execute(_TABLE)
            self._own.line = line
        self._sweep(line)
        return line
