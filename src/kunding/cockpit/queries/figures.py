"""Figures with their intervals, asked of the lake."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kunding.cockpit.filters import Chosen, Span
from kunding.lake import Ask
from kunding.people.team_figures import ask_of_teams

FEW = 30  # answers; with fewer a share says too little


@dataclass(frozen=True)
class Figure:
    """A figure of a sample: never without how many it rests on."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None

    @property
    def early(self) -> bool:
        """Return whether too few answers are behind it."""
        return self.n < FEW or self.value is None


Row = Mapping[str, Any]


def question(
    metrics: Sequence[str], picked: Chosen, span: Span, *, by: Sequence[str] = (), at: datetime | None = None
) -> Ask:
    """Return the question for `metrics`, filtered by what was picked within the span."""
    where = {**picked.where(), "day": (span.since, span.until)}
    return Ask(list(metrics), by=list(by), where=where, at=at)


def answers(asked: Mapping[str, Ask]) -> dict[str, list[Row]]:
    """Return the lake's answers by name, all of one version of the lake."""
    tables = ask_of_teams(list(asked.values()))
    return {name: table.to_pylist() for name, table in zip(asked, tables, strict=True)}


def one(rows: Sequence[Row]) -> Row:
    """Return the only row of an answer that was not cut; empty where the lake is empty."""
    return rows[0] if rows else {}


def figure(row: Row, name: str) -> Figure:
    """Return a metric of a row with its interval."""
    value = row.get(name)
    return Figure(
        value=None if value is None else float(value),
        n=int(row.get(f"{name}_n") or 0),
        low=row.get(f"{name}_low"),
        high=row.get(f"{name}_high"),
    )


def months_back(day: date, count: int) -> date:
    """Return the first day of the month `count` months before the month of `day`.

    >>> months_back(date(2026, 2, 14), 3)
    datetime.date(2025, 11, 1)
    """
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)
