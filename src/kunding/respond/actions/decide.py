"""Deciding whether a reading needs an answer, and opening its case."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from kunding.listen.rows import insert_rows, stamper
from kunding.respond.actions.join import join
from kunding.respond.actions.open_case import sharpen
from kunding.respond.actions.opening import Decided, open_cases
from kunding.respond.models import Case, State, Triage, TriageOutcome
from kunding.respond.queries.undecided import reading_facts, readings_to_decide_again, said_again_too_soon
from kunding.respond.rules import decide
from kunding.trail.actions import record
from kunding.understand.models import Reading

TRIAGE_COLUMNS = ("reading_id", "outcome", "at")


@transaction.atomic
def decide_batch(*, keys: Sequence[int], at: datetime, actor: str = "loop") -> int:
    """Decide upon the readings with these keys and open the cases that are needed; return how many were opened.

    What is decided stays so, unless a person corrected the reading since: a repeat, or a second worker with the
    same keys, does nothing and leaves no trace.
    """
    later = set(said_again_too_soon(keys))
    opened = _decide([key for key in keys if key not in later], at, actor)
    return opened + _decide(sorted(later), at, actor)


def _decide(keys: Sequence[int], at: datetime, actor: str) -> int:
    facts = reading_facts(keys) if keys else []
    again = _decided_again([each.feedback for each in facts if each.decided], at)
    decided = [Decided(each, decide(each)) for each in facts if each.decided is None or each.feedback in again]
    if not decided:
        return 0
    stamped = stamper()(at)
    new = insert_rows(Triage, TRIAGE_COLUMNS, ((each.facts.feedback, _outcome(each), stamped) for each in decided))
    if not new and not again:
        return 0
    needed = [each for each in decided if each.decision.kind is not None]
    sharpen(needed, at=at)
    there = _with_case(needed)
    opened = open_cases(needed, at)
    join([each.facts for each in decided if each.facts.case is not None], at=at)
    _renew(again, opened=[each.facts.feedback for each in needed], at=at)
    record(
        act="decide_readings",
        actor=actor,
        at=at,
        count=new + len(again),
        detail={
            "cases": opened,
            "feedback": [key for each in needed if (key := each.facts.feedback) not in there],  # whose cases they are
            "again": len(again),
            "months": _months(needed),
        },
    )
    return opened


def _with_case(needed: Sequence[Decided]) -> set[int]:
    """Return the feedback among these that has its case already."""
    cases = Case.objects.filter(feedback__in=[each.facts.feedback for each in needed])
    return set(cases.values_list("feedback_id", flat=True)) if needed else set()


def _decided_again(settled: Sequence[int], at: datetime) -> set[int]:
    corrected = readings_to_decide_again(at).filter(pk__in=settled) if settled else Reading.objects.none()
    return set(corrected.values_list("pk", flat=True))


def _outcome(decided: Decided) -> str:
    if decided.decision.kind is not None:
        return TriageOutcome.CASE.value
    if decided.facts.case is not None:
        return TriageOutcome.JOINED.value
    return (TriageOutcome.ANSWERED if decided.facts.answered_at else TriageOutcome.NOTHING_OWED).value


def _renew(keys: Collection[int], *, opened: Collection[int], at: datetime) -> None:
    if not keys:
        return
    triage = Triage.objects.filter(pk__in=keys)
    triage.filter(pk__in=set(opened)).update(outcome=TriageOutcome.CASE, at=at)
    triage.exclude(pk__in=set(opened)).update(at=at)


def _months(needed: Sequence[Decided]) -> list[str]:
    """Return the months whose cases change: those of the new cases, and of the cases that customers chase."""
    customers = {each.facts.customer for each in needed if each.decision.kind == "chasing"} - {None}
    open_ones = Case.objects.filter(customer__in=customers).exclude(state=State.CLOSED)
    chased = open_ones.values_list("opened_at", flat=True)
    opened = (each.facts.said_at for each in needed)
    return sorted({f"{at:%Y-%m}" for at in (*opened, *chased)})
