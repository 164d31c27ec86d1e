"""Delimited text block by block: whole blocks are parsed at once as long as they are written by the book.

From the first block on that is not (a stray quotation mark, an odd line end), rows are parsed one by one.
"""

from collections.abc import Iterator
from itertools import chain

import numpy as np
import polars as pl

from kunding.listen.sources.file.lines import TextLines
from kunding.listen.sources.file.reading.assembly import Row, assemble, fitted_row, gathered, misfit
from kunding.listen.sources.file.reading.csv_rows import LONGEST_CELL, Records, parsed_leniently
from kunding.listen.sources.file.reading.structure import Structure, structure_of
from kunding.listen.sources.file.shapes import Layout, RawBatch, Reject


def csv_batches(lines: TextLines, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
    """The rows of the text as it comes, in batches of at most `batch_rows`, without the header and what is above."""
    return gathered(_pieces(lines, layout, batch_rows), batch_rows=batch_rows)


def _pieces(lines: TextLines, layout: Layout, batch_rows: int) -> Iterator[RawBatch]:
    blocks, begun, line = lines.blocks(), b"", 1
    for block in chain(blocks, (b"",)):
        if block is None:
            yield from _one_by_one(lines, layout, chain((begun, None), blocks), line, batch_rows)
            return
        text = begun + block
        if not block and text and not text.endswith(b"\n"):
            text += b"\n"
        rows = structure_of(text, layout.separator)
        piece = _parsed(text, rows, layout, line, lines.position) if rows else None
        if rows is None or piece is None or len(text) - rows.rest > LONGEST_CELL:
            yield from _one_by_one(lines, layout, chain((text,), blocks), line, batch_rows)
            return
        yield piece
        line += text.count(b"\n", 0, rows.rest)
        begun = text[rows.rest :]
    if begun:
        yield from _one_by_one(lines, layout, iter((begun,)), line, batch_rows)


def _parsed(text: bytes, rows: Structure, layout: Layout, line: int, position: int) -> RawBatch | None:
    """The whole rows of a block; None where the parser counts other rows than we do."""
    width = len(layout.columns)
    begins = rows.lines + line
    wanted = (begins > layout.skip) & ~rows.blank
    good = wanted & (rows.separators == width - 1)
    table = _table(_bytes_of(text, rows, good), layout)
    if table.height != int(good.sum()):
        return None
    odd = np.flatnonzero(wanted & ~good).tolist()
    single = [_row(text, rows, at, int(begins[at]), layout) for at in odd]
    batch = RawBatch(
        table,
        pl.Series(begins[good], dtype=pl.Int64),
        tuple(row for row in single if isinstance(row, Reject)),
        position,
    )
    return _with_rows(batch, [row for row in single if not isinstance(row, Reject)])


def _bytes_of(text: bytes, rows: Structure, which: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> bytes:
    if which.all():
        return text[: rows.rest]
    kept = np.repeat(which, rows.ends - rows.starts)
    return np.frombuffer(text, dtype=np.uint8)[: rows.rest][kept].tobytes()


def _table(data: bytes, layout: Layout) -> pl.DataFrame:
    schema = dict.fromkeys(layout.columns, pl.String())
    if not data:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(
        data, has_header=False, separator=layout.separator, schema=schema, empty_string_is_null=False,
        extra_columns="raise", missing_columns="raise",
    )  # fmt: skip


def _row(text: bytes, rows: Structure, at: int, line: int, layout: Layout) -> Row | Reject:
    """A row with another number of cells than the header."""
    written = text[int(rows.starts[at]) : int(rows.ends[at])].decode("utf-8")
    cells = parsed_leniently(written, layout.separator)
    fitted = fitted_row(cells, len(layout.columns), ragged=layout.ragged)
    return (line, fitted) if fitted else misfit((line, cells), len(layout.columns))


def _with_rows(batch: RawBatch, rows: list[Row]) -> RawBatch:
    """The batch with single rows put where they belong."""
    if not rows:
        return batch
    added = pl.DataFrame([cells for _, cells in rows], schema=batch.table.schema, orient="row")
    lines = pl.concat([batch.lines, pl.Series([line for line, _ in rows], dtype=pl.Int64)])
    order = lines.arg_sort()
    return RawBatch(pl.concat([batch.table, added])[order], lines[order], batch.rejects, batch.bytes_done)


def _one_by_one(
    lines: TextLines, layout: Layout, blocks: Iterator[bytes | None], line: int, batch_rows: int
) -> Iterator[RawBatch]:
    source = lines.lines_of((block for block in blocks if block is None or block), first=line)
    records = Records(lines, separator=layout.separator, width=len(layout.columns), source=source, first=line)
    rows = (row for row in records if (row.line if isinstance(row, Reject) else row[0]) > layout.skip)
    return assemble(rows, layout, batch_rows=batch_rows, position=lambda: lines.position)
