"""Finds rows that carry a number under which something else was said: nobody's words may get lost that way."""

from collections.abc import Iterator

import polars as pl

from kunding.listen.models import Feedback
from kunding.people.batches import RefusedRow

_ASKED_AT_ONCE = 5_000
_DIGEST = "sha:"


def rows_with_other_words(batch: pl.DataFrame, *, source_id: int) -> tuple[RefusedRow, ...]:
    """The rows of a stored batch whose reference belongs to feedback with other text or subject."""
    own = batch.with_row_index("index").filter(~pl.col("reference").str.starts_with(_DIGEST))
    kept = pl.DataFrame(
        list(_kept_words(own["reference"].unique().to_list(), source_id)),
        schema={"reference": pl.String, "kept_subject": pl.String, "kept_text": pl.String},
        orient="row",
    )
    other = own.join(kept, on="reference", how="inner", maintain_order="left").filter(
        (pl.col("text") != pl.col("kept_text")) | (pl.col("subject") != pl.col("kept_subject"))
    )
    return tuple(
        RefusedRow(index, "reference", reference, "Under this number something else was said already.")
        for index, reference in other.select("index", "reference").rows()
    )


def _kept_words(references: list[str], source_id: int) -> Iterator[tuple[str, str, str]]:
    for begin in range(0, len(references), _ASKED_AT_ONCE):
        asked = references[begin : begin + _ASKED_AT_ONCE]
        found = Feedback.objects.filter(source_id=source_id, reference__in=asked)
        yield from found.values_list("reference", "subject", "text").iterator()
