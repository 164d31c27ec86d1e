"""Cells that a spreadsheet would run as a formula: made harmless on the way out, and as they were on the way back."""

import re
from collections.abc import Iterable, Sequence

import polars as pl

# A spreadsheet runs a cell that begins like this; the wide forms are what some keyboards and input methods type.
_RUNS = "=+\\-@\t\r\n\\|%＝＋－＠"
_WOULD_RUN = re.compile(rf"^'*[{_RUNS}]")
_MADE_HARMLESS = rf"^'('*[{_RUNS}])"
MARK = "kunding_export"  # the first column of our own exports: its cells are taken back as they were
VERSION = "1"
# The columns that a rejects file has before those of the file it came from.
REJECT_COLUMNS = ("line", "column", "value", "reason")


def harmless(text: str) -> str:
    """Return the cell so that no spreadsheet runs it; `original` undoes it.

    >>> harmless("=1+1"), harmless("'=1+1"), harmless("fine")
    ("'=1+1", "''=1+1", 'fine')
    """
    return f"'{text}" if _WOULD_RUN.match(text) else text


def as_it_was(cell: str) -> str:
    """Return a cell of a file that we wrote as it was.

    >>> as_it_was(harmless("+49 341 1234")), as_it_was("fine")
    ('+49 341 1234', 'fine')
    """
    return re.sub(_MADE_HARMLESS, r"\1", cell)


def original(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table of a file that we wrote with its cells as they were; any other table as it is."""
    if not _is_ours(table.columns):
        return table
    return table.with_columns(pl.col(pl.String).str.replace(_MADE_HARMLESS, "${1}"))


def original_names(names: Iterable[str]) -> list[str]:
    """Return the names of the columns of a file that we wrote as they were; those of any other file as they are.

    >>> original_names(["line", "column", "value", "reason", "'=1+1"]), original_names(["'=1+1"])
    (['line', 'column', 'value', 'reason', '=1+1'], ["'=1+1"])
    """
    found = list(names)
    return list(map(as_it_was, found)) if _is_ours(found) else found


def _is_ours(names: Sequence[str]) -> bool:
    return MARK in names or (tuple(names[:4]) == REJECT_COLUMNS and len(names) > 4)
