"""Puts rows together into batches of columns, and sorts out rows that do not fit the header."""

from collections.abc import Callable, Iterable, Iterator

import polars as pl

from kunding.listen.sources.file.shapes import Layout, RawBatch, Reject

MOST_CELLS = 2_000_000
MOST_BYTES = 8 << 20

Row = tuple[int, list[str]]


def assemble(
    rows: Iterable[Row | Reject], layout: Layout, *, batch_rows: int, position: Callable[[], int]
) -> Iterator[RawBatch]:
    """Batches of at most `batch_rows` rows, fewer where rows are long or wide, so that memory stays bounded."""
    width = len(layout.columns)
    most = max(1, min(batch_rows, MOST_CELLS // max(width, 1)))
    good: list[list[str]] = []
    lines: list[int] = []
    rejects: list[Reject] = []
    begun = position()
    for row in rows:
        if isinstance(row, Reject):
            rejects.append(row)
        elif len(row[1]) == width or (fitted := fitted_row(row[1], width, ragged=layout.ragged)):
            lines.append(row[0])
            good.append(row[1] if len(row[1]) == width else fitted)
        else:
            rejects.append(misfit(row, width))
        if len(good) + len(rejects) >= most or position() - begun > MOST_BYTES:
            yield _batch(good, lines, rejects, layout.columns, position())
            good, lines, rejects, begun = [], [], [], position()
    if good or rejects:
        yield _batch(good, lines, rejects, layout.columns, position())


def fitted_row(row: list[str], width: int, *, ragged: bool) -> list[str]:
    """The row cut or filled to the header's width where nothing is lost by it, else nothing."""
    if len(row) > width:
        return [] if any(row[width:]) else row[:width]
    return row + [""] * (width - len(row)) if ragged else []


def misfit(row: Row, width: int) -> Reject:
    """The reject for a row that has too many or too few cells."""
    line, cells = row
    reason = f"This row has {len(cells)} columns, the header has {width}."
    return Reject(line, "", "", reason, tuple(cells))


def _batch(
    good: list[list[str]], lines: list[int], rejects: list[Reject], names: tuple[str, ...], position: int
) -> RawBatch:
    columns = zip(*good, strict=True) if good else [()] * len(names)
    series = [pl.Series(name, column, dtype=pl.String) for name, column in zip(names, columns, strict=True)]
    return RawBatch(pl.DataFrame(series), pl.Series(lines, dtype=pl.Int64), tuple(rejects), position)


def gathered(pieces: Iterable[RawBatch], *, batch_rows: int) -> Iterator[RawBatch]:
    """Pieces put together, or cut, into batches of at most `batch_rows` rows and some 8 MB."""
    kept: list[RawBatch] = []
    begun = rows = 0
    for piece in pieces:
        kept.append(piece)
        rows += piece.table.height
        is_much = piece.bytes_done - begun > MOST_BYTES
        if rows >= batch_rows or is_much:
            *full, last = _cut(_united(kept), batch_rows)
            yield from full
            if is_much:
                yield last
            kept = [] if is_much else [last]
            rows, begun = sum(one.table.height for one in kept), piece.bytes_done
    if kept:
        yield from (batch for batch in _cut(_united(kept), batch_rows) if batch.table.height or batch.rejects)


def _united(pieces: list[RawBatch]) -> RawBatch:
    return RawBatch(
        pl.concat([piece.table for piece in pieces], rechunk=True),
        pl.concat([piece.lines for piece in pieces], rechunk=True),
        tuple(reject for piece in pieces for reject in piece.rejects),
        pieces[-1].bytes_done,
    )


def _cut(batch: RawBatch, batch_rows: int) -> Iterator[RawBatch]:
    """Pieces of at most `batch_rows` rows; the rejects go with the first, so that no row is told of twice."""
    for begin in range(0, max(batch.table.height, 1), batch_rows):
        yield RawBatch(
            batch.table.slice(begin, batch_rows),
            batch.lines.slice(begin, batch_rows),
            () if begin else batch.rejects,
            batch.bytes_done,
        )
