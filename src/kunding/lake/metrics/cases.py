"""What becomes of what customers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kunding.lake.measures import Count, Mean, Measure, Quantile, Share
from kunding.lake.metrics.definition import DAY, HOUR, Facts, metric, seconds

if TYPE_CHECKING:
    import ibis.expr.types as ir


@metric("cases", "cases")
def cases(facts: Facts) -> Measure:
    """How many cases were opened."""
    return Count()


@metric("cases", "cases", needs_at=True)
def open_cases(facts: Facts) -> Measure:
    """How many cases were open at the moment asked for."""
    return Count(_open(facts))


@metric("cases", "cases", needs_at=True)
def overdue_cases(facts: Facts) -> Measure:
    """How many cases were open at the moment asked for and past their due date."""
    return Count(_open(facts) & (facts.rows.due_at < facts.at))


@metric("cases", "hours")
def hours_to_human_answer(facts: Facts) -> Measure:
    """Median hours from opening a case to the first answer by a person, among answered cases."""
    return Quantile(seconds(facts.rows.opened_at, facts.rows.answered_at) / HOUR, 0.5)


@metric("cases", "hours")
def hours_to_human_answer_p90(facts: Facts) -> Measure:
    """Hours from opening a case to the first answer by a person that nine in ten answered cases kept."""
    return Quantile(seconds(facts.rows.opened_at, facts.rows.answered_at) / HOUR, 0.9)


@metric("cases", "share", needs_at=True)
def kept_promises(facts: Facts) -> Measure:
    """Share of cases answered by a person by the promised time, among cases that were answered, or whose time
    had passed, at the moment asked for. Of a case that was opened again the latest promise counts.
    """
    rows = facts.rows
    kept, decided = _kept(facts, rows.round_answered_at.coalesce(rows.closed_at), rows.answer_by)
    return Share(part=kept, whole=decided)


@metric("cases", "share", needs_at=True)
def kept_closing_promises(facts: Facts) -> Measure:
    """Share of cases whose customers were told the decision (or which were closed) by the promised end, among
    cases that were decided, or whose time had passed, at the moment asked for. Waiting for the customer's
    verdict afterwards breaks no promise.
    """
    rows = facts.rows
    kept, decided = _kept(facts, rows.told_at.coalesce(rows.closed_at), rows.close_by)
    return Share(part=kept, whole=decided)


@metric("cases", "share")
def first_contact_resolution(facts: Facts) -> Measure:
    """Share of cases settled in the first contact: one answer by a person, which told the decision, no accepted
    handover, not opened again; among cases whose customers were told a decision.
    """
    return Share(part=facts.rows.first_contact, whole=facts.rows.first_contact.notnull())


@metric("cases", "days")
def lead_time(facts: Facts) -> Measure:
    """Median days from opening to closing, among closed cases."""
    return Quantile(seconds(facts.rows.opened_at, facts.rows.closed_at) / DAY, 0.5)


@metric("cases", "share")
def chased_share(facts: Facts) -> Measure:
    """Share of cases whose customer had to chase an answer at least once: asked again while the case was open, or
    began it by asking for an answer that was owed before.
    """
    rows = facts.rows
    return Share(part=(rows.chased > 0) | (rows.kind == "chasing"), whole=rows.chased.notnull())


@metric("cases", "share")
def passed_on_share(facts: Facts) -> Measure:
    """Share of cases that were handed over between units at least once."""
    return Share(part=facts.rows.handovers > 0, whole=facts.rows.handovers.notnull())


@metric("cases", "share")
def reopened_share(facts: Facts) -> Measure:
    """Share of cases that were opened again, among cases whose customers had been told a decision or that had
    been closed.
    """
    rows = facts.rows
    again = (rows["round"] > 1).fill_null(False)
    return Share(part=again, whole=again | rows.told_at.notnull() | rows.closed_at.notnull())


@metric("cases", "share")
def solved_share(facts: Facts) -> Measure:
    """Share of cases that the customer calls solved, among cases that customers judged; the latest verdict counts."""
    return Share(part=facts.rows.solved == "yes", whole=facts.rows.solved.notnull())


@metric("cases", "1…7")
def case_effort(facts: Facts) -> Measure:
    """How easy we made it in the eyes of customers who judged their case: mean of 1 = not at all … 7 = fully."""
    return Mean(facts.rows.verdict_effort, scale=(1.0, 7.0))


@metric("cases", "1…5")
def case_mood(facts: Facts) -> Measure:
    """How customers who judged their case felt afterwards: mean of 1 = very bad … 5 = very good."""
    return Mean(facts.rows.verdict_mood, scale=(1.0, 5.0))


@metric("cases", "cases", needs_at=True)
def cross_department_without_owner(facts: Facts) -> Measure:
    """A check that must say 0: open cases that were offered to another unit and have no owner or no unit, or lie
    in an offer whose time to answer had passed at the moment asked for and which nobody ended.
    """
    rows = facts.rows
    lost = ~rows.has_owner | rows.unit_id.isnull() | (rows.offer_lapses_at < facts.at).fill_null(False)
    return Count(_open(facts) & (rows.offers > 0) & lost)


def _open(facts: Facts) -> ir.BooleanValue:
    rows = facts.rows
    return (rows.opened_at <= facts.at) & (rows.closed_at.isnull() | (rows.closed_at > facts.at))


def _kept(facts: Facts, done: ir.TimestampValue, by: ir.TimestampValue) -> tuple[ir.BooleanValue, ir.BooleanValue]:
    """Return whether a promise was kept, and whether it was kept or broken by now."""
    decided = by.notnull() & ((done <= facts.at).fill_null(False) | (by < facts.at))
    return (done <= by) & (done <= facts.at), decided
