"""Deciding whether a reading needs an answer, and opening its case."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import connection, transaction
from django.utils.translation import override

from kunding.people.queries import company
from kunding.respond.calendar import OpeningHours, moment, moments
from kunding.respond.models import Case, Outcome, State, Triage
from kunding.respond.queries.routes import Routes, routes
from kunding.respond.queries.undecided import reading_facts, readings_to_decide_again
from kunding.respond.rules import Decision, ReadingFacts, case_number, decide, due_dates, first_step
from kunding.trail.actions import record
from kunding.understand.models import Reading
from kunding.understand.rows import insert_rows

TRIAGE_COLUMNS = ("reading_id", "outcome", "at")
CASE_COLUMNS = (
    "number",
    "feedback_id",
    "kind",
    "state",
    "owner_id",
    "unit_id",
    "touchpoint_id",
    "customer_id",
    "opened_at",
    "due_at",
    "next_step",
    "touched_at",
)


Situation = tuple[str, bool, bool]  # kind, only a hint, the writer is known


@dataclass(frozen=True, slots=True)
class Decided:
    """One reading and what was decided upon it."""

    facts: ReadingFacts
    decision: Decision


@transaction.atomic
def decide_batch(*, keys: Sequence[int], at: datetime, actor: str = "loop") -> int:
    """Decide upon the readings with these keys and open the cases that are needed; return how many were opened.

    What is decided stays so, unless a person corrected the reading since: a repeat, or a second worker with the
    same keys, does nothing and leaves no trace.
    """
    facts = reading_facts(keys)
    again = _decided_again([each.feedback for each in facts if each.decided], at)
    decided = [Decided(each, decide(each)) for each in facts if each.decided is None or each.feedback in again]
    if not decided:
        return 0
    stamp = connection.ops.adapt_datetimefield_value(at)
    new = insert_rows(Triage, TRIAGE_COLUMNS, ((each.facts.feedback, _outcome(each), stamp) for each in decided))
    if not new and not again:
        return 0
    needed = [each for each in decided if each.decision.kind is not None]
    opened = _open_cases(needed)
    _renew(again, opened=[each.facts.feedback for each in needed], at=at)
    record(
        act="decide_readings",
        actor=actor,
        at=at,
        count=new + len(again),
        detail={"cases": opened, "again": len(again), "months": _months(needed)},
    )
    return opened


def _decided_again(settled: Sequence[int], at: datetime) -> set[int]:
    corrected = readings_to_decide_again(at).filter(pk__in=settled) if settled else Reading.objects.none()
    return set(corrected.values_list("pk", flat=True))


def _outcome(decided: Decided) -> str:
    if decided.decision.kind is not None:
        return Outcome.CASE.value
    return (Outcome.ANSWERED if decided.facts.answered_at else Outcome.NOTHING_OWED).value


def _renew(keys: Collection[int], *, opened: Collection[int], at: datetime) -> None:
    if not keys:
        return
    triage = Triage.objects.filter(pk__in=keys)
    triage.filter(pk__in=set(opened)).update(outcome=Outcome.CASE, at=at)
    triage.exclude(pk__in=set(opened)).update(at=at)


def _open_cases(needed: Sequence[Decided]) -> int:
    if not needed:
        return 0
    ways = routes()
    due = _due(needed, ways)
    steps = _steps(needed)
    rows = [_row(each, ways, at, steps) for each, at in zip(needed, due, strict=True)]
    return insert_rows(Case, CASE_COLUMNS, rows)


def _steps(needed: Sequence[Decided]) -> dict[Situation, str]:
    """Return the few sentences that a batch needs, in the company's language."""
    with override(company().language):
        return {
            (kind, hint, known): first_step(kind, hint=hint, known=known)
            for kind, hint, known in {_situation(each) for each in needed}
        }


def _situation(each: Decided) -> Situation:
    known = each.facts.customer is not None or bool(each.facts.author)
    return (str(each.decision.kind), each.decision.hint, known)


def _row(each: Decided, ways: Routes, due: datetime, steps: Mapping[Situation, str]) -> tuple[object, ...]:
    facts, way = each.facts, ways.of(each.facts.touchpoint)
    stamp = connection.ops.adapt_datetimefield_value
    said = stamp(facts.said_at)
    return (
        case_number(facts.feedback, facts.said_at),
        facts.feedback,
        each.decision.kind,
        State.RECEIVED.value,
        way.owner,
        way.unit,
        facts.touchpoint,
        facts.customer,
        said,
        stamp(due),
        steps[_situation(each)],
        said,
    )


def _due(needed: Sequence[Decided], ways: Routes) -> list[datetime]:
    starts = moments([each.facts.said_at for each in needed])
    kinds = np.array([each.decision.kind for each in needed])
    urgent = np.array([each.facts.urgency == "high" for each in needed])
    due = np.zeros_like(starts)
    for hours, rows in _by_hours(needed, ways).items():
        due[rows] = due_dates(starts[rows], kinds[rows], urgent[rows], hours=hours)
    return [moment(int(at)) for at in due]


def _by_hours(needed: Sequence[Decided], ways: Routes) -> dict[OpeningHours, list[int]]:
    found: dict[OpeningHours, list[int]] = {}
    for number, each in enumerate(needed):
        found.setdefault(ways.of(each.facts.touchpoint).hours, []).append(number)
    return found


def _months(needed: Sequence[Decided]) -> list[str]:
    """Return the months whose cases change: those of the new cases, and of the cases that customers chase."""
    customers = {each.facts.customer for each in needed if each.decision.kind == "chasing"} - {None}
    chased = Case.objects.filter(customer__in=customers, closure=None).values_list("opened_at", flat=True)
    opened = (each.facts.said_at for each in needed)
    return sorted({f"{at:%Y-%m}" for at in (*opened, *chased)})
