"""Streams a recognised file as canonical batches, in constant memory."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import polars as pl

from kunding.listen.sources.file.canonical import canonical_batch
from kunding.listen.sources.file.dates import recognise_dates
from kunding.listen.sources.file.dates.forms import take_apart
from kunding.listen.sources.file.dates.merging import merged
from kunding.listen.sources.file.formulas import REJECT_COLUMNS
from kunding.listen.sources.file.reading import raw_batches
from kunding.listen.sources.file.shapes import Batch, DateReading, RawBatch, Recognition
from kunding.listen.sources.file.values.blank import filled

BATCH_ROWS = 50_000
_PLAIN = r"^\s*\d{4}-\d"


def open_batches(
    path: Path, recognition: Recognition, *, at: datetime, batch_rows: int = BATCH_ROWS
) -> Iterator[Batch]:
    """The file's rows in the columns of its kind, in order; every row is in `rows` or in `rejects` of one batch."""
    for raw in raw_batches(path, recognition.layout, batch_rows=batch_rows):
        raw = _without_reject_columns(raw, recognition)
        recognition = _with_new_date_forms(raw, recognition, at)
        yield canonical_batch(raw, recognition, at=at)


def _without_reject_columns(raw: RawBatch, recognition: Recognition) -> RawBatch:
    """A rejects file that was put right and comes back: the reasons of then are not the customer's words."""
    names = recognition.layout.columns
    if names[:4] != REJECT_COLUMNS or len(names) == 4 or set(REJECT_COLUMNS) & set(recognition.mapping.values()):
        return raw
    return replace(raw, table=raw.table.drop(REJECT_COLUMNS, strict=False))


def _with_new_date_forms(raw: RawBatch, recognition: Recognition, at: datetime) -> Recognition:
    """Forms of dates that the first rows of the file did not hold are recognised where they first turn up."""
    dates = dict(recognition.dates)
    for column, reading in recognition.dates.items():
        if column not in raw.table.columns:
            continue
        written = filled(raw.table[column])
        if _has_new_form(written, reading):
            german = "month first" not in reading.orders.values()
            dates[column] = merged(reading, recognise_dates(written, today=at.date(), german=german))
    return replace(recognition, dates=dates)


def _has_new_form(written: pl.Series, reading: DateReading) -> bool:
    """Whether a value is neither plain ISO nor of a form that is known already."""
    open_forms = written.filter(~written.str.contains(_PLAIN).fill_null(True)).unique()
    if not open_forms.len():
        return False
    shapes = {shape for shape in take_apart(open_forms)["shape"].drop_nulls().unique() if shape}
    return bool(shapes - reading.orders.keys()) or not (reading.numbers or reading.seen)
