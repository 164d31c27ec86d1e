"""What can be done in a case; each is one act."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from kunding.people.reach import reach_of
from kunding.respond import actions
from kunding.respond.forms import (
    AssessForm,
    CloseForm,
    DecideForm,
    OfferForm,
    RefuseForm,
    ReopenForm,
    ResultForm,
    TaskForm,
    WorkForm,
    first_trouble,
)
from kunding.respond.models import Case, HandoverOutcome, Task
from kunding.respond.queries.parts import whole_of
from kunding.respond.views.doing import act, me, refuse, seen, served


@require_POST
def assess(request: HttpRequest, number: str) -> HttpResponse:
    """Say what kind of case it is."""
    case, form = served(request, number), AssessForm(request.POST)
    if not form.is_valid():
        return refuse(request, number, first_trouble(form))
    kind = form.cleaned_data["kind"]
    return act(
        request, number, gettext("The kind is set, and its promises count."),
        lambda: actions.assess(case=case, kind=kind, by=me(request), at=now()),
    )  # fmt: skip


@require_POST
def take_over(request: HttpRequest, number: str) -> HttpResponse:
    """Make the case mine."""
    case = served(request, number)
    return act(
        request, number, gettext("The case is yours now."),
        lambda: actions.take_over(case=case, person=me(request), at=now()),
    )  # fmt: skip


@require_POST
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """Record the decision."""
    case, form = served(request, number), DecideForm(request.POST)
    if not form.is_valid():
        return refuse(request, number, first_trouble(form))
    made = form.cleaned_data
    return act(
        request, number, gettext("Decided. Now tell the customer."),
        lambda: actions.decide_matter(
            case=case, by=me(request), at=now(), outcome=made["outcome"], reason=made["reason"],
            recourse=made["recourse"],
        ),
    )  # fmt: skip


@require_POST
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """Offer the case to another unit."""
    case, form = served(request, number), OfferForm(request.POST)
    if not form.is_valid():
        return refuse(request, number, gettext("Choose the unit that gets the case, and say why."))
    to, reason = form.cleaned_data["unit"], form.cleaned_data["reason"]
    return act(
        request, number, gettext("Offered. Until the other unit accepts, the case stays with you."),
        lambda: actions.offer(case=case, to=to, by=me(request), reason=reason, at=now()),
    )  # fmt: skip


@require_POST
def accept(request: HttpRequest, number: str) -> HttpResponse:
    """Take the case that was offered to the own unit."""
    case = seen(request, number)
    if not _is_offered_to_me(request, case):
        return refuse(request, number, gettext("This case is not on offer to your unit."))
    return act(
        request, number, gettext("Accepted: the case is yours now."),
        lambda: actions.accept(case=case, by=me(request), at=now()),
    )  # fmt: skip


@require_POST
def turn_down(request: HttpRequest, number: str) -> HttpResponse:
    """Say no to the case that was offered to the own unit."""
    case, form = seen(request, number), RefuseForm(request.POST)
    if not _is_offered_to_me(request, case):
        return refuse(request, number, gettext("This case is not on offer to your unit."))
    form.is_valid()
    reason = form.cleaned_data.get("reason", "")
    return act(
        request, number, gettext("Refused: the other unit goes on with it."),
        lambda: actions.refuse(case=case, by=me(request), reason=reason, at=now()),
    )  # fmt: skip


@require_POST
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take an offer to another unit back."""
    case = served(request, number)
    return act(
        request, number, gettext("The offer is withdrawn."),
        lambda: actions.withdraw(case=case, by=me(request), at=now()),
    )  # fmt: skip


@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask another unit for a part of the work."""
    case, form = served(request, number), TaskForm(request.POST)
    if not form.is_valid():
        return refuse(request, number, first_trouble(form))
    task = form.cleaned_data
    return act(
        request, number, gettext("The unit has been asked."),
        lambda: actions.ask_unit(
            case=case, unit=task["unit"], what=task["what"], due_at=task["until"], by=me(request), at=now()
        ),
    )  # fmt: skip


@require_POST
def change_task(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Change what another unit was asked for, or until when."""
    case, form = served(request, number), WorkForm(request.POST)
    task = _task(case, key)
    if not form.is_valid():
        return refuse(request, number, first_trouble(form))
    what, until = form.cleaned_data["what"], form.cleaned_data["until"]
    return act(
        request, number, gettext("Changed. The other unit sees it."),
        lambda: actions.change_task(task=task, what=what, due_at=until, by=me(request), at=now()),
    )  # fmt: skip


@require_POST
def withdraw_task(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Take back what another unit was asked for."""
    task = _task(served(request, number), key)
    return act(
        request, number, gettext("Withdrawn. The other unit sees it; you can ask again."),
        lambda: actions.withdraw_task(task=task, by=me(request), at=now()),
    )  # fmt: skip


@require_POST
def note_withdrawal(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Say that the own unit knows that it need not do it any more."""
    task, person = _task(seen(request, number), key), me(request)
    if not reach_of(person).covers(task.unit_id):
        return refuse(request, number, gettext("Another unit was asked for this."))
    return act(
        request, number, gettext("Noted. Your unit has nothing more to do here."),
        lambda: actions.note_withdrawal(task=task, by=person, at=now()),
    )  # fmt: skip


@require_POST
def finish(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Say that the own unit did its part."""
    case, form, person = seen(request, number), ResultForm(request.POST), me(request)
    task = _task(case, key)
    if not reach_of(person).covers(task.unit_id):
        return refuse(request, number, gettext("Another unit was asked for this."))
    if not form.is_valid():
        return refuse(request, number, first_trouble(form))
    result = form.cleaned_data["result"]
    return act(
        request, number, gettext("Done. The owner of the case sees it."),
        lambda: actions.finish_task(task=task, by=person, result=result, at=now()),
    )  # fmt: skip


@require_POST
def close(request: HttpRequest, number: str) -> HttpResponse:
    """Close the case, where the customer was told."""
    case, form = served(request, number), CloseForm(request.POST)
    form.is_valid()
    reason = form.cleaned_data.get("unreachable_because", "")
    return act(
        request, number, gettext("The case is closed."),
        lambda: actions.close(case=case, by=me(request), at=now(), unreachable_because=reason),
    )  # fmt: skip


@require_POST
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    """Open a told or closed case again."""
    case, form = served(request, number), ReopenForm(request.POST)
    if not form.is_valid():
        return refuse(request, number, gettext("Say why the case is opened again."))
    because = form.cleaned_data["because"]
    return act(
        request, number, gettext("The case is open again."),
        lambda: actions.reopen(case=case, because=because, by=me(request), at=now()),
    )  # fmt: skip


def _task(case: Case, key: int) -> Task:
    return get_object_or_404(Task.objects.filter(case__in=whole_of(case)), pk=key)


def _is_offered_to_me(request: HttpRequest, case: Case) -> bool:
    offer = case.handovers.filter(outcome=HandoverOutcome.OFFERED).first()
    return offer is not None and reach_of(me(request)).covers(offer.receiver_id)
