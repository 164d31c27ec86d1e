"""A person tells the customer something; whether and how it is sent is the channel's business."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, override

from kunding.people.models import Person
from kunding.people.queries import company
from kunding.respond.actions.acts import accept_transfers, hold, put_back, tell, touch
from kunding.respond.calendar import OpeningHours
from kunding.respond.models import Answer, Case
from kunding.respond.queries.routes import hours_of_unit
from kunding.respond.rules import closing_due, state_after_answer, step_after_answer


class AnswerIsEmpty(Exception):
    """An answer without words tells the customer nothing."""


@dataclass(frozen=True)
class Reply:
    """What who tells the customer of which case, and when; `decides` tells the decision."""

    case: Case
    by: Person
    text: str
    decides: bool
    at: datetime


def answer(*, case: Case, by: Person, text: str, decides: bool, at: datetime) -> Answer:
    """Keep what a person told the customer; raises CaseIsClosed or AnswerIsEmpty."""
    return answer_many(replies=[Reply(case, by, text, decides, at)])[0]


@transaction.atomic
def answer_many(*, replies: Sequence[Reply]) -> list[Answer]:
    """Keep many answers at once, in the order of time."""
    in_order = sorted(replies, key=lambda reply: reply.at)
    if not in_order:
        return []
    if not all(reply.text.strip() for reply in in_order):
        raise AnswerIsEmpty(gettext("Write what you tell the customer: an empty answer helps nobody."))
    held = hold(reply.case.pk for reply in in_order)
    units = {case.unit_id: case.unit for case in held.values()}
    open_when = {key: hours_of_unit(unit) for key, unit in units.items()}
    with override(company().language):
        for reply in in_order:
            _answered(held[reply.case.pk], reply, open_when)
    put_back(held)
    accepted = accept_transfers([(reply.case.pk, reply.by, reply.at) for reply in in_order])
    rows = [
        Answer(case=held[reply.case.pk], by=reply.by, at=reply.at, text=reply.text.strip(), decides=reply.decides)
        for reply in in_order
    ]
    last = in_order[-1]
    tell("answer_case", held, by=last.by, at=last.at, decides=last.decides, handover_months=accepted)
    return Answer.objects.bulk_create(rows, batch_size=500)


def _answered(case: Case, reply: Reply, open_when: Mapping[int, OpeningHours]) -> None:
    case.state = state_after_answer(case.state, decides=reply.decides)
    case.next_step = step_after_answer(decides=case.state == "told")
    case.due_at = closing_due(case.opened_at, hours=open_when[case.unit_id])
    touch(case, reply.at)
