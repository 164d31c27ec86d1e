"""Decides from a whole column whether 03/04/05 begins with the day, the month or the year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from kunding.listen.sources.file.dates.forms import take_apart
from kunding.listen.sources.file.dates.numbers import number_clock
from kunding.listen.sources.file.shapes import DateOrder, DateReading

ORDERS: tuple[DateOrder, ...] = ("day first", "month first", "year first")
# Which of the three numbers is day, month, year.
PLACES: dict[DateOrder, tuple[str, str, str]] = {
    "day first": ("first", "second_part", "third"),
    "month first": ("second_part", "first", "third"),
    "year first": ("third", "second_part", "first"),
}
EARLIEST_YEAR = 1970


@dataclass(frozen=True)
class _Verdict:
    order: DateOrder
    reason: str
    sure: bool


def recognise_dates(
    written: pl.Series, *, today: date, dayfirst: bool | None = None, german: bool = True
) -> DateReading:
    """How the dates of a column are to be read, from the evidence of all its values.

    Dots mean day first. Otherwise the order is taken that gives real dates, none in the future; where two
    orders do, the one in which the rows are sorted; where both are, `german` decides and it is told.
    """
    parts = take_apart(written)
    verdicts = {shape: _verdict(shape, parts, today, dayfirst, german) for shape in _shapes(parts)}
    clock = number_clock(written.filter(parts["first"].is_null()))
    return DateReading(
        orders={shape: verdict.order for shape, verdict in verdicts.items()},
        numbers=clock,
        seen=_seen(parts, verdicts.items(), clock),
        ambiguous=not all(verdict.sure for verdict in verdicts.values()),
        reason="; ".join(f"{shape}: {verdict.order}, {verdict.reason}" for shape, verdict in verdicts.items()),
    )


def number_in(place: str) -> pl.Expr:
    """The number that stands in a place."""
    return pl.col(place).cast(pl.Int32, strict=False)


def full_year(year: pl.Expr) -> pl.Expr:
    """Two digits below 70 are 20xx, others 19xx."""
    return pl.when(year < 70).then(year + 2000).when(year < 100).then(year + 1900).otherwise(year)


def is_real_date(day: pl.Expr, month: pl.Expr, year: pl.Expr) -> pl.Expr:
    """Whether the calendar has this day."""
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    length = pl.when(month.is_in([4, 6, 9, 11])).then(30).when(month != 2).then(31).when(leap).then(29).otherwise(28)
    return month.is_between(1, 12) & day.is_between(1, length) & year.is_between(1800, 2200)


def _shapes(parts: pl.DataFrame) -> list[str]:
    return sorted(shape for shape in parts["shape"].drop_nulls().unique() if shape)


def _verdict(shape: str, parts: pl.DataFrame, today: date, dayfirst: bool | None, german: bool) -> _Verdict:
    rows = parts.filter(pl.col("shape") == shape)
    candidates = [order for order in ORDERS if order != "year first" or (shape.endswith("99") and len(shape) == 8)]
    if dayfirst is not None:
        return _Verdict("day first" if dayfirst else "month first", "as you asked", True)
    if "." in shape:
        return _Verdict("day first", "dots are written so", True)
    fits = {order: _share_of_dates(rows, order, today) for order in candidates}
    best = [order for order in candidates if fits[order] == max(fits.values())]
    if len(best) == 1:
        return _Verdict(best[0], f"{fits[best[0]]:.0%} are dates that way", True)
    return _by_sorting(rows, best) or _by_habit(best, german)


def _share_of_dates(rows: pl.DataFrame, order: DateOrder, today: date) -> float:
    day, month, year = _placed(order)
    past = (year * 10000 + month * 100 + day) <= int(f"{today:%Y%m%d}") + 1
    plausible = is_real_date(day, month, year) & past & (year >= EARLIEST_YEAR)
    return float(rows.select(plausible.mean()).item() or 0.0)


def _placed(order: DateOrder) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    day, month, year = (number_in(place) for place in PLACES[order])
    return day, month, full_year(year)


def _by_sorting(rows: pl.DataFrame, candidates: list[DateOrder]) -> _Verdict | None:
    sorted_by = {order: _sortedness(rows, order) for order in candidates}
    best, *others = sorted(candidates, key=lambda order: -sorted_by[order])
    if sorted_by[best] > 0.97 and all(sorted_by[other] < 0.9 for other in others):
        return _Verdict(best, "the rows are sorted that way", True)
    return None


def _sortedness(rows: pl.DataFrame, order: DateOrder) -> float:
    """The share of steps that go in the column's main direction; 0 for too few steps to tell."""
    day, month, year = _placed(order)
    steps = rows.select((year * 10000 + month * 100 + day).diff().alias("step")).filter(pl.col("step") != 0)["step"]
    if steps.len() < 8:
        return 0.0
    up = int((steps > 0).sum()) / steps.len()
    return max(up, 1 - up)


def _by_habit(candidates: list[DateOrder], german: bool) -> _Verdict:
    habit: DateOrder = "day first" if german else "month first"
    order = habit if habit in candidates else candidates[0]
    return _Verdict(order, "a guess: every value is a date either way", False)


def _seen(parts: pl.DataFrame, verdicts: Iterable[tuple[str, _Verdict]], clock: str) -> tuple[str, ...]:
    seen = [_written(shape, verdict.order) for shape, verdict in verdicts]
    plain = parts.filter(pl.col("shape") == "")
    if plain["month"].is_not_null().any():
        seen.append("month names")
    marks = plain.filter(pl.col("month").is_null())["mark"].fill_null("").unique().sort()
    seen += [f"YYYY{mark}MM{mark}DD" for mark in marks]
    return tuple(seen + ([clock] if clock else []))


def _written(shape: str, order: DateOrder) -> str:
    mark = shape[2]
    year = "YYYY" if shape.endswith("9999") else "YY"
    letters = {"day first": ("DD", "MM", year), "month first": ("MM", "DD", year), "year first": (year, "MM", "DD")}
    return mark.join(letters[order])
