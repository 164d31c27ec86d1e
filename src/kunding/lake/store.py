"""The files of the lake: Delta tables of Parquet that are appended to, replaced, erased from."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import CommitProperties, DeltaTable, Schema, Transaction, write_deltalake
from deltalake.exceptions import CommitFailedError, TableNotFoundError

from kunding.lake.tables import TABLES, LakeTable, fitted, table_named

_IN_MONTH = re.compile(r"/month=([^/]*)/[^/]*\Z")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z")
_CREATED = {"delta.dataSkippingStatsColumns": "said_on,opened_at,handed_at"}  # no key in the log
_DROPS = "dropped"
_BUSY = "“{}” was changed by someone else at the same moment; nothing was written. Please try again."


class LakeBusyError(RuntimeError):
    """Another process changed the same months at the same moment; nothing was written."""


class WrongColumnError(ValueError):
    """Rows can only be erased by a column of whole numbers (a key)."""


class WrongMonthsError(ValueError):
    """A month is not written YYYY-MM, or a row lies outside the months to be replaced."""


@dataclass(frozen=True)
class Files:
    """The Parquet files that make up one version of a table."""

    version: int
    addresses: tuple[str, ...]
    mark: tuple[int, int] = (0, 0)  # of the version's commit file: another lake in the same place has another

    def of_months(self) -> dict[str, tuple[str, ...]]:
        """Return month → files."""
        months: dict[str, tuple[str, ...]] = {}
        for address in self.addresses:
            found = _IN_MONTH.search(address)
            month = found[1] if found else ""
            months[month] = (*months.get(month, ()), address)
        return months


class Store:
    """A folder (or URL such as `s3://bucket/lake`) with one Delta table per table of the lake."""

    def __init__(self, root: str | Path, *, options: Mapping[str, str] | None = None) -> None:
        """Open the lake at `root`; `options` go to the object store (keys as `deltalake` names them)."""
        text = str(root)
        self.local = "://" not in text
        self.root = str(Path(text).absolute()) if self.local else text.rstrip("/")
        self._options = dict(options) if options else None

    def append(self, name: str, rows: pa.Table, *, token: tuple[str, int] | None = None) -> bool:
        """Add rows in one transaction; returns False when this token was already paid in.

        `token` is (stream, number): a number not greater than the stream's last one adds nothing, so
        that a batch repeated after a crash is not counted twice. Raises `UnfitRowsError`, `LakeBusyError`.
        """
        table = table_named(name)
        fit, delta = fitted(table, rows), self._opened(table)
        if token and _paid(delta, token):
            return False
        transactions = [Transaction(_counter(delta, token[0]), token[1])] if token else []
        try:
            self._write(fit, onto=delta, mode="append", commit=CommitProperties(app_transactions=transactions))
        except LakeBusyError:
            if token and _paid(self._opened(table), token):
                return False
            raise
        return True

    def last_token(self, name: str, *, stream: str) -> int | None:
        """Return the number of the last token that this stream paid in, None before the first."""
        delta = self.delta(name)
        return delta.transaction_version(_counter(delta, stream)) if delta else None

    def replace_months(self, name: str, rows: pa.Table, months: Iterable[str]) -> None:
        """Overwrite these months with the rows at once; readers see all of it or nothing.

        Raises `WrongMonthsError` when a row lies outside, `UnfitRowsError`, `LakeBusyError`.
        """
        wanted = sorted(set(months))
        table, fit = table_named(name), fitted(table_named(name), rows)
        _check_months(table, fit, wanted)
        if not wanted:
            return
        self._replace_months(fit, wanted, self._opened(table))

    def replace(self, name: str, rows: pa.Table) -> None:
        """Overwrite the whole table with the rows; raises `UnfitRowsError`, `LakeBusyError`."""
        table = table_named(name)
        self._write(fitted(table, rows), onto=self._opened(table), mode="overwrite")

    def erase(self, name: str, column: str, values: Collection[int]) -> None:
        """Delete the rows whose key is one of the values and remove the old files from disk.

        The rest of each month is written anew, since a delete by condition would keep the key for ever
        in the log of the table. Raises `WrongColumnError`, `LakeBusyError` (some months may be done: repeat).
        """
        table, keys = table_named(name), [int(value) for value in values]
        if column not in table.schema.names or not pa.types.is_integer(table.schema.field(column).type):
            raise WrongColumnError(f"“{column}” is no key of “{name}” that rows can be erased by.")
        for month in self._months_with(table, column, keys):
            self._rewrite_without(table, column, keys, month)
        self.sweep(name)

    def compact(self) -> int:
        """Merge small files within each month and sweep what is no longer needed; returns files saved."""
        saved = 0
        for name in TABLES:
            delta = self.delta(name)
            if delta is None:
                continue
            before = len(delta.file_uris())
            delta.optimize.compact()
            saved += before - len(delta.file_uris())
            delta.create_checkpoint()
            self.sweep(name)
        return saved

    def sweep(self, name: str) -> None:
        """Remove files of older versions from disk, at once and for good."""
        delta = self.delta(name)
        if delta is not None:
            delta.vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False, full=True)

    def rows(self, name: str) -> int:
        """Return how many rows a table has; raises `UnknownTableError`."""
        table_named(name)
        delta = self.delta(name)
        return int(delta.count()) if delta else 0

    def read(self, name: str) -> pa.Table:
        """Return a whole table with its schema (meant for the small ones)."""
        table, delta = table_named(name), self.delta(name)
        if delta is None:
            return table.schema.empty_table()
        return fitted(table, pa.table(delta.to_pyarrow_dataset().to_table()))

    def drop(self) -> None:
        """Empty every table and forget all tokens; readers elsewhere see it as the next version."""
        for name, table in TABLES.items():
            delta = self.delta(name)
            if delta is not None:
                drops = CommitProperties(app_transactions=[Transaction(_DROPS, _drops(delta) + 1)])
                self._write(table.schema.empty_table(), onto=delta, mode="overwrite", commit=drops)
                self.sweep(name)

    def remove(self) -> None:
        """Remove the folder of a local lake with everything in it."""
        if self.local:
            shutil.rmtree(self.root, ignore_errors=True)

    def files(self, name: str) -> Files | None:
        """Return the files of the newest version, None while nothing was ever written."""
        delta = self.delta(name)
        if delta is None:
            return None
        version, addresses = delta.version(), delta.file_uris() if _fits(delta, TABLES[name]) else []
        return Files(version, tuple(sorted(addresses)), self._mark(name, version) or (0, 0))

    def is_newest(self, name: str, seen: Files | None) -> bool:
        """Say, without opening the table, whether nothing was written since; False also means: don't know."""
        if not self.local:
            return False
        if seen is None:
            return not Path(self.address(name)).exists()
        return self._mark(name, seen.version) == seen.mark and self._mark(name, seen.version + 1) is None

    def _mark(self, name: str, version: int) -> tuple[int, int] | None:
        try:
            commit = Path(self.address(name), "_delta_log", f"{version:020}.json").stat()
        except OSError:
            return None
        return commit.st_ino, commit.st_mtime_ns

    def delta(self, name: str) -> DeltaTable | None:
        """Open the newest version of a table, None while nothing was ever written."""
        try:
            return DeltaTable(self.address(name), storage_options=self._options)
        except TableNotFoundError:
            return None

    def address(self, name: str) -> str:
        """Return where a table lies."""
        return f"{self.root}/{name}"

    def _months_with(self, table: LakeTable, column: str, keys: Sequence[int]) -> list[str | None]:
        """Return the months that hold one of the keys; [None] for a table without months."""
        delta = self.delta(table.name)
        if delta is None or not keys:
            return []
        kept = ["month"] if table.by_month else [column]
        found = delta.to_pyarrow_dataset().to_table(columns=kept, filter=pc.field(column).isin(keys))
        if not table.by_month:
            return [None] if found.num_rows else []
        return sorted(found["month"].unique().to_pylist())

    def _rewrite_without(self, table: LakeTable, column: str, keys: Sequence[int], month: str | None) -> None:
        delta = self.delta(table.name)
        assert delta is not None  # the months were read from it
        keep = ~pc.field(column).isin(keys) | pc.field(column).is_null()
        if month is None:
            rest = delta.to_pyarrow_dataset().to_table(filter=keep)
            self._write(fitted(table, rest), onto=delta, mode="overwrite")
        else:
            rest = delta.to_pyarrow_dataset().to_table(filter=keep & (pc.field("month") == month))
            self._replace_months(fitted(table, rest), [month], delta)

    def _replace_months(self, rows: pa.Table, months: Sequence[str], onto: DeltaTable) -> None:
        condition = f"month IN ({', '.join(repr(month) for month in months)})"  # checked or read from us
        if rows.num_rows:
            self._write(rows, onto=onto, mode="overwrite", predicate=condition)
        else:
            self._delete(onto, condition)

    def _opened(self, table: LakeTable) -> DeltaTable:
        """Open the newest version, after creating the empty table where there is none, or only one of older columns."""
        there = self.delta(table.name)
        if there and not _fits(there, table):
            write_deltalake(there, table.schema.empty_table(), mode="overwrite", schema_mode="overwrite")
        return there or DeltaTable.create(
            self.address(table.name),
            Schema.from_arrow(table.schema),
            mode="ignore",
            partition_by=["month"] if table.by_month else None,
            configuration=_CREATED,
            storage_options=self._options,
        )

    def _write(
        self,
        rows: pa.Table,
        *,
        onto: DeltaTable,
        mode: Literal["append", "overwrite"],
        predicate: str | None = None,
        commit: CommitProperties | None = None,
    ) -> None:
        """Commit on top of the version that was read, so that a change in between is noticed."""
        try:
            if mode == "append":
                write_deltalake(onto, rows, mode="append", commit_properties=commit)
            else:
                write_deltalake(onto, rows, mode="overwrite", predicate=predicate, commit_properties=commit)
        except CommitFailedError as error:
            raise LakeBusyError(_BUSY.format(onto.table_uri)) from error

    def _delete(self, delta: DeltaTable, condition: str | None) -> None:
        try:
            delta.delete(condition)
        except CommitFailedError as error:
            raise LakeBusyError(_BUSY.format(delta.table_uri)) from error


