"""Where the header of a table is, whether it has one, and what its columns are called."""

from collections import Counter
from collections.abc import Sequence

import polars as pl

from kunding.listen.sources.file.columns.names import joined
from kunding.listen.sources.file.columns.vocabulary import KNOWN_NAMES
from kunding.listen.sources.file.dates.forms import take_apart
from kunding.listen.sources.file.dates.numbers import as_numbers

Row = tuple[int, list[str]]
_LOOKED_AT = 25
_COLUMNS_LOOKED_AT = 40


def table_width(rows: Sequence[Row]) -> int:
    """How many cells most rows have."""
    widths = Counter(len(row) for _, row in rows)
    return max(widths, key=lambda width: (widths[width], width))


def find_header(rows: Sequence[Row]) -> Row | None:
    """The row that holds the names of the columns; None where the table begins with its first row.

    Lines above the header, such as a title and a date of export, are passed over.
    """
    width = table_width(rows)
    for index, row in enumerate(rows[:_LOOKED_AT]):
        cells = [cell.strip() for cell in row[1]]
        if len(cells) < width or sum(map(bool, cells[:width])) < max(1, width * 0.5):
            continue
        return row if _are_names(cells, rows[index + 1 : index + 101]) else None
    return None


def column_names(header: Sequence[str] | None, *, width: int) -> tuple[str, ...]:
    """Names for all columns, each once: "Spalte", "Spalte (2)", "column 3" where none is given."""
    given = [" ".join(cell.split()) for cell in header] if header else [""] * width
    names: dict[str, None] = {}
    for position, name in enumerate(given, 1):
        base = name[:200] or f"column {position}"
        number, unique = 1, base
        while unique in names:
            number += 1
            unique = f"{base} ({number})"
        names[unique] = None
    return tuple(names)


def _are_names(cells: Sequence[str], below: Sequence[Row]) -> bool:
    filled = [cell for cell in cells if cell]
    if any(joined(cell) in KNOWN_NAMES for cell in filled):
        return True
    if len(set(filled)) < len(filled) or any(len(cell) > 200 for cell in filled):
        return False
    if _values_in(filled) or any("@" in cell for cell in filled):
        return False
    if not below:
        return True
    looked_at = cells[:_COLUMNS_LOOKED_AT]
    columns = ([row[at] for _, row in below if at < len(row)] for at in range(len(looked_at)))
    return any(_is_other_than_below(cell, column) for cell, column in zip(looked_at, columns, strict=True))


def _is_other_than_below(name: str, values: list[str]) -> bool:
    """Whether the cells below are numbers or dates, or much longer than the name."""
    filled = [value for value in values if value.strip()]
    if not name or not filled:
        return False
    words = sum(len(value.split()) for value in filled) / len(filled)
    return _values_in(filled) > len(filled) * 0.7 or (len(name.split()) <= 3 and words > 2 * len(name.split()) + 2)


def _values_in(cells: list[str]) -> int:
    """How many cells are numbers or dates."""
    column = pl.Series(cells, dtype=pl.String)
    return int((as_numbers(column).is_not_null() | take_apart(column)["first"].is_not_null()).sum())
