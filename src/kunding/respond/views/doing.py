"""What all pages about cases share: who asks, which case, and an act with its refusal as a sentence."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now

from kunding.people.models import Person
from kunding.respond import actions
from kunding.respond.models import Case
from kunding.respond.queries.sight import served_case, visible_case

REFUSALS = (
    actions.ActIsOutOfPlace,
    actions.AnswerIsEmpty,
    actions.CaseIsClosed,
    actions.CustomerNotTold,
    actions.FileIsRefused,
    actions.HandoverGoesNowhere,
    actions.MergeIsWrong,
    actions.NoteIsWrong,
    actions.RecourseIsMissing,
    actions.TaskIsWrong,
)


def me(request: HttpRequest) -> Person:
    """Return who asks; strangers do not come this far."""
    return cast(Person, request.user)


def seen(request: HttpRequest, number: str) -> Case:
    """Return the case to read, or to answer for one's unit; it is not found where the person may not see it.

    One that was merged stands for the case in which it goes on, as far as the person may see that one.
    """
    return _found(visible_case, request, number)


def served(request: HttpRequest, number: str) -> Case:
    """Return the case to act in; it is not found where the person may not act.

    One that was merged stands for the case in which it goes on: whoever still had its page open acts there.
    """
    return _found(served_case, request, number)


def act(request: HttpRequest, number: str, done: str, do: Callable[[], object]) -> HttpResponse:
    """Do it, say `done` or why not, and go back to the case."""
    try:
        do()
        messages.success(request, done)
    except REFUSALS as no:
        messages.warning(request, str(no))
    return back(request, number)


def back(request: HttpRequest, number: str, *, keep: str = "") -> HttpResponse:
    """Go back to the case, or to the list where the person may not see it any more; keep: a field that goes along."""
    try:
        visible_case(number, viewer=me(request), at=now())
    except Case.DoesNotExist:
        return redirect("respond:cases")
    along = f"?{urlencode({keep: request.POST[keep]})}" if keep in request.POST else ""
    return redirect(reverse("respond:case", args=[number]) + along)


def refuse(request: HttpRequest, number: str, why: str) -> HttpResponse:
    """Say why nothing was done, and go back to the case."""
    messages.warning(request, why)
    return back(request, number)


def _found(question: Callable[..., Case], request: HttpRequest, number: str) -> Case:
    case = _as_it_is(question, request, number)
    if case.merged_into is None:
        return case
    try:
        return question(case.merged_into.number, viewer=me(request), at=now())
    except Case.DoesNotExist:
        return case


def _as_it_is(question: Callable[..., Case], request: HttpRequest, number: str) -> Case:
    try:
        return question(number, viewer=me(request), at=now())
    except Case.DoesNotExist as missing:
        raise Http404 from missing
