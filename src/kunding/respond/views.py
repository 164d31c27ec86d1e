"""Cases: the list, one case, and what can be done with it."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from kunding.people.models import Person, Unit
from kunding.respond import actions
from kunding.respond.forms import AnswerForm, CloseForm, HandoverForm
from kunding.respond.models import Case
from kunding.respond.queries.case_pages import SHOWN, case_list, case_page, visible_case

REFUSALS = (
    actions.CaseIsClosed,
    actions.AnswerIsEmpty,
    actions.CustomerNotTold,
    actions.HandoverGoesNowhere,
    actions.ActIsOutOfPlace,
    actions.RecourseIsMissing,
)


@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Show who waits, what is due first on top."""
    show = request.GET.get("show", "all")
    show = show if show in SHOWN else "all"
    word = request.GET.get("unit", "")
    unit = int(word) if word.isascii() and word.isdigit() and len(word) <= 18 else None
    page, rows = case_list(viewer=_me(request), show=show, unit=unit, at=now(), number=request.GET.get("page", "1"))
    units = Unit.objects.order_by("name")
    return render(
        request, "respond/cases.html", {"page": page, "rows": rows, "show": show, "unit": unit, "units": units}
    )


@require_GET
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Show what this person needs next."""
    try:
        page = case_page(number, viewer=_me(request), at=now())
    except Case.DoesNotExist as missing:
        raise Http404 from missing
    forms = {"answer_form": AnswerForm(), "close_form": CloseForm(), "handover_form": HandoverForm()}
    return render(request, "respond/case.html", {"page": page, "case": page.listed, **forms})


@require_POST
def take_over(request: HttpRequest, number: str) -> HttpResponse:
    """Make the case mine."""
    found = _case(request, number)
    return _act(
        request, number, gettext("The case is yours now."),
        lambda: actions.take_over(case=found, person=_me(request), at=now()),
    )  # fmt: skip


@require_POST
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Keep what the customer was told."""
    found, form = _case(request, number), AnswerForm(request.POST)
    form.is_valid()
    text, decides = form.cleaned_data.get("text", ""), form.cleaned_data.get("decides", False)
    return _act(
        request, number, gettext("The answer is kept."),
        lambda: actions.answer(case=found, by=_me(request), text=text, decides=decides, at=now()),
    )  # fmt: skip


@require_POST
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """Hand the case over to another unit."""
    found, form = _case(request, number), HandoverForm(request.POST)
    if not form.is_valid():
        messages.warning(request, gettext("Choose the unit that gets the case, and say why."))
        return redirect("respond:case", number)
    to, reason = form.cleaned_data["unit"], form.cleaned_data["reason"]
    return _act(
        request, number, gettext("Handed over; the case waits there to be accepted."),
        lambda: actions.offer(case=found, to=to, by=_me(request), reason=reason, at=now()),
    )  # fmt: skip


@require_POST
def close(request: HttpRequest, number: str) -> HttpResponse:
    """Close the case, where the customer was told."""
    found, form = _case(request, number), CloseForm(request.POST)
    form.is_valid()
    reason = form.cleaned_data.get("unreachable_because", "")
    return _act(
        request, number, gettext("The case is closed."),
        lambda: actions.close(case=found, by=_me(request), at=now(), unreachable_because=reason),
    )  # fmt: skip


def _act(request: HttpRequest, number: str, done: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except REFUSALS as no:
        messages.warning(request, str(no))
    # Whoever handed a case over may not see it any more.
    try:
        visible_case(number, viewer=_me(request))
    except Case.DoesNotExist:
        return redirect("respond:cases")
    return redirect("respond:case", number)


def _case(request: HttpRequest, number: str) -> Case:
    try:
        return visible_case(number, viewer=_me(request))
    except Case.DoesNotExist as missing:
        raise Http404 from missing


def _me(request: HttpRequest) -> Person:
    return cast(Person, request.user)
