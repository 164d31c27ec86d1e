"""A reference for feedback whose source gives it none: the digest of what was said, when and by whom."""

from hashlib import sha256

import polars as pl

PREFIX = "sha:"
_BETWEEN = "\x1f"


def digests(columns: pl.DataFrame) -> pl.Series:
    """One digest per row over all columns; equal rows get equal digests, on every machine and for ever."""
    text = columns.select(
        pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in columns.columns], separator=_BETWEEN)
    ).to_series()
    return pl.Series([PREFIX + sha256(row.encode()).hexdigest()[:40] for row in text], dtype=pl.String)
