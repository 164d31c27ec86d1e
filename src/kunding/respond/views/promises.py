"""What we promise our customers, and who is told when a promise breaks."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kunding.respond import actions
from kunding.respond.models import Kept
from kunding.respond.promise_forms import (
    LevelForm,
    LevelForms,
    RungForm,
    RungForms,
    level_lines,
    rung_lines,
    said,
)
from kunding.respond.queries.promises import ladder, levels
from kunding.respond.views.doing import me
from kunding.respond.views.undo import gone


@require_http_methods(["GET", "POST"])
def promises(request: HttpRequest) -> HttpResponse:
    """Show and set service levels and ladder; each has its own button."""
    which = request.POST.get("which", "")
    lines = LevelForms(
        request.POST if which == "levels" else None, prefix="level", initial=[level_lines(each) for each in levels()]
    )
    rungs = RungForms(
        request.POST if which == "ladder" else None, prefix="rung", initial=[rung_lines(each) for each in ladder()]
    )
    for form in (*lines.extra_forms, *rungs.extra_forms):
        form.empty_permitted = True
        form.use_required_attribute = False
    if (which == "levels" and _levels_kept(request, lines)) or (which == "ladder" and _ladder_kept(request, rungs)):
        return redirect("respond:promises")
    shown = {"levels": lines, "rungs": rungs, **gone(request, Kept.PROMISES, Kept.LADDER)}
    return render(request, "respond/promises.html", shown)


def _levels_kept(request: HttpRequest, lines: "BaseFormSet[LevelForm]") -> bool:
    return lines.is_valid() and _done(
        request,
        lambda: actions.set_service_levels(levels=[form.level() for form in said(lines)], by=me(request), at=now()),
    )


def _ladder_kept(request: HttpRequest, lines: "BaseFormSet[RungForm]") -> bool:
    return lines.is_valid() and _done(
        request,
        lambda: actions.set_ladder(
            rungs=[form.rung(position) for position, form in enumerate(said(lines), 1)], by=me(request), at=now()
        ),
    )


def _done(request: HttpRequest, act: Callable[[], None]) -> bool:
    try:
        act()
    except actions.PromiseIsWrong as wrong:
        messages.warning(request, str(wrong))
        return False
    messages.success(request, gettext("Kept. It counts for new cases from now on."))
    return True
