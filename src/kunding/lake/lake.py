"""The lake as the rest of the house uses it: fill it, ask it."""

from __future__ import annotations

import importlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from kunding.lake.duck import Duck
from kunding.lake.filters import Where
from kunding.lake.questions import Question, question
from kunding.lake.shapes import Shapes
from kunding.lake.store import Store

ENGINES = ("duckdb", "spark")


class UnknownEngineError(ValueError):
    """The setting names an engine that does not exist."""


class Runs(Protocol):
    """An engine that answers SQL with bound values over the lake's files."""

    def run(self, asked: Sequence[tuple[str, dict[str, Any]]]) -> list[pa.Table]:
        """Return one table per SQL, all of the same versions."""


@dataclass(frozen=True)
class Ask:
    """One question of several (see `Lake.ask`)."""

    metrics: Sequence[str] | str
    by: Sequence[str] | str = ()
    where: Where | None = None
    at: date | None = None
    order: Sequence[str] | str | None = None
    limit: int | None = None

    @property
    def question(self) -> Question:
        """The checked question."""
        return question(self.metrics, by=self.by, where=self.where, at=self.at, order=self.order, limit=self.limit)


class Lake:
    """A folder (or object-store URL) of Delta tables. Keep one `Lake` per process; threads may share it."""

    def __init__(
        self,
        root: str | Path,
        *,
        engine: str = "duckdb",
        options: Mapping[str, str] | None = None,
        compiled: Path | None = None,
    ) -> None:
        """Open the lake at `root`; nothing is read or written before it is used.

        `options` go to the object store. Compiled SQL is kept in the folder `compiled`, by default in the
        lake's own; a lake in an object store keeps it in memory.
        """
        if engine not in ENGINES:
            raise UnknownEngineError(f"The lake has no engine “{engine}”. There are: {', '.join(ENGINES)}.")
        self.store = Store(root, options=options)
        self.engine = engine
        self._compiled = compiled

    # fill ------------------------------------------------------------------------------------------

    def append(self, table: str, rows: pa.Table, *, token: tuple[str, int] | None = None) -> bool:
        """Add rows in one transaction; False when `token` (stream, number) was already paid in."""
        return self.store.append(table, rows, token=token)

    def last_token(self, table: str, *, stream: str) -> int | None:
        """Return the number of the last token of this stream, None before the first."""
        return self.store.last_token(table, stream=stream)

    def replace_months(self, table: str, rows: pa.Table, months: Iterable[str]) -> None:
        """Overwrite these months with the rows, atomically; other months stay as they are."""
        self.store.replace_months(table, rows, months)

    def replace(self, table: str, rows: pa.Table) -> None:
        """Overwrite a whole (small) table, atomically."""
        self.store.replace(table, rows)

    def erase(self, table: str, column: str, values: Collection[int]) -> None:
        """Delete rows by key and sweep the old files, so that the bytes are gone."""
        self.store.erase(table, column, values)

    def compact(self) -> int:
        """Merge small files and sweep old ones; returns how many files were saved."""
        return self.store.compact()

    def rows(self, table: str) -> int:
        """Return the number of rows of a table."""
        return self.store.rows(table)

    def read(self, table: str) -> pa.Table:
        """Return a whole (small) table."""
        return self.store.read(table)

    def drop(self) -> None:
        """Empty all tables."""
        self.store.drop()

    # ask -------------------------------------------------------------------------------------------

    def ask(
        self,
        metrics: Sequence[str] | str,
        *,
        by: Sequence[str] | str = (),
        where: Where | None = None,
        at: date | None = None,
        order: Sequence[str] | str | None = None,
        limit: int | None = None,
    ) -> pa.Table:
        """Return metrics per group: columns of `by` (id, then name), then each metric with its columns.

        A count has one column; a share or mean has `<metric>`, `<metric>_n`, `<metric>_low`,
        `<metric>_high` (95 %); a median has `<metric>` and `<metric>_n`. A figure without any row behind
        it is null, not 0. Raises `QuestionError`, `FilterError`.
        """
        return self.ask_many([Ask(metrics, by=by, where=where, at=at, order=order, limit=limit)])[0]

    def ask_many(self, asked: Sequence[Ask]) -> list[pa.Table]:
        """Return the answers to several questions, all of the same version of the lake."""
        questions = [one.question for one in asked]
        shapes = [self._shapes.of(one.shape) for one in questions]
        tables = self._runs.run([(one.sql, q.values) for one, q in zip(shapes, questions, strict=True)])
        return [one.finished(table) for one, table in zip(shapes, tables, strict=True)]

    def warm(self, asked: Sequence[Ask]) -> None:
        """Compile these questions now, so that the first person does not wait for it."""
        for one in asked:
            self._shapes.of(one.question.shape)

    def sql(self, one: Ask) -> tuple[str, dict[str, Any]]:
        """Return the SQL of a question and the values bound to it, for those who want to see."""
        return self._shapes.of(one.question.shape).sql, one.question.values

    @cached_property
    def _runs(self) -> Runs:
        if self.engine == "duckdb":
            return Duck(self.store, self._shapes.rollup)
        spark: Runs = importlib.import_module("kunding.lake.spark").Spark(self.store)  # an extra, hence here
        return spark

    @cached_property
    def _shapes(self) -> Shapes:
        own = Path(self.store.root) / "_compiled" if self.store.local else None
        return Shapes(self._compiled or own, dialect=self.engine)
