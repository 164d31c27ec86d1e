"""Journeys: customer tasks, their steps, and the touchpoints on the way."""

import polars as pl

from kunding.listen.sources.file.canonical.draft import Draft
from kunding.listen.sources.file.values.channels import read_channels

_FIELDS = ("journey", "step", "touchpoint", "code", "synonyms", "unit", "owner")
_BETWEEN = "\x1f"


def journey_rows(draft: Draft) -> pl.DataFrame:
    """Columns journey, step, touchpoint, code, synonyms (list of texts), channel, unit, owner (e-mail or name)."""
    rows = pl.DataFrame({field: draft.filled(field).fill_null("") for field in _FIELDS})
    rows = rows.with_columns(
        pl.col("synonyms").str.replace_all(r"\s*[;|,]\s*", _BETWEEN),
        read_channels(draft.filled("channel")).fill_null("").alias("channel"),
    )
    nameless, unserved = rows["touchpoint"] == "", rows["unit"] == ""
    draft.reject(nameless & (rows["journey"] == ""), "touchpoint", "This row names no touchpoint and no journey.")
    draft.reject(~nameless & unserved, "unit", "Nobody serves this touchpoint: name its unit.")
    for field in ("journey", "step", "touchpoint", "unit"):
        draft.reject(rows[field].str.len_chars() > 200, field, "This is longer than 200 characters.")
    synonyms = pl.col("synonyms").str.split(_BETWEEN).list.eval(pl.element().filter(pl.element() != ""))
    return rows.with_columns(synonyms).filter(draft.good)
