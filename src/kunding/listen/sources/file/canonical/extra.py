"""The columns that Kunding has no place for, kept as they were in one JSON object per row."""

from collections.abc import Collection

import polars as pl


def extra_json(table: pl.DataFrame, *, without: Collection[str]) -> pl.Series:
    """The filled cells of all other columns as JSON text, "{}" where there are none."""
    names = [name for name in table.columns if name not in without]
    if not names:
        return pl.Series(["{}"], dtype=pl.String).new_from_index(0, table.height)
    cells = table.select(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in names)
    written = cells.select(pl.struct(pl.all()).struct.json_encode().alias("extra"))["extra"]
    return _without_nulls(written)


def _without_nulls(written: pl.Series) -> pl.Series:
    # A quotation mark inside a JSON string is always behind a backslash, so these can only be keys without value.
    return written.str.replace_all(r',"(?:[^"\\]|\\.)*":null', "").str.replace(r'^\{"(?:[^"\\]|\\.)*":null,?', "{")
