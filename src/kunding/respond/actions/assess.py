"""A person looks at a new case and says what it is."""

from datetime import datetime

from django.db import transaction

from kunding.people.models import Person
from kunding.respond.actions.acts import Desk, tell, touch
from kunding.respond.models import Case
from kunding.respond.queries.promises import promised


@transaction.atomic
def assess(*, case: Case, kind: str, by: Person, at: datetime) -> None:
    """Say what kind of case it is; the promises that count for this kind hold from when the customer spoke.

    Raises CaseIsClosed.
    """
    desk = Desk([case.pk])
    held = desk.cases[case.pk]
    was, held.kind = held.kind, kind
    desk.move(held, "assess")
    if was != kind and held.state not in {"decided", "told"} and not held.answers.filter(round=held.round).exists():
        until = promised(held, since=held.opened_at if held.round == 1 else at, hours=desk.hours(held))
        held.answer_by, held.close_by = until.answer, until.close
        desk.promise(held, until.answer)
    touch(held, at)
    desk.put_back()
    tell("assess_case", desk.cases, by=by, at=at, was=was, kind=kind)
