"""Words that exports write where there is nothing."""

import polars as pl

BLANK_WORDS = (
    "", "-", "--", "---", "–", "—", ".", "?", "n/a", "na", "n.a.", "#n/a", "#na", "#nv", "nan", "null", "none", "nil",
    "\\n", "(null)", "(leer)", "(blank)", "(empty)", "undefined", "not specified", "not answered", "no answer",
    "keine angabe", "k.a.", "k. a.", "ka", "ohne angabe", "o. a.", "nicht angegeben", "keine antwort",
)  # fmt: skip


def filled(cells: pl.Series) -> pl.Series:
    """The cells without surrounding blanks, null where nothing is in them."""
    stripped = cells.str.strip_chars()
    return stripped.set(stripped.str.to_lowercase().is_in(BLANK_WORDS), None)


def worded(cells: pl.Series) -> pl.Series:
    """Customers' words untouched, "" where an export wrote only a word for nothing."""
    return cells.set(cells.str.strip_chars().str.to_lowercase().is_in(BLANK_WORDS), "").fill_null("")
