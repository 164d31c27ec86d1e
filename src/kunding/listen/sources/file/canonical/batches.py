"""Turns raw batches into canonical ones, whatever kind they are of."""

from datetime import datetime

import polars as pl

from kunding.listen.sources.file.canonical.customers import customer_rows
from kunding.listen.sources.file.canonical.draft import Draft
from kunding.listen.sources.file.canonical.feedback import feedback_rows
from kunding.listen.sources.file.canonical.journeys import journey_rows
from kunding.listen.sources.file.canonical.people import people_rows
from kunding.listen.sources.file.shapes import Batch, RawBatch, Recognition


def canonical_batch(raw: RawBatch, recognition: Recognition, *, at: datetime) -> Batch:
    """One batch in the columns of its kind; `at` is now: what lies after it is no date."""
    draft = Draft(raw, recognition)
    rows = _rows(draft, at)
    known = [name for name in recognition.layout.columns if name in raw.table.columns]
    cells = raw.table.select(known).filter(draft.good)
    return Batch(rows, cells, raw.lines.filter(draft.good), draft.rejects(), raw.bytes_done)


def _rows(draft: Draft, at: datetime) -> pl.DataFrame:
    match draft.recognition.kind:
        case "feedback":
            return feedback_rows(draft, at=at)
        case "customers":
            return customer_rows(draft, at=at)
        case "people":
            return people_rows(draft)
        case "journeys":
            return journey_rows(draft)
