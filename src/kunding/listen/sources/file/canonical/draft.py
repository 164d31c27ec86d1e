"""A batch on its way from text to values: what could not be read is remembered row by row."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import polars as pl

from kunding.listen.sources.file.dates import read_dates
from kunding.listen.sources.file.shapes import DateReading, RawBatch, Recognition, Reject
from kunding.listen.sources.file.values.blank import filled

_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


class Draft:
    """The cells of a batch by field, and the first problem of each row."""

    def __init__(self, raw: RawBatch, recognition: Recognition) -> None:
        self.raw = raw
        self.recognition = recognition
        self.height = raw.table.height
        self._problem = pl.Series([None] * self.height, dtype=pl.String)
        self._where = pl.Series([None] * self.height, dtype=pl.String)

    def has(self, field: str) -> bool:
        """Whether the file has a column for the field."""
        return self.recognition.mapping.get(field, "") in self.raw.table.columns

    def cells(self, field: str) -> pl.Series:
        """The field's cells as written; "" throughout where the file has no column for it."""
        if self.has(field):
            return self.raw.table[self.recognition.mapping[field]]
        return pl.Series([""], dtype=pl.String).new_from_index(0, self.height)

    def filled(self, field: str) -> pl.Series:
        """The field's cells without blanks around them, null where nothing is written."""
        return filled(self.cells(field))

    def values(self, field: str, read: Callable[[pl.Series], pl.Series], reason: str) -> pl.Series:
        """The field's cells through `read`; where that gives null for a filled cell, the row is rejected."""
        written = self.filled(field)
        value = read(written)
        self.reject(written.is_not_null() & value.is_null(), field, reason)
        return value

    def dates(self, field: str, *, latest: datetime) -> pl.Series:
        """The field as UTC datetimes between 1970 and a day after `latest`."""
        reading = self.recognition.dates.get(self.recognition.mapping.get(field, ""), DateReading())
        at = self.values(
            field, lambda cells: read_dates(cells, reading, zone=self.recognition.zone), "This is not a date."
        )
        moment = at.dt.replace_time_zone("UTC")
        self.reject(moment > latest + timedelta(days=1), field, "This date lies in the future.")
        self.reject(moment < _EARLIEST, field, "This date lies before 1970.")
        return at

    def reject(self, which: pl.Series, field: str, reason: str) -> None:
        """Remember a problem for the rows of a mask, unless they have one already."""
        new = which.fill_null(False) & self._problem.is_null()
        if new.any():
            self._problem = self._problem.set(new, reason)
            self._where = self._where.set(new, field)

    @property
    def good(self) -> pl.Series:
        """The rows without a problem."""
        return self._problem.is_null()

    def rejects(self) -> tuple[Reject, ...]:
        """The rows with a problem, and those that did not even parse, in the order of the file."""
        bad = (~self.good).arg_true().to_list()
        own = (self._reject(at) for at in bad)
        return tuple(sorted((*own, *self.raw.rejects), key=lambda reject: reject.line))

    def _reject(self, at: int) -> Reject:
        row = dict(zip(self.raw.table.columns, self.raw.table.row(at), strict=True))
        column = self.recognition.mapping.get(self._where[at], "")
        known = tuple(row[name] or "" for name in self.recognition.layout.columns if name in row)
        return Reject(int(self.raw.lines[at]), column, row.get(column) or "", str(self._problem[at]), known)
