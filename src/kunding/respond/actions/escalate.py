"""A promise was not kept: the people on the ladder are told, each once."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kunding.respond.actions.acts import Desk, tell
from kunding.respond.actions.letters import write_to_colleague
from kunding.respond.models import Case, Escalation, Purpose
from kunding.respond.queries.promises import Stations, promises_due, stations
from kunding.respond.rules.ladder import rung_above


@transaction.atomic
def escalate(*, keys: Sequence[int], at: datetime) -> int:
    """Tell all rungs whose time has come that these cases are late; return how many people were told.

    After an outage all rungs that were missed are told at once, each once; a repeat tells nobody.
    """
    late = list(promises_due(at).filter(pk__in=keys).values_list("pk", flat=True))
    desk = Desk(late)
    here = stations(at)
    told = sum(_climb(desk, case, here, at) for case in desk.cases.values())
    desk.put_back()
    return told


def _climb(desk: Desk, case: Case, here: Stations, at: datetime) -> int:
    known = set(Escalation.objects.filter(case=case, due_at=case.due_at).values_list("to", flat=True))
    count = 0
    while case.escalate_at is not None and case.escalate_at <= at:
        rung = rung_above(case.rung, desk.ladder)
        if rung is None:
            case.escalate_at = None
            break
        person = here.person(rung, owner=case.owner_id, unit=case.unit_id, told=known)
        if person is not None:
            _tell(case, rung.position, person, at)
            known.add(person)
            count += 1
        case.rung = rung.position
        case.escalate_at = desk.late_moment(case, case.due_at, above=case.rung)
    return count


def _tell(case: Case, rung: int, person: int, at: datetime) -> None:
    Escalation.objects.create(case=case, due_at=case.due_at, rung=rung, to_id=person, at=at)
    write_to_colleague(
        case=case, person=person, purpose=Purpose.ESCALATION, word=f"{case.due_at.isoformat()} {rung}", at=at
    )
    tell("escalate_case", {case.pk: case}, by="loop", at=at, to=person, rung=rung)
