"""DuckDB over the files of the lake: one connection per process, one cursor per thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from kunding.lake.rollups import ROLLUPS
from kunding.lake.store import Files, Store
from kunding.lake.tables import TABLES, LakeTable

_TRIES = 3
_TYPES = {
    "int64": "BIGINT",
    "int32": "INTEGER",
    "int8": "TINYINT",
    "string": "VARCHAR",
    "bool": "BOOLEAN",
    "float": "FLOAT",
    "double": "DOUBLE",
    "date32[day]": "DATE",
    "timestamp[us, tz=UTC]": "TIMESTAMP",
}
_ARROW = {
    "BIGINT": pa.int64(),
    "HUGEINT": pa.int64(),
    "INTEGER": pa.int64(),
    "VARCHAR": pa.string(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
}


class Duck:
    """Answers SQL over views of the newest versions; several questions at once see the same versions."""

    def __init__(self, store: Store, rollup_sql: Callable[[str], str]) -> None:
        """Open an empty database in memory over the store; files are looked at with the first question."""
        self._store, self._rollup_sql = store, rollup_sql
        self._database = duckdb.connect(":memory:")
        self._harden()
        self._seen: dict[str, Files | None] = {}
        self._refreshing = threading.Lock()
        self._mine = threading.local()

    def run(self, asked: Sequence[tuple[str, dict[str, Any]]]) -> list[pa.Table]:
        """Run SQL with bound values; a file swept away in between is looked up anew."""
        for attempt in range(_TRIES):
            try:
                self.refresh()
                return self._run(asked)
            except duckdb.IOException:
                if attempt == _TRIES - 1:
                    raise
                self._seen = {}
        raise AssertionError("unreachable")

    def refresh(self) -> None:
        """Point the views to the newest versions and bring the roll-ups up to them, in one transaction."""
        with self._refreshing:
            old = self._seen
            stale = [name for name in TABLES if name not in old or not self._store.is_newest(name, old[name])]
            new = {**old, **{name: self._store.files(name) for name in stale}}
            changed = [name for name in stale if name not in old or old[name] != new[name]]
            if not changed:
                return
            cursor = self._database.cursor()
            cursor.begin()
            try:
                self._show(cursor, changed, old, new)
                cursor.commit()
            except BaseException:
                cursor.rollback()
                raise
            self._seen = new

    def _show(
        self,
        cursor: duckdb.DuckDBPyConnection,
        changed: list[str],
        old: Mapping[str, Files | None],
        new: Mapping[str, Files | None],
    ) -> None:
        for name in changed:
            cursor.execute(f"CREATE OR REPLACE VIEW {name} AS {_selected(TABLES[name], new[name])}")
            for rollup in ROLLUPS:
                if rollup.table == name:
                    self._roll_up(cursor, rollup.name, _changed_months(old.get(name), new[name]), name in old)

    def _roll_up(self, cursor: duckdb.DuckDBPyConnection, name: str, months: list[str], known: bool) -> None:
        """Sum up the changed months anew and keep the sums of the others."""
        fresh = f"SELECT * FROM ({self._rollup_sql(name)}) WHERE month IN ({', '.join(map(_quoted, months)) or 'NULL'})"
        kept = f"SELECT * FROM {name} WHERE month NOT IN ({', '.join(map(_quoted, months))})"
        if not known:
            cursor.execute(f"CREATE OR REPLACE TABLE {name} AS {fresh}")
        elif months:
            cursor.execute(f"CREATE OR REPLACE TABLE {name} AS {kept} UNION ALL {fresh}")

    def _run(self, asked: Sequence[tuple[str, dict[str, Any]]]) -> list[pa.Table]:
        cursor = self._cursor()
        cursor.begin()  # the views of one moment for all questions
        try:
            return [_arrow(cursor, sql, values) for sql, values in asked]
        finally:
            cursor.rollback()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._mine, "cursor", None)
        if cursor is None:
            cursor = self._mine.cursor = self._database.cursor()
        return cursor

    def _harden(self) -> None:
        """Let SQL reach the lake's own files and nothing else, whatever it says."""
        if self._store.local:
            self._database.execute(f"SET allowed_directories = [{_quoted(self._store.root + '/')}]")
            self._database.execute("SET enable_external_access = false")
        self._database.execute("SET lock_configuration = true")


def _arrow(cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]) -> pa.Table:
    """Run SQL and return its (few) rows; DuckDB's own way to Arrow plans each question twice."""
    answer = cursor.execute(sql, values)
    fields = [pa.field(column[0], _ARROW[str(column[1])]) for column in answer.description]
    rows = answer.fetchall()
    columns = zip(*rows, strict=True) if rows else ((),) * len(fields)
    return pa.Table.from_arrays(
        [pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)], schema=pa.schema(fields)
    )


def _changed_months(old: Files | None, new: Files | None) -> list[str]:
    """Return the months whose files differ between two versions."""
    before, after = old.of_months() if old else {}, new.of_months() if new else {}
    return sorted(month for month in {*before, *after} if before.get(month) != after.get(month))


def _selected(table: LakeTable, files: Files | None) -> str:
    """Return the SELECT behind a view: the version's files, or no rows with the right types."""
    columns = [(field.name, _TYPES[str(field.type)]) for field in table.schema]
    if files is None or not files.addresses:
        empty = ", ".join(f"NULL::{kind} AS {name}" for name, kind in columns)
        return f"SELECT {empty} WHERE false"
    listed = ", ".join(_quoted(address) for address in files.addresses)
    month = ", hive_partitioning = true, hive_types = {'month': VARCHAR}" if table.by_month else ""
    shown = ", ".join(_plain(name) if kind == "TIMESTAMP" else name for name, kind in columns)
    return f"SELECT {shown} FROM read_parquet([{listed}]{month})"


def _plain(moment: str) -> str:
    """Return a moment without its zone, which is UTC: calendars with zones need an extension of DuckDB."""
    return f"make_timestamp(epoch_us({moment})) AS {moment}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
