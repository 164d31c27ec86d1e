"""Which customers were annoyed by which theme, and who of them left: numbers only, for all themes at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Max, Min
from numpy.typing import NDArray

from kunding.customers.models import Customer
from kunding.improve.queries.days import Day
from kunding.improve.queries.figures import AFFECTED, members
from kunding.improve.queries.period import YEAR, Period, day_of, moment_of
from kunding.improve.rules import Strata
from kunding.improve.rules.leaving import ENOUGH_LEAVERS

FOLLOWED = 2 * YEAR  # days back: themes and companies change
NEVER = np.iinfo(np.int64).max // 4

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Known:
    """The customers' table in columns, in the order of their keys; a day that is not known is NEVER."""

    keys: Integers
    segment: Integers  # number of the segment
    segments: int
    value: Floats  # € per year, nan where unknown
    joined: Integers  # day; far back where unknown
    left: NDArray[np.bool_]
    left_on: Integers


@dataclass(frozen=True)
class Exposed:
    """One row per theme and customer: the first and last day on which the customer spoke of it."""

    theme: Integers  # number of the theme in the list asked for
    customer: Integers  # row in Known
    first: Integers
    last: Integers


def known_customers() -> Known:
    """Return all customers in columns."""
    rows = Customer.objects.order_by("pk").values_list(
        "pk", "segment", "value_per_year", "joined_on", "left", "left_on"
    )
    keys, segments, values, joined, left, left_on = zip(*rows, strict=True) if rows else ((),) * 6
    names, numbers = np.unique(np.array(segments, dtype=str), return_inverse=True)
    return Known(
        keys=np.array(keys, dtype=np.int64),
        segment=numbers.astype(np.int64).reshape(-1),
        segments=len(names),
        value=np.array([np.nan if value is None else float(value) for value in values], dtype=np.float64),
        joined=_days(joined, -NEVER),
        left=np.array(left, dtype=bool),
        left_on=_days(left_on, NEVER),
    )


def exposed_customers(themes: Sequence[int], period: Period, known: Known) -> Exposed:
    """Return who was annoyed by which of these themes within the time in which customers are followed."""
    since = moment_of(period.until - FOLLOWED + 1)
    rows = (
        members()
        .filter(AFFECTED, feedback__said_at__gte=since, feedback__said_at__lt=moment_of(period.until + 1))
        .filter(feedback__customer__isnull=False, shown__in=list(themes))
        .values_list("shown", "feedback__customer")
        .annotate(first=Day(Min("feedback__said_at")), last=Day(Max("feedback__said_at")))
        .order_by()
    )
    table = np.array(list(rows), dtype=np.int64).reshape(-1, 4)
    order = np.argsort(themes)
    theme = order[np.searchsorted(np.asarray(themes)[order], table[:, 0])] if len(table) else table[:, 0]
    return Exposed(theme, np.searchsorted(known.keys, table[:, 1]), table[:, 2], table[:, 3])


def strata_of_themes(count: int, exposed: Exposed, known: Known, period: Period) -> list[Strata] | None:
    """Return for each of `count` themes how annoyed and other customers left, or None where nobody left."""
    if (known.left_on < NEVER).sum() >= ENOUGH_LEAVERS:
        return _dated(count, exposed, known, period)
    return _undated(count, exposed, known) if known.left.sum() >= ENOUGH_LEAVERS else None


def _dated(count: int, exposed: Exposed, known: Known, period: Period) -> list[Strata]:
    """Customer-years: twelve months after the first annoyance against all other time of the same segment."""
    end = max(period.until, int(known.left_on[known.left_on < NEVER].max()))
    begin = min(max(int(exposed.first.min(initial=period.since)), end - FOLLOWED), period.since)
    # Who left at an unknown time cannot be followed.
    followed = ~known.left | (known.left_on < NEVER)
    entry = np.maximum(known.joined, begin)
    leave = np.minimum(known.left_on, end + 1)
    years = np.where(followed, np.maximum(leave - entry, 0), 0) / YEAR
    gone = followed & (known.left_on > entry) & (known.left_on <= end)
    start = np.maximum(exposed.first, entry[exposed.customer])
    stop = np.minimum(leave[exposed.customer], start + YEAR)
    own_years = np.where(followed[exposed.customer], np.maximum(stop - start, 0), 0) / YEAR
    # Leaving on the very day is a farewell that names the theme, no consequence of it.
    own_gone = (own_years > 0) & gone[exposed.customer] & (known.left_on[exposed.customer] <= stop)
    return _strata(count, exposed, known, (own_years, own_gone), (years, gone), dated=True)


def _undated(count: int, exposed: Exposed, known: Known) -> list[Strata]:
    """Customers: the share that left among the annoyed against that among the others; when, nobody told."""
    ones = np.ones(len(known.keys))
    own = (ones[exposed.customer], known.left[exposed.customer])
    return _strata(count, exposed, known, own, (ones, known.left), dated=False)


def _strata(
    count: int,
    exposed: Exposed,
    known: Known,
    own: tuple[Floats, NDArray[np.bool_]],
    everybody: tuple[Floats, NDArray[np.bool_]],
    *,
    dated: bool,
) -> list[Strata]:
    shape = (count, known.segments)
    cell = exposed.theme * known.segments + known.segment[exposed.customer]
    watched, left = (
        np.bincount(cell, weights=weights, minlength=count * known.segments).reshape(shape) for weights in own
    )
    all_watched, all_left = (
        np.bincount(known.segment, weights=weights, minlength=known.segments) for weights in everybody
    )
    followed = np.bincount(exposed.theme[own[0] > 0], minlength=count)
    return [
        Strata(
            exposed=watched[theme],
            exposed_left=left[theme],
            others=np.maximum(all_watched - watched[theme], 0.0),
            others_left=np.maximum(all_left - left[theme], 0.0),
            customers=int(followed[theme]),
            dated=dated,
        )
        for theme in range(count)
    ]


def _days(dates: Sequence[date | None], unknown: int) -> Integers:
    return np.array([unknown if day is None else day_of(day) for day in dates], dtype=np.int64)
