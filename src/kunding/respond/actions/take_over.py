"""A person takes a case over: from then on it is theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from kunding.people.models import Person
from kunding.people.queries import company
from kunding.respond.actions.acts import Desk, Done, tell_alike, touch
from kunding.respond.actions.handover import accept_where_offered
from kunding.respond.models import Case, State
from kunding.respond.rules import step_after_taking_over


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
    """Take many cases over at once, in the order of time; who takes what was offered to the own unit accepts it."""
    if not acts:
        return
    in_order = sorted(acts, key=lambda act: act.at)
    desk = Desk(act.case.pk for act in in_order)
    with override(company().language):
        for act in in_order:
            _take(desk, desk.cases[act.case.pk], act)
        months = accept_where_offered(desk, [(act.case.pk, act.person, act.at) for act in in_order])
    desk.put_back()
    done = (Done(act.case.pk, act.person, act.at, {"handover_months": months}) for act in in_order)
    tell_alike("take_over_case", desk.cases, done)


def _take(desk: Desk, case: Case, act: TakeOver) -> None:
    was = case.state
    case.owner = act.person
    desk.move(case, "work")
    if case.state == State.IN_WORK and was != State.IN_WORK:
        case.next_step = step_after_taking_over()
    touch(case, act.at)
