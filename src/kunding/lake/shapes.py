"""The SQL of each shape: compiled once, kept in memory and on disk."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import threading
from collections.abc import Callable
from dataclasses import astuple
from functools import cache
from pathlib import Path
from typing import Any

from kunding.lake.compiled import Compiled
from kunding.lake.questions import Shape

_SOURCES = (
    "compile",
    "compiled",
    "dimensions",
    "facts",
    "interval",
    "measures",
    "metrics",
    "places",
    "questions",
    "rollups",
    "tables",
)


class Shapes:
    """Shape → SQL. On disk one small file per shape in a folder named after the code's fingerprint."""

    def __init__(self, folder: Path | None, *, dialect: str) -> None:
        """Keep files in `folder`; None keeps SQL in memory only."""
        self._folder = folder / f"{dialect}-{fingerprint()}" if folder else None
        self._dialect = dialect
        self._known: dict[str, Compiled] = {}
        self._compiling = threading.Lock()

    def of(self, shape: Shape) -> Compiled:
        """Return the SQL of a shape; compiles it (with Ibis) when nobody has on this machine."""
        return self._kept(json.dumps(astuple(shape)), lambda compiler: compiler.compiled(shape, dialect=self._dialect))

    def rollup(self, name: str) -> str:
        """Return the SQL that sums up a roll-up."""
        return self._kept(f"rollup {name}", lambda compiler: compiler.rollup_sql(name)).sql

    def _kept(self, key: str, compile_: Callable[[Any], Compiled]) -> Compiled:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._read(key) or self._compile(key, compile_)
        return found

    def _read(self, key: str) -> Compiled | None:
        try:
            return Compiled.read(self._file(key).read_text("utf-8")) if self._folder else None
        except (OSError, ValueError, KeyError):
            return None

    def _compile(self, key: str, compile_: Callable[[Any], Compiled]) -> Compiled:
        with self._compiling:  # Ibis is loaded here, not above: two seconds that a warm server never pays
            made = compile_(importlib.import_module("kunding.lake.compile"))
        self._write(key, made.written())
        return made

    def _write(self, key: str, text: str) -> None:
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            half = self._file(key).with_suffix(f".{os.getpid()}-{threading.get_ident()}")
            half.write_text(text, "utf-8")
            half.replace(self._file(key))
        except OSError:
            return  # a read-only lake answers all the same, it only compiles once per process

    def _file(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"


@cache
def fingerprint() -> str:
    """Return a short digest of the code that decides SQL, so that old files are never used by new code."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for name in _SOURCES:
        for source in (*here.glob(f"{name}.py"), *sorted(here.glob(f"{name}/*.py"))):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:12]
