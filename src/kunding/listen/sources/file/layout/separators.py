"""Which character separates the cells of a text table."""

import csv
import math
from collections import Counter

SEPARATORS = (",", ";", "\t", "|")
_ROWS = 300


def recognise_separator(text: str) -> str:
    """The separator that cuts the most rows of a sample into the same number of cells; "," where none does."""
    declared = text[:6].lower()
    if declared.startswith("sep=") and declared[4:5] in SEPARATORS:
        return declared[4:5]
    scores = {separator: _score(text, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: scores[separator])
    return best if scores[best] > 0 else ","


def sample_rows(text: str, separator: str, *, most: int = _ROWS) -> list[tuple[int, list[str]]]:
    """The first rows of a sample, each with the line on which it begins; stops at what cannot be parsed."""
    csv.field_size_limit(4 << 20)
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    begun = 1
    try:
        for row in reader:
            if row:
                rows.append((begun, row))
            begun = reader.line_num + 1
            if len(rows) >= most:
                break
    except csv.Error:
        return rows
    return rows


def _score(text: str, separator: str) -> float:
    rows = sample_rows(text, separator)
    widths = Counter(len(row) for _, row in rows)
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    return (count / len(rows)) ** 2 * math.log2(width) if width > 1 else 0.0
