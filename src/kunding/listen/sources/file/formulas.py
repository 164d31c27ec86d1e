"""Cells that a spreadsheet would run as a formula: made harmless on the way out, and as they were on the way back."""

import re

import polars as pl

# A spreadsheet runs a cell that begins like this; the wide forms are what some keyboards and input methods type.
_RUNS = "=+\\-@\t\r\n\\|%＝＋－＠"
_WOULD_RUN = re.compile(rf"^'*[{_RUNS}]")
_MADE_HARMLESS = rf"^'('*[{_RUNS}])"
MARK = "kunding_export"  # the first column of our own exports: its cells are taken back as they were
VERSION = "1"


def harmless(text: str) -> str:
    """Return the cell so that no spreadsheet runs it; `original` undoes it.

    >>> harmless("=1+1"), harmless("'=1+1"), harmless("fine")
    ("'=1+1", "''=1+1", 'fine')
    """
    return f"'{text}" if _WOULD_RUN.match(text) else text


def original(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table of one of our own exports with its cells as they were; any other table as it is."""
    if MARK not in table.columns:
        return table
    return table.with_columns(pl.col(pl.String).str.replace(_MADE_HARMLESS, "${1}"))
