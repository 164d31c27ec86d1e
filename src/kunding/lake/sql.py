"""The SQL of each shape: compiled once, kept in memory and on disk."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import threading
from collections.abc import Iterable
from dataclasses import astuple
from functools import cache
from pathlib import Path

from kunding.lake.questions import Shape

_SOURCES = ("compile", "dimensions", "interval", "measures", "metrics", "questions", "rollups", "tables")


class SqlCache:
    """Shape → SQL. On disk one small file per shape in a folder named after the code's fingerprint."""

    def __init__(self, folder: Path | None, *, dialect: str) -> None:
        """Keep files in `folder`; None keeps SQL in memory only."""
        self._folder = folder / f"{dialect}-{fingerprint()}" if folder else None
        self._dialect = dialect
        self._known: dict[Shape, str] = {}
        self._compiling = threading.Lock()

    def sql(self, shape: Shape) -> str:
        """Return the SQL of a shape; compiles it (with Ibis) when nobody has on this machine."""
        found = self._known.get(shape)
        if found is None:
            found = self._known[shape] = self._read(shape) or self._compile(shape)
        return found

    def warm(self, shapes: Iterable[Shape]) -> None:
        """Compile these shapes now rather than when the first person waits for them."""
        for shape in shapes:
            self.sql(shape)

    def _read(self, shape: Shape) -> str | None:
        try:
            return self._file(shape).read_text("utf-8") if self._folder else None
        except OSError:
            return None

    def _compile(self, shape: Shape) -> str:
        with self._compiling:  # Ibis is loaded here, not above: two seconds that a warm server never pays
            compiler = importlib.import_module("kunding.lake.compile")
            text: str = compiler.sql_of(shape, dialect=self._dialect)
        self._write(shape, text)
        return text

    def _write(self, shape: Shape, text: str) -> None:
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            half = self._file(shape).with_suffix(f".{os.getpid()}-{threading.get_ident()}")
            half.write_text(text, "utf-8")
            half.replace(self._file(shape))
        except OSError:
            return  # a read-only lake answers all the same, it only compiles once per process

    def _file(self, shape: Shape) -> Path:
        assert self._folder is not None
        written = json.dumps(astuple(shape), ensure_ascii=False)
        return self._folder / f"{hashlib.sha256(written.encode()).hexdigest()[:32]}.sql"


@cache
def fingerprint() -> str:
    """Return a short digest of the code that decides SQL, so that old files are never used by new code."""
    digest = hashlib.sha256()
    for name in _SOURCES:
        source = Path(__file__).with_name(f"{name}.py")
        digest.update(source.read_bytes() if source.exists() else b"")
    return digest.hexdigest()[:12]
