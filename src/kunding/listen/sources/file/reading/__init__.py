"""Every format ends in the same batches of text columns."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kunding.listen.sources.file.formulas import original
from kunding.listen.sources.file.lines import TextLines
from kunding.listen.sources.file.reading.assembly import Row, assemble
from kunding.listen.sources.file.reading.csv_blocks import csv_batches
from kunding.listen.sources.file.reading.jsonl import jsonl_batches
from kunding.listen.sources.file.reading.parquet import parquet_batches
from kunding.listen.sources.file.reading.xlsx_rows import open_sheet, sheet_rows
from kunding.listen.sources.file.shapes import Layout, RawBatch, Reject


def raw_batches(path: Path, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
    """The file's rows as text, in order, in batches of at most `batch_rows`; cells that we guarded as they were."""
    for batch in _batches(path, layout, batch_rows=batch_rows):
        yield replace(batch, table=original(batch.table))


def _batches(path: Path, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
    if layout.format == "jsonl":
        return jsonl_batches(path, layout, batch_rows=batch_rows)
    if layout.format == "parquet":
        return parquet_batches(path, layout, batch_rows=batch_rows)
    if layout.format == "xlsx":
        return _sheet_batches(path, layout, batch_rows=batch_rows)
    return _text_batches(path, layout, batch_rows=batch_rows)


def _text_batches(path: Path, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
    return csv_batches(TextLines(path, layout.encoding), layout, batch_rows=batch_rows)


def _sheet_batches(path: Path, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
    sheet, _ = open_sheet(path, layout.sheet)
    rows = _behind_header(sheet_rows(sheet), layout.skip)
    size = path.stat().st_size
    return assemble(rows, layout, batch_rows=batch_rows, position=lambda: size)


def _behind_header(rows: Iterator[Row | Reject], skip: int) -> Iterator[Row | Reject]:
    """Without the header and the lines above it: those that begin at or before line `skip`."""
    for row in rows:
        if (row.line if isinstance(row, Reject) else row[0]) > skip:
            yield row
