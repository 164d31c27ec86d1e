"""A case is closed, and never before the customer was told the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kunding.people.models import Person
from kunding.respond.actions.acts import hold, put_back, tell, touch
from kunding.respond.models import Answer, Case, Closure, State
from kunding.respond.queries.undecided import reading_facts
from kunding.respond.rules import decide, why_not_closed


class CustomerNotTold(Exception):
    """The case stays open, because the customer was not told; the text says what to do."""


@dataclass(frozen=True)
class Close:
    """Who closes which case, and when; with a reason where the customer cannot be reached."""

    case: Case
    by: Person
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
    held = hold(act.case.pk for act in acts)
    told = _deciding_answers(list(held))
    free = _cases_where_nothing_is_owed(held)
    rows = [_closure(act, told.get(act.case.pk), nothing_owed=act.case.pk in free) for act in acts]
    for act in acts:
        case = held[act.case.pk]
        case.state, case.next_step = State.CLOSED, ""
        touch(case, act.at)
    put_back(held)
    closures = Closure.objects.bulk_create(rows, batch_size=500)
    last = max(acts, key=lambda act: act.at)
    tell("close_case", held, by=last.by, at=last.at)
    return closures


def _closure(act: Close, answer: Answer | None, *, nothing_owed: bool) -> Closure:
    refusal = why_not_closed(
        told=answer is not None, unreachable_because=act.unreachable_because, nothing_owed=nothing_owed
    )
    if refusal:
        raise CustomerNotTold(refusal)
    return Closure(
        case_id=act.case.pk,
        answer=answer,
        unreachable_because="" if answer else act.unreachable_because.strip()[:300],
        nothing_owed=nothing_owed and answer is None,
        by=act.by,
        at=act.at,
    )


def _deciding_answers(keys: Sequence[int]) -> dict[int, Answer]:
    answers = Answer.objects.filter(case__in=keys, decides=True).order_by("at", "pk")
    return {answer.case_id: answer for answer in answers}


def _cases_where_nothing_is_owed(held: Mapping[int, Case]) -> set[int]:
    case_of = {case.feedback_id: key for key, case in held.items()}
    return {case_of[facts.feedback] for facts in reading_facts(list(case_of)) if decide(facts).kind is None}
