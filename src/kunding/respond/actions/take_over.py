"""A person takes a case over: from then on it is theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kunding.people.models import Person
from kunding.respond.actions.acts import accept_transfers, hold, put_back, tell, touch
from kunding.respond.models import Case, State


@dataclass(frozen=True)
class TakeOver:
    """Who takes which case over, and when."""

    case: Case
    person: Person
    at: datetime


def take_over(*, case: Case, person: Person, at: datetime) -> None:
    """Make `person` the owner of the case; raises CaseIsClosed."""
    take_over_many(acts=[TakeOver(case, person, at)])


@transaction.atomic
def take_over_many(*, acts: Sequence[TakeOver]) -> None:
    """Take many cases over at once, in the order of time."""
    if not acts:
        return
    held = hold(act.case.pk for act in acts)
    for act in sorted(acts, key=lambda act: act.at):
        case = held[act.case.pk]
        case.owner = act.person
        if case.state in {State.RECEIVED, State.ACKNOWLEDGED}:
            case.state = State.IN_WORK
        touch(case, act.at)
    put_back(held)
    accepted = accept_transfers([(act.case.pk, act.person, act.at) for act in acts])
    last = max(acts, key=lambda act: act.at)
    tell("take_over_case", held, by=last.person, at=last.at, handover_months=accepted)
