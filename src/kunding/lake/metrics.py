"""Every metric, defined once: DuckDB and Spark, pages, API and command all ask for these names.

A metric is a function from the facts (rows of one table, and the moment of asking) to a measure. Its
docstring is its documentation; `docs/metrics.md` is made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kunding.lake.measures import Balance, Count, Distinct, Mean, Measure, Quantile, Share

if TYPE_CHECKING:
    import ibis.expr.types as ir

PUBLIC_CHANNELS = ("social", "review")
SATISFIED_FROM = 0.75  # 4 of 5 stars on the common scale 0…1
_HOUR, _DAY = 3600.0, 86400.0


@dataclass(frozen=True)
class Facts:
    """What a metric is made of: rows of its table, and the moment at which open and overdue is meant."""

    rows: ir.Table
    at: ir.TimestampScalar


@dataclass(frozen=True)
class Metric:
    """A defined metric: its name, table, unit, and whether it needs the moment of asking."""

    name: str
    table: str
    unit: str
    needs_at: bool
    measure: Callable[[Facts], Measure]

    @property
    def about(self) -> str:
        """What the metric says, in one or two sentences."""
        return " ".join((self.measure.__doc__ or "").split())


_DEFINED: dict[str, Metric] = {}
METRICS: Mapping[str, Metric] = MappingProxyType(_DEFINED)
_Definition = Callable[[Facts], Measure]


def _metric(table: str, unit: str, *, needs_at: bool = False) -> Callable[[_Definition], _Definition]:
    def define(measure: _Definition) -> _Definition:
        name = measure.__name__
        _DEFINED[name] = Metric(name, table, unit, needs_at, measure)
        return measure

    return define


# What customers say ------------------------------------------------------------------------------------


@_metric("feedback", "pieces of feedback")
def volume(facts: Facts) -> Measure:
    """How much feedback arrived."""
    return Count()


@_metric("feedback", "customers")
def customers(facts: Facts) -> Measure:
    """How many different known customers said something; feedback without a known customer is left out."""
    return Distinct(facts.rows.customer_key)


@_metric("feedback", "share")
def negative_share(facts: Facts) -> Measure:
    """Share of negative feedback among feedback whose sentiment was read for sure."""
    return Share(part=facts.rows.sentiment == "negative", whole=facts.rows.sure)


@_metric("feedback", "share")
def positive_share(facts: Facts) -> Measure:
    """Share of positive feedback among feedback whose sentiment was read for sure."""
    return Share(part=facts.rows.sentiment == "positive", whole=facts.rows.sure)


@_metric("feedback", "points −100…+100")
def mood(facts: Facts) -> Measure:
    """Positive share minus negative share in points, among feedback whose sentiment was read for sure."""
    rows = facts.rows
    return Balance(plus=rows.sentiment == "positive", minus=rows.sentiment == "negative", whole=rows.sure)


@_metric("feedback", "share")
def unclear_share(facts: Facts) -> Measure:
    """Share of feedback whose sentiment could not be read for sure; it counts in no share of mood."""
    return Share(part=~facts.rows.sure, whole=facts.rows.sure.notnull())


@_metric("feedback", "points −100…+100")
def nps(facts: Facts) -> Measure:
    """Net promoter score: share that answered 9 or 10 minus share that answered 0 to 6, in points."""
    recommend = facts.rows.recommend
    return Balance(plus=recommend >= 9, minus=recommend <= 6, whole=recommend.notnull())


@_metric("feedback", "share")
def csat(facts: Facts) -> Measure:
    """Share of satisfied ratings: those in the upper quarter of their scale (4 or 5 of 5 stars)."""
    return Share(part=facts.rows.rating >= SATISFIED_FROM, whole=facts.rows.rating.notnull())


@_metric("feedback", "1…7")
def ces(facts: Facts) -> Measure:
    """Customer effort score: mean agreement that the company made it easy, 1 = not at all, 7 = fully (CES 2.0)."""
    return Mean(facts.rows.effort, scale=(1.0, 7.0))


@_metric("feedback", "0…1")
def mean_rating(facts: Facts) -> Measure:
    """Mean of the ratings, each brought to 0…1 (worst to best of its scale)."""
    return Mean(facts.rows.rating, scale=(0.0, 1.0))


@_metric("feedback", "share")
def recommend_share(facts: Facts) -> Measure:
    """What customers tell the world: share that recommends. One recommends by answering 9 or 10 when
    asked, or else by a surely positive post in public (social, review).
    """
    recommends, _, tells = _told_the_world(facts.rows)
    return Share(part=recommends, whole=tells)


@_metric("feedback", "share")
def warn_share(facts: Facts) -> Measure:
    """What customers tell the world: share that warns. One warns by answering 0 to 6 when asked, or else
    by a surely negative post in public (social, review).
    """
    _, warns, tells = _told_the_world(facts.rows)
    return Share(part=warns, whole=tells)


@_metric("feedback", "pieces of feedback")
def complaints(facts: Facts) -> Measure:
    """How many pieces of feedback are complaints."""
    return Count(facts.rows.intent == "complaint")


@_metric("feedback", "pieces of feedback")
def praise(facts: Facts) -> Measure:
    """How many pieces of feedback are praise."""
    return Count(facts.rows.intent == "praise")


@_metric("feedback", "pieces of feedback")
def ideas(facts: Facts) -> Measure:
    """How many pieces of feedback hold an idea."""
    return Count(facts.rows.intent == "idea")


@_metric("feedback", "pieces of feedback")
def leaving_threats(facts: Facts) -> Measure:
    """How many pieces of feedback threaten to leave."""
    return Count(facts.rows.intent == "leaving")


@_metric("feedback", "pieces of feedback")
def chasers(facts: Facts) -> Measure:
    """How many pieces of feedback chase an answer that is still owed."""
    return Count(facts.rows.intent == "chasing")


@_metric("feedback", "pieces of feedback")
def negatives(facts: Facts) -> Measure:
    """How many pieces of feedback are surely negative."""
    return Count((facts.rows.sentiment == "negative") & facts.rows.sure)


def _told_the_world(rows: ir.Table) -> tuple[ir.BooleanValue, ir.BooleanValue, ir.BooleanValue]:
    """Return who recommends, who warns, who tells at all: the answer when asked comes before the post."""
    asked = rows.recommend.notnull()
    public = ~asked & rows.channel.isin(PUBLIC_CHANNELS) & rows.sure
    recommends = (asked & (rows.recommend >= 9)) | (public & (rows.sentiment == "positive"))
    warns = (asked & (rows.recommend <= 6)) | (public & (rows.sentiment == "negative"))
    return recommends, warns, asked | public


# What becomes of it ------------------------------------------------------------------------------------


@_metric("cases", "cases")
def cases(facts: Facts) -> Measure:
    """How many cases were opened."""
    return Count()


@_metric("cases", "cases", needs_at=True)
def open_cases(facts: Facts) -> Measure:
    """How many cases were open at the moment asked for."""
    return Count(_open(facts))


@_metric("cases", "cases", needs_at=True)
def overdue_cases(facts: Facts) -> Measure:
    """How many cases were open at the moment asked for and past their due date."""
    return Count(_open(facts) & (facts.rows.due_at < facts.at))


@_metric("cases", "hours")
def hours_to_human_answer(facts: Facts) -> Measure:
    """Median hours from opening a case to the first answer by a person, among answered cases."""
    return Quantile(_seconds(facts.rows.opened_at, facts.rows.answered_at) / _HOUR, 0.5)


@_metric("cases", "hours")
def hours_to_human_answer_p90(facts: Facts) -> Measure:
    """Hours from opening a case to the first answer by a person that nine in ten answered cases kept."""
    return Quantile(_seconds(facts.rows.opened_at, facts.rows.answered_at) / _HOUR, 0.9)


@_metric("cases", "share", needs_at=True)
def kept_promises(facts: Facts) -> Measure:
    """Share of cases answered by their due date, among cases that were answered or whose due date had
    passed at the moment asked for.
    """
    rows = facts.rows
    answered = rows.answered_at.coalesce(rows.closed_at)
    decided = rows.due_at.notnull() & ((answered <= facts.at).fill_null(False) | (rows.due_at < facts.at))
    return Share(part=(answered <= rows.due_at) & (answered <= facts.at), whole=decided)


@_metric("cases", "days")
def lead_time(facts: Facts) -> Measure:
    """Median days from opening to closing, among closed cases."""
    return Quantile(_seconds(facts.rows.opened_at, facts.rows.closed_at) / _DAY, 0.5)


@_metric("cases", "share")
def chased_share(facts: Facts) -> Measure:
    """Share of cases whose customer had to chase an answer at least once."""
    return Share(part=facts.rows.chased > 0, whole=facts.rows.chased.notnull())


@_metric("cases", "share")
def passed_on_share(facts: Facts) -> Measure:
    """Share of cases that were handed over between units at least once."""
    return Share(part=facts.rows.handovers > 0, whole=facts.rows.handovers.notnull())


@_metric("handovers", "handovers")
def handovers(facts: Facts) -> Measure:
    """How often cases were handed from one unit to another."""
    return Count()


@_metric("handovers", "handovers", needs_at=True)
def hanging_handovers(facts: Facts) -> Measure:
    """How many handovers the receiver had not accepted at the moment asked for."""
    rows = facts.rows
    return Count((rows.handed_at <= facts.at) & (rows.accepted_at.isnull() | (rows.accepted_at > facts.at)))


@_metric("handovers", "days")
def days_to_accept(facts: Facts) -> Measure:
    """Median days from handing a case over to its being accepted, among accepted handovers."""
    return Quantile(_seconds(facts.rows.handed_at, facts.rows.accepted_at) / _DAY, 0.5)


def _open(facts: Facts) -> ir.BooleanValue:
    rows = facts.rows
    return (rows.opened_at <= facts.at) & (rows.closed_at.isnull() | (rows.closed_at > facts.at))


def _seconds(start: ir.TimestampColumn, end: ir.TimestampColumn) -> ir.NumericColumn:
    """Return whole seconds; cut off first, since engines differ in what they do with parts of a second."""
    return (_epoch(end) - _epoch(start)).cast("float64")


def _epoch(moment: ir.TimestampValue) -> ir.NumericValue:
    return moment.truncate("s").epoch_seconds()
