"""Rows out of Parquet, as text like every other file, a record batch at a time."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from kunding.listen.sources.file.reading.assembly import MOST_CELLS
from kunding.listen.sources.file.refusal import FileRefused
from kunding.listen.sources.file.shapes import Layout, RawBatch


def parquet_columns(path: Path) -> tuple[str, ...]:
    """The names of the columns; raises FileRefused where the file is damaged."""
    return tuple(_open(path).schema_arrow.names)


def parquet_batches(path: Path, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
    """Batches of rows; `lines` counts rows from 1."""
    file, size, done = _open(path), path.stat().st_size, 0
    rows = max(1, min(batch_rows, MOST_CELLS // max(len(layout.columns), 1)))
    try:
        for batch in file.iter_batches(batch_size=rows):
            table = _as_text(pl.DataFrame(pl.from_arrow(batch.rename_columns(list(layout.columns)))))
            lines = pl.Series(range(done + 1, done + 1 + table.height), dtype=pl.Int64)
            done += table.height
            yield RawBatch(table, lines, (), size * done // max(file.metadata.num_rows, 1))
    except (pa.ArrowException, OSError) as error:
        raise FileRefused(f"“{path.name}” is damaged after row {done}; {done} rows were read.") from error


def _open(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path, memory_map=False)
    except (pa.ArrowException, OSError) as error:
        raise FileRefused(f"“{path.name}” is not a readable Parquet file.") from error


def _as_text(table: pl.DataFrame) -> pl.DataFrame:
    return table.select(_column_as_text(table[name]) for name in table.columns).fill_null("")


def _column_as_text(column: pl.Series) -> pl.Series:
    dtype = column.dtype
    if dtype == pl.String:
        return column.str.replace_all("\0", "\ufffd", literal=True)
    if isinstance(dtype, pl.Datetime):
        moment = column.dt.convert_time_zone("UTC") if dtype.time_zone else column
        return moment.dt.strftime("%Y-%m-%dT%H:%M:%S%.f" + ("Z" if dtype.time_zone else ""))
    if dtype.is_float():
        whole = (column == column.round()) & (column.abs() < 1e15)
        rounded = column.cast(pl.Int64, strict=False).cast(pl.String)
        return rounded.zip_with(whole.fill_null(False), column.cast(pl.String))
    if dtype == pl.Binary:
        return column.cast(pl.String, strict=False)
    if dtype.is_nested():
        return pl.DataFrame({"cell": column}).select(pl.struct("cell").struct.json_encode())["cell"].alias(column.name)
    return column.cast(pl.String)
