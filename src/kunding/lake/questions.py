"""A question to the lake: checked names, and the shape that decides its SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from kunding.lake.dimensions import DIMENSIONS, column_of, reaches
from kunding.lake.filters import Filter, Where, filters_of
from kunding.lake.metrics import METRICS

MOST_ROWS = 1_000_000


class QuestionError(ValueError):
    """A metric, dimension or order does not exist, or does not go together with the others."""


@dataclass(frozen=True)
class Shape:
    """All of a question that its SQL depends on; values are no part of it."""

    metrics: tuple[str, ...]
    by: tuple[str, ...]
    where: tuple[tuple[str, str, int], ...]  # field, operator, number of places for values
    order: tuple[tuple[str, bool], ...]  # output column, falling?
    limited: bool


@dataclass(frozen=True)
class Question:
    """A checked question; `shape` goes into SQL, `values` are bound to it."""

    metrics: tuple[str, ...]
    by: tuple[str, ...] = ()
    where: tuple[Filter, ...] = ()
    at: datetime | None = None
    order: tuple[tuple[str, bool], ...] = ()
    limit: int | None = None

    @property
    def shape(self) -> Shape:
        """The part that decides the SQL."""
        where = tuple((f.field, f.operator, places(len(f.values))) for f in self.where)
        return Shape(self.metrics, self.by, where, self.order, self.limit is not None)

    @property
    def values(self) -> dict[str, Any]:
        """What is bound to the SQL: p0, p1, … for the conditions, at, n for the limit."""
        bound: dict[str, Any] = {}
        for one in self.where:
            room = places(len(one.values))
            for value in (*one.values, *one.values[-1:] * (room - len(one.values))):
                bound[f"p{len(bound)}"] = value
        if any(METRICS[name].needs_at for name in self.metrics):
            bound["at"] = self.at.replace(tzinfo=None) if self.at else None
        if self.limit is not None:
            bound["n"] = self.limit
        return bound


def places(count: int) -> int:
    """Return how many places a list of values gets: the next power of two, so that shapes stay few."""
    return 1 << (count - 1).bit_length() if count else 0


def question(
    metrics: Sequence[str] | str,
    *,
    by: Sequence[str] | str = (),
    where: Where | None = None,
    at: date | None = None,
    order: Sequence[str] | str | None = None,
    limit: int | None = None,
) -> Question:
    """Check a question and return it; raises `QuestionError` or `FilterError` with one sentence.

    `at` is the moment at which open and overdue is meant (a day means its end). `order` lists
    columns of the answer, “-” in front for falling; without it rows come in the order of `by`.
    """
    asked, cut, conditions = _names(metrics), _names(by), filters_of(where)
    _check_metrics(asked, at)
    _check_by(asked, cut)
    _check_reach(asked, cut, conditions)
    if limit is not None and not (isinstance(limit, int) and not isinstance(limit, bool) and 0 < limit <= MOST_ROWS):
        raise QuestionError(f"The limit must be a whole number from 1 to {MOST_ROWS}.")
    return Question(asked, cut, conditions, _moment(at), _ordered(asked, cut, order), limit)


def _names(given: Sequence[str] | str) -> tuple[str, ...]:
    listed = [given] if isinstance(given, str) else list(given)
    return tuple(dict.fromkeys(listed))


def _check_metrics(asked: tuple[str, ...], at: date | None) -> None:
    if not asked:
        raise QuestionError(f"A question needs a metric. There are: {_listed(METRICS)}.")
    for name in asked:
        if name not in METRICS:
            raise QuestionError(f"There is no metric “{name}”. There are: {_listed(METRICS)}.")
        if METRICS[name].needs_at and at is None:
            raise QuestionError(f"“{name}” needs the moment at which it is meant (at).")


def _check_by(asked: tuple[str, ...], cut: tuple[str, ...]) -> None:
    for name in cut:
        if name not in DIMENSIONS:
            raise QuestionError(f"Nothing can be cut by “{name}”. There are: {_listed(DIMENSIONS)}.")
        if name in asked:
            raise QuestionError(f"“{name}” is asked for as a metric and to cut by; ask twice.")


def _check_reach(asked: tuple[str, ...], cut: tuple[str, ...], conditions: tuple[Filter, ...]) -> None:
    """Refuse what a table has no column for, such as feedback by state of a case."""
    for name in asked:
        table = METRICS[name].table
        for field in (*cut, *(one.field for one in conditions)):
            if not reaches(table, column_of(field)):
                able = [d.name for d in DIMENSIONS.values() if reaches(table, d.column)]
                raise QuestionError(f"“{name}” knows no “{field}”; it knows: {', '.join(able)}.")


def _ordered(
    asked: tuple[str, ...], cut: tuple[str, ...], order: Sequence[str] | str | None
) -> tuple[tuple[str, bool], ...]:
    """Return the order; what is given comes first, the columns of `by` always last, so that it is total."""
    columns = [column for name in cut for column in DIMENSIONS[name].columns]
    known = [*columns, *asked]
    wanted: dict[str, bool] = {}
    for one in _names(order or ()):
        name = one.removeprefix("-")
        if name not in known:
            raise QuestionError(f"The answer has no column “{name}” to order by. There are: {', '.join(known)}.")
        wanted[name] = one.startswith("-")
    firsts = [DIMENSIONS[name].columns[0] for name in cut]
    return (*wanted.items(), *((name, False) for name in firsts if name not in wanted))


def _moment(at: date | None) -> datetime | None:
    if at is None:
        return None
    if isinstance(at, datetime):
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    return datetime.combine(at + timedelta(days=1), time(), tzinfo=UTC)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
