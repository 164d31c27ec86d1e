"""Writing to the trail: entries are added, never changed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from kunding.trail.kept import ask_again
from kunding.trail.rules import LOST, digest, line, mark

log = structlog.get_logger()

Value = int | str | datetime | None

# Written and asked at each act, so without the detour through Django's queries.
_INSERT = "INSERT INTO trail_entry (id, at, actor, act, subject, count, detail, digest) VALUES "
_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s)"
_END = "SELECT entry, digest, mark, (SELECT MAX(id) FROM trail_entry) FROM trail_end WHERE id = 1"
_MOVE_END = "UPDATE trail_end SET entry = %s, digest = %s, mark = %s WHERE id = 1"
_MAKE_END = "INSERT INTO trail_end (id, entry, digest, mark) VALUES (1, %s, %s, %s)"
_NEWEST = "SELECT MAX(id) FROM trail_entry"


@dataclass(frozen=True)
class _Told:
    """An entry before it has a number and a digest."""

    at: datetime
    actor: str
    act: str
    subject: str
    count: int
    detail: dict[str, object]


_kept_back: ContextVar[list[_Told] | None] = ContextVar("entries that are written together", default=None)


def record(
    *,
    act: str,
    actor: str,
    at: datetime,
    subject: str = "",
    count: int = 1,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add one entry to the trail; call it inside the transaction of the act it tells of."""
    told = _Told(at, actor, act, subject, count, dict(detail or {}))
    waiting = _kept_back.get()
    if waiting is None:
        _write([told])
    else:
        waiting.append(told)


@contextmanager
def recorded_together() -> Iterator[None]:
    """Write the entries of several acts at the end, in one go; enter it inside the transaction of the acts.

    Who adds an entry keeps all others from adding theirs until the transaction ends: so the last moment is the best.
    """
    entries: list[_Told] = []
    outer = _kept_back.set(entries)
    try:
        yield
    finally:
        _kept_back.reset(outer)
    if entries:
        _write(entries)


@transaction.atomic(savepoint=False)  # an act whose entry fails has failed
def _write(entries: Sequence[_Told]) -> None:
    key, chained = settings.KUNDING_TRAIL_KEY, []
    with connection.cursor() as cursor:
        last, before = _end(cursor, key)
        for number, told in enumerate(entries, start=last + 1):
            before = digest(key=key, before=before, number=number, **vars(told))
            chained.append((number, before, told))
        end: list[Value] = [number, before, mark(key=key, number=number, digest=before)]
        _insert(cursor, [_row(*one) for one in chained], end)
    ask_again()
    if settings.KUNDING_TRAIL_LOG:
        transaction.on_commit(lambda: _copy(chained))


def _insert(cursor: CursorWrapper, rows: Sequence[Sequence[Value]], end: Sequence[Value]) -> None:
    insert = _INSERT + ", ".join([_ROW] * len(rows))
    values: list[Value] = list(chain.from_iterable(rows))
    if connection.vendor == "postgresql":  # in one statement: each way there and back counts
        cursor.execute(f"WITH moved AS ({_MOVE_END}) {insert}", [*end, *values])
    else:
        cursor.execute(insert, values)
        cursor.execute(_MOVE_END, end)


def _row(number: int, chained: str, told: _Told) -> list[Value]:
    moment = connection.ops.adapt_datetimefield_value(told.at)
    return [number, moment, told.actor, told.act, told.subject, told.count, json.dumps(told.detail), chained]


def _copy(entries: Sequence[tuple[int, str, _Told]]) -> None:
    for number, chained, told in entries:
        log.info(f"trail {line(number=number, digest=chained, **vars(told))}")


def _end(cursor: CursorWrapper, key: str) -> tuple[int, str]:
    """Return the number of the last entry, and the digest to which the next one is chained."""
    _ask_for_the_end(cursor)
    found = cursor.fetchone()
    if found is None:
        cursor.execute(_NEWEST)
        last = int(cursor.fetchone()[0] or 0)
        cursor.execute(_MAKE_END, [last, LOST, ""])
        return last, LOST
    number, last, kept_mark, newest = found
    is_ours = kept_mark == mark(key=key, number=number, digest=last)
    return max(number, newest or 0), last if is_ours else LOST


def _ask_for_the_end(cursor: CursorWrapper) -> None:
    # One writer at a time extends the chain: SQLite has one writer anyway, PostgreSQL locks the row.
    if connection.vendor != "postgresql":
        cursor.execute(_END)
        return
    cursor.execute(f"{_END} FOR UPDATE")
    if not cursor.rowcount:  # there is no row that could be locked
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x7261696C])
        cursor.execute(f"{_END} FOR UPDATE")
