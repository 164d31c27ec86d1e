"""Another unit does a part of the work; the customer keeps one face."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from kunding.people.models import Person, Unit
from kunding.respond.actions.acts import Desk, tell, touch
from kunding.respond.models import Case, Task


class TaskIsWrong(Exception):
    """The task cannot be set or done; the text says why."""


@transaction.atomic
def ask_unit(*, case: Case, unit: Unit, what: str, due_at: datetime, by: Person, at: datetime) -> Task:
    """Ask another unit for a part of the work; raises TaskIsWrong or CaseIsClosed."""
    if not what.strip():
        raise TaskIsWrong(gettext("Write what the other unit is to do."))
    desk = Desk([case.pk])
    held = desk.cases[case.pk]
    task = Task.objects.create(
        case=held, unit=unit, what=what.strip()[:300], due_at=max(due_at, at), asked_by=by, asked_at=at
    )
    touch(held, at)
    desk.put_back()
    tell("ask_unit", desk.cases, by=by, at=at, unit=unit.pk)
    return task


@transaction.atomic
def finish_task(*, task: Task, by: Person, result: str, at: datetime) -> Task:
    """The other unit did its part; raises TaskIsWrong where it was done before."""
    held = Task.objects.select_for_update().get(pk=task.pk)
    if held.done_at is not None:
        raise TaskIsWrong(gettext("This was done already."))
    held.done_by, held.done_at, held.result = by, at, result.strip()
    held.save()
    desk = Desk([held.case_id], closed_too=True)
    case = desk.cases[held.case_id]
    touch(case, at)
    desk.put_back()
    tell("finish_task", desk.cases, by=by, at=at)
    return held
