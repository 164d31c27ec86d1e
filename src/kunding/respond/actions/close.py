"""A case is closed, and never before the customer was told the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kunding.people.models import Person
from kunding.respond.actions.acts import Desk, Done, tell, tell_alike, touch
from kunding.respond.models import Answer, Case, Closure
from kunding.respond.queries.outgoing import arrived
from kunding.respond.queries.parts import roots_of
from kunding.respond.queries.promises import verdicts_awaited_in_vain
from kunding.respond.queries.undecided import reading_facts
from kunding.respond.rules import decide, why_not_closed


class CustomerNotTold(Exception):
    """The case stays open, because the customer was not told; the text says what to do."""


@dataclass(frozen=True)
class Close:
    """Who closes which case, and when; with a reason where the customer cannot be reached."""

    case: Case
    by: Person | None  # None: the customer's verdict, or the customer's silence
    at: datetime
    unreachable_because: str = ""


def close(*, case: Case, by: Person, at: datetime, unreachable_because: str = "") -> Closure:
    """Close the case; raises CustomerNotTold where nobody told the customer, CaseIsClosed where it is closed.

    Where a person corrected the reading, so that nobody waits for anything, it can be closed without an answer.
    """
    return close_many(acts=[Close(case, by, at, unreachable_because)])[0]


@transaction.atomic
def close_many(*, acts: Sequence[Close]) -> list[Closure]:
    """Close many cases at once, all or none."""
    if not acts:
        return []
    desk = Desk(act.case.pk for act in acts)
    closures = Closure.objects.bulk_create(closed_on(desk, acts), batch_size=500)
    desk.put_back()
    tell_alike("close_case", desk.cases, [Done(act.case.pk, act.by or "customer", act.at) for act in acts])
    return closures


@transaction.atomic
def close_settled(*, keys: Sequence[int], at: datetime) -> int:
    """Close the cases whose customers said nothing after the decision; return how many."""
    quiet = list(verdicts_awaited_in_vain(at).filter(pk__in=keys))
    desk = Desk(case.pk for case in quiet)
    closures = closed_on(desk, [Close(case, None, at) for case in desk.cases.values()])
    for case in desk.cases.values():
        tell("close_settled", {case.pk: case}, by="loop", at=at)
    desk.put_back()
    return len(Closure.objects.bulk_create(closures, batch_size=500))


def closed_on(desk: Desk, acts: Sequence[Close]) -> list[Closure]:
    """Close the cases on the desk and return the closures, not stored yet; raises CustomerNotTold."""
    told = _deciding_answers(desk.cases)
    free = _cases_where_nothing_is_owed(desk.cases)
    rows = [_closure(act, desk.cases[act.case.pk], told, free) for act in acts]
    for act in acts:
        case = desk.cases[act.case.pk]
        desk.move(case, "close")
        case.next_step, case.escalate_at = "", None
        if act.by is not None:
            touch(case, act.at)
    return rows


def _closure(act: Close, case: Case, told: Mapping[int, Answer], free: set[int]) -> Closure:
    answer, nothing_owed = told.get(case.pk), case.pk in free
    refusal = why_not_closed(
        told=answer is not None, unreachable_because=act.unreachable_because, nothing_owed=nothing_owed
    )
    if refusal:
        raise CustomerNotTold(refusal)
    return Closure(
        case=case,
        round=case.round,
        answer=answer,
        unreachable_because="" if answer else act.unreachable_because.strip()[:300],
        nothing_owed=nothing_owed and answer is None,
        by=act.by,
        at=act.at,
    )


def _deciding_answers(cases: Mapping[int, Case]) -> dict[int, Answer]:
    answers = arrived(Answer.objects.filter(case__in=cases, decides=True)).order_by("at", "pk")
    return {answer.case_id: answer for answer in answers if answer.round == cases[answer.case_id].round}


def _cases_where_nothing_is_owed(cases: Mapping[int, Case]) -> set[int]:
    """Return the cases whose customers wait for nothing: in no words with which they, or their parts, began."""
    case_of = {root: key for key, case in cases.items() for root in roots_of(case)}
    free = {facts.feedback for facts in reading_facts(list(case_of)) if decide(facts).kind is None}
    return {key for key, case in cases.items() if free.issuperset(roots_of(case))}
