"""Cells that say yes or no."""

import polars as pl

_YES = (
    "yes", "y", "ja", "j", "true", "wahr", "1", "x", "churned", "left", "gekündigt", "inaktiv", "inactive", "ehemalig",
)  # fmt: skip
_NO = ("no", "n", "nein", "false", "falsch", "0", "stayed", "aktiv", "active", "bestand", "joined")


def read_truth(cells: pl.Series) -> pl.Series:
    """True, False, or null where a cell says neither."""
    words = cells.str.to_lowercase().str.strip_chars()
    said_yes = words.is_in(_YES)
    return said_yes.set(~(said_yes | words.is_in(_NO)), None)
