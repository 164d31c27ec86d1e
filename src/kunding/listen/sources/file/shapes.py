"""What passes between the parts that read a file: plain frozen values, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

Kind = Literal["feedback", "customers", "people", "journeys"]
Format = Literal["csv", "xlsx", "jsonl", "parquet"]
DateOrder = Literal["day first", "month first", "year first"]
NumberClock = Literal["", "excel", "seconds", "milliseconds", "microseconds"]

KINDS: tuple[Kind, ...] = ("feedback", "customers", "people", "journeys")


@dataclass(frozen=True)
class Reject:
    """One row (or one part of a file) that was not imported: where, what, why, and the row itself."""

    line: int
    column: str
    value: str
    reason: str
    row: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """How the cells lie in the file."""

    format: Format
    encoding: str = ""
    separator: str = ""
    header: bool = True
    skip: int = 0
    ragged: bool = False
    sheet: str = ""
    columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class RawBatch:
    """Consecutive rows as text: one String column per column of the file, `lines` says where each began."""

    table: pl.DataFrame
    lines: pl.Series
    rejects: tuple[Reject, ...]
    bytes_done: int


@dataclass(frozen=True)
class DateReading:
    """How the dates of one column are read; `orders` by shape, such as "99/99/99" → "month first"."""

    orders: Mapping[str, DateOrder] = field(default_factory=dict)
    numbers: NumberClock = ""
    seen: tuple[str, ...] = ()
    ambiguous: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Scale:
    """How the marks of one column are read; `best` may be the lower end (German school grades)."""

    name: str
    worst: float
    best: float
    reason: str = ""


@dataclass(frozen=True)
class Recognition:
    """What was understood of a file before any row of it is stored."""

    layout: Layout
    kind: Kind
    mapping: Mapping[str, str]
    reasons: Mapping[str, str]
    dates: Mapping[str, DateReading]
    scales: Mapping[str, Scale]
    zone: str
    warnings: tuple[str, ...] = ()
    preview: pl.DataFrame = field(default_factory=pl.DataFrame)
    size: int = 0
    tried: int = 0  # so many of the first rows were read to the end
    refused: tuple[Reject, ...] = ()  # those of them that cannot be imported


@dataclass(frozen=True)
class Batch:
    """Rows in the shape that the room's action takes, and what had to be left out on the way.

    `lines` and `cells` tell of each of the rows where it stands in the file and how it is written there.
    """

    rows: pl.DataFrame
    cells: pl.DataFrame
    lines: pl.Series
    rejects: tuple[Reject, ...]
    bytes_done: int

    def rejected(self, index: int, *, column: str, value: str, reason: str) -> Reject:
        """The reject for a row that could not be stored."""
        row = tuple(cell or "" for cell in self.cells.row(index))
        return Reject(int(self.lines[index]), column, value, reason, row)

    @property
    def received(self) -> int:
        """How many rows of the file this batch speaks of, good and bad."""
        return self.rows.height + len(self.rejects)
