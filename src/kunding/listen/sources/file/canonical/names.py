"""Full names, also where first and last name have their own columns."""

import polars as pl

from kunding.listen.sources.file.canonical.draft import Draft


def full_names(draft: Draft) -> pl.Series:
    """The name, else first and last name together, "" where there is neither."""
    parts = pl.DataFrame({field: draft.filled(field) for field in ("name", "first_name", "last_name")})
    both = pl.concat_str("first_name", "last_name", separator=" ", ignore_nulls=True)
    return parts.select(pl.coalesce("name", both).fill_null("").alias("name"))["name"]
