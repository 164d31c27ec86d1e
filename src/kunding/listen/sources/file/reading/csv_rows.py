"""Rows out of delimited text, with the line on which each begins."""

import csv
from collections import deque
from collections.abc import Iterator

from kunding.listen.sources.file.lines import TextLines
from kunding.listen.sources.file.shapes import Reject

LONGEST_CELL = 4 << 20
_TOO_LONG = "This line is longer than 8 MB, so it is not a row of a table."
_QUOTES = "A quotation mark in this row is never closed, or stands inside the text without being doubled."

Row = tuple[int, list[str]]


class Records:
    """The rows of delimited text; what cannot be parsed comes out as a Reject and reading goes on behind it.

    `source` are lines of `lines`, the first of which has the number `first` in the file.
    """

    def __init__(
        self, lines: TextLines, *, separator: str, width: int, source: Iterator[str] | None = None, first: int = 1
    ) -> None:
        csv.field_size_limit(LONGEST_CELL)
        self._lines = lines
        self._source = iter(lines) if source is None else source
        self._separator = separator
        self._width = width
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._line = first

    def __iter__(self) -> Iterator[Row | Reject]:
        while True:
            try:
                yield from self._rows()
                break
            except csv.Error:
                yield self._damaged()
        yield from self._long_lines()

    def _rows(self) -> Iterator[Row | Reject]:
        taken = self._taken
        for row in csv.reader(self._feed(), delimiter=self._separator, strict=True):
            line = self._line
            self._line += len(taken)
            taken.clear()
            if row:
                yield line, row
            elif self._lines.too_long:
                yield from self._long_lines()

    def _feed(self) -> Iterator[str]:
        again, source, taken = self._again, self._source, self._taken
        while True:
            line = again.popleft() if again else next(source, None)
            if line is None:
                return
            taken.append(line)
            yield line

    def _damaged(self) -> Row | Reject:
        """The first line of the row that could not be parsed; the lines after it are read again."""
        first, *rest = self._taken
        self._again.extendleft(reversed(rest))
        self._taken.clear()
        line, self._line = self._line, self._line + 1
        lenient = parsed_leniently(first, self._separator)
        if len(lenient) == self._width:
            return line, lenient
        return Reject(line, "", first.strip()[:200], _QUOTES, tuple(lenient))

    def _long_lines(self) -> Iterator[Reject]:
        while self._lines.too_long:
            yield Reject(self._lines.too_long.pop(0), "", "", _TOO_LONG)


def parsed_leniently(line: str, separator: str) -> list[str]:
    """The cells of one line, whatever its quotation marks do."""
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return [line]
