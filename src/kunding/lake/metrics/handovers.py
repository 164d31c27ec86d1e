"""What goes from one unit to another, and what is lost on the way."""

from __future__ import annotations

from kunding.lake.measures import Count, Measure, Quantile, Share, Total
from kunding.lake.metrics.definition import DAY, Facts, metric, seconds


@metric("handovers", "handovers")
def handovers(facts: Facts) -> Measure:
    """How often a case was offered to another unit."""
    return Count()


@metric("handovers", "handovers")
def refused_handovers(facts: Facts) -> Measure:
    """How many offers the receiver refused, or did not answer in time: that counts as a no."""
    return Count(facts.rows.outcome.isin(("refused", "lapsed")))


@metric("handovers", "handovers", needs_at=True)
def hanging_handovers(facts: Facts) -> Measure:
    """How many offers had neither been answered nor ended at the moment asked for."""
    rows = facts.rows
    return Count((rows.handed_at <= facts.at) & (rows.settled_at.isnull() | (rows.settled_at > facts.at)))


@metric("handovers", "days")
def days_to_accept(facts: Facts) -> Measure:
    """Median days (by the calendar) from offering a case to its being accepted, among accepted offers."""
    return Quantile(seconds(facts.rows.handed_at, facts.rows.accepted_at) / DAY, 0.5)


@metric("handovers", "business days")
def days_lost(facts: Facts) -> Measure:
    """Business days that cases lay between two units, added up: from each offer until somebody took the case up, by
    accepting it, taking the offer back or, after a no or no answer, going on with it. What still lies counts up to
    the newest act on any case. A day is as long as the company is open.
    """
    return Total(facts.rows.days_lost)


@metric("handovers", "share")
def accepted_at_first_time(facts: Facts) -> Measure:
    """Share of cases whose first offer was accepted by the unit that was asked first, among cases whose first
    offer has ended. Taking an offer back counts as not accepted.
    """
    return Share(part=facts.rows.first_try, whole=facts.rows.first_try.notnull())