def _fits(delta: DeltaTable, table: LakeTable) -> bool:
    """Say whether the files have the table's columns; those of an older version count as none, and are owed anew."""
    return {field.name for field in delta.schema().fields} >= set(table.schema.names)


def _drops(delta: DeltaTable) -> int:
    """Return how often the table was dropped."""
    return delta.transaction_version(_DROPS) or 0


def _counter(delta: DeltaTable, stream: str) -> str:
    """Return under which name the table counts a stream: after a drop it begins anew."""
    return f"{stream}#{_drops(delta)}"


def _paid(delta: DeltaTable, token: tuple[str, int]) -> bool:
    last = delta.transaction_version(_counter(delta, token[0]))
    return last is not None and token[1] <= last


def _check_months(table: LakeTable, rows: pa.Table, months: Sequence[str]) -> None:
    if not table.by_month:
        raise WrongMonthsError(f"Table “{table.name}” is not cut by month; replace it whole.")
    for month in months:
        if not _MONTH.match(month):
            raise WrongMonthsError(f"“{month}” is no month; a month is written like 2026-03.")
    outside = set(pc.unique(rows["month"]).to_pylist()) - set(months)
    if outside:
        raise WrongMonthsError(f"Rows of {min(outside)} lie outside the months to be replaced ({', '.join(months)}).")
