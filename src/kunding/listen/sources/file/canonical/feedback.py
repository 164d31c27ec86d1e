"""Feedback: what a customer said, when, where and how good it was."""

from datetime import datetime

import polars as pl

from kunding.listen.sources.file.canonical.digest import digests
from kunding.listen.sources.file.canonical.draft import Draft
from kunding.listen.sources.file.canonical.extra import extra_json
from kunding.listen.sources.file.shapes import Recognition
from kunding.listen.sources.file.values.blank import worded
from kunding.listen.sources.file.values.channels import read_channels
from kunding.listen.sources.file.values.scales import read_marks, read_points
from kunding.listen.sources.file.values.states import is_answered

LONGEST_REFERENCE = 200
LONGEST_SUBJECT = 500
LONGEST_AUTHOR = 254
# Left in the extra columns as well, because Kunding keeps only what they mean.
_KEPT_AS_WRITTEN = ("channel", "status", "touchpoint")
_SAID = ("text", "subject", "said_at", "author", "channel", "rating", "recommend", "effort")


def feedback_rows(draft: Draft, *, at: datetime) -> pl.DataFrame:
    """Columns reference, said_at (UTC), channel, subject, text, rating (0 … 1), recommend, effort, author,
    touchpoint (as written), answered (yes, no, null), answered_at, extra (JSON text).
    """
    read = pl.DataFrame(
        {
            "reference": draft.filled("reference"),
            "said_at": draft.dates("said_at", latest=at),
            "channel": read_channels(draft.filled("channel")),
            "subject": worded(draft.cells("subject")),
            "text": worded(draft.cells("text")),
            "rating": _rating(draft),
            "recommend": _points(draft, "recommend", 0, 10),
            "effort": _points(draft, "effort", 1, 7),
            "author": draft.filled("author").fill_null(""),
            "touchpoint": draft.filled("touchpoint").fill_null(""),
            "answered": is_answered(draft.filled("status")),
            "answered_at": draft.dates("answered_at", latest=at),
        }
    )
    _reject_empty(draft, read)
    rows = read.with_columns(_extra(draft, read), pl.col("subject").str.slice(0, LONGEST_SUBJECT))
    rows = rows.with_columns(pl.col("author").str.slice(0, LONGEST_AUTHOR))
    return rows.filter(draft.good).pipe(_with_references, draft.recognition)


def _rating(draft: Draft) -> pl.Series:
    column = draft.recognition.mapping.get("rating", "")
    scale = draft.recognition.scales.get(column)
    if scale is None:
        return pl.Series([None], dtype=pl.Float64).new_from_index(0, draft.height)
    return draft.values("rating", lambda cells: read_marks(cells, scale), f"This is no mark on the scale {scale.name}.")


def _points(draft: Draft, field: str, lowest: int, highest: int) -> pl.Series:
    reason = f"This is not a whole number from {lowest} to {highest}."
    return draft.values(field, lambda cells: read_points(cells, lowest=lowest, highest=highest), reason)


def _reject_empty(draft: Draft, read: pl.DataFrame) -> None:
    marks = pl.all_horizontal(pl.col(name).is_null() for name in ("rating", "recommend", "effort"))
    words = pl.all_horizontal(pl.col(name).str.strip_chars() == "" for name in ("text", "subject"))
    draft.reject(read.select(marks & words).to_series(), "text", "Nothing is said here: no text, no subject, no mark.")
    too_long = read["reference"].str.len_chars() > LONGEST_REFERENCE
    draft.reject(too_long, "reference", f"This number is longer than {LONGEST_REFERENCE} characters.")


def _extra(draft: Draft, read: pl.DataFrame) -> pl.Series:
    """All columns without a place, and those with one that cannot take their cells whole."""
    mapping = draft.recognition.mapping
    cut = {
        field
        for field, longest in (("subject", LONGEST_SUBJECT), ("author", LONGEST_AUTHOR))
        if (read[field].str.len_chars() > longest).any()
    }
    placed = {column for field, column in mapping.items() if field not in {*_KEPT_AS_WRITTEN, *cut}}
    return extra_json(draft.raw.table, without=placed).alias("extra")


def _with_references(rows: pl.DataFrame, recognition: Recognition) -> pl.DataFrame:
    """Digests where the source gives no reference; without date and author, every other column counts too."""
    missing = rows["reference"].is_null()
    if not missing.any():
        return rows
    vague = not {"said_at", "author"} & recognition.mapping.keys()
    content = rows.filter(missing).select(*_SAID, *(["extra"] if vague else []))
    return rows.with_columns(rows["reference"].scatter(missing.arg_true(), digests(content)).alias("reference"))
