"""Another unit does a part of the work; the customer keeps one face."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from kunding.people.models import Person, Unit
from kunding.respond.actions.acts import Desk, tell, touch
from kunding.respond.models import Case, Task
from kunding.respond.queries.parts import standing


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
def change_task(*, task: Task, what: str, due_at: datetime, by: Person, at: datetime) -> Task:
    """Ask for something else, or until another moment; raises TaskIsWrong or CaseIsClosed."""
    if not what.strip():
        raise TaskIsWrong(gettext("Write what the other unit is to do."))
    held = _open_task(task)
    before = held.what, held.due_at
    held.what, held.due_at, held.changed_at = what.strip()[:300], max(due_at, at), at
    if (held.what, held.due_at) == before:
        return held
    held.save(update_fields=["what", "due_at", "changed_at"])
    _moved("change_task", held, by, at)
    return held


@transaction.atomic
def withdraw_task(*, task: Task, by: Person, at: datetime) -> Task:
    """Take back what was asked; the other unit sees that until somebody there has noted it. Raises TaskIsWrong.

    Whoever changes their mind asks again: that is another task.
    """
    held = _open_task(task)
    held.withdrawn_by, held.withdrawn_at = by, at
    held.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _moved("withdraw_task", held, by, at, closed_too=True)
    return held


@transaction.atomic
def note_withdrawal(*, task: Task, by: Person, at: datetime) -> None:
    """The unit that was asked has noted that it need not do it any more; a second time says nothing new."""
    waiting = Task.objects.filter(pk=task.pk, withdrawn_at__isnull=False, noted_at=None)
    if waiting.update(noted_at=at):
        case = standing(task.case)
        tell("note_withdrawal", {case.pk: case}, by=by, at=at, unit=task.unit_id)


@transaction.atomic
def finish_task(*, task: Task, by: Person, result: str, at: datetime) -> Task:
    """The other unit did its part; raises TaskIsWrong where it was done or withdrawn before."""
    held = _open_task(task)
    held.done_by, held.done_at, held.result = by, at, result.strip()
    held.save()
    _moved("finish_task", held, by, at, closed_too=True)
    return held


def _open_task(task: Task) -> Task:
    held = Task.objects.select_for_update(of=("self",)).select_related("case__merged_into").get(pk=task.pk)
    if held.done_at is not None:
        raise TaskIsWrong(gettext("This was done already."))
    if held.withdrawn_at is not None:
        raise TaskIsWrong(gettext("This was withdrawn: nothing is asked any more."))
    return held


def _moved(act: str, task: Task, by: Person, at: datetime, *, closed_too: bool = False) -> None:
    here = standing(task.case).pk  # a case that was merged goes on in another one, and so do its tasks
    desk = Desk([here], closed_too=closed_too)
    touch(desk.cases[here], at)
    desk.put_back()
    tell(act, desk.cases, by=by, at=at, unit=task.unit_id)
