"""Pain points, their price, and what is assumed."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from kunding.improve import actions
from kunding.improve.charts import trend_chart
from kunding.improve.forms import AssumptionsForm, InitiativeForm, WhatIfForm, entered
from kunding.improve.models import Initiative, PainPoint
from kunding.improve.queries import current_assumptions, priced_pains
from kunding.improve.queries.affected import affected
from kunding.improve.queries.pain_page import PainPage, pain_page
from kunding.improve.queries.priced import widest
from kunding.improve.rules import Assumed
from kunding.improve.workings import lines, steps_of, what_if
from kunding.people.models import Person
from kunding.understand.models import Theme
from kunding.understand.queries.alike import alike_among

# What the first page narrows its pain points by; the rest of its filters says nothing about a price per year.
NARROWS = ("unit", "touchpoint", "journey")
ALIKE = 3  # pairs that are proposed at once


@require_GET
def pains(request: HttpRequest) -> HttpResponse:
    """Show the priced backlog, the dearest first."""
    narrowed = {name: _key(request.GET.get(name, "")) for name in NARROWS}
    found = priced_pains(**narrowed)
    # The prices rest on the same assumptions, so their ends are added up, too: the widest interval is the honest one.
    total = {name: sum(getattr(pain, name) for pain in found) for name in ("low", "mid", "high", "hours")}
    return render(
        request,
        "improve/pains.html",
        {
            "pains": found,
            "widest": widest(found),
            "total": total,
            "is_narrowed": any(narrowed.values()),
            "alike": alike_among([pain.theme for pain in found], most=ALIKE),
        },
    )


@require_GET
def pain(request: HttpRequest, key: int) -> HttpResponse:
    """Show whether it is real, what it costs, and who moves."""
    page = pain_page(get_object_or_404(PainPoint, pk=key), at=now())
    return render(
        request,
        "improve/pain.html",
        {
            "page": page,
            "lines": lines(page.workings.get("steps", [])),
            "tried": entered(Assumed(**page.workings["assumed"])) if page.workings else {},
            "trend": trend_chart(page),
            "initiative_form": InitiativeForm(),
        },
    )


@require_GET
def customers(request: HttpRequest, key: int) -> HttpResponse:
    """Show whom it annoys."""
    point = get_object_or_404(PainPoint.objects.select_related("theme"), pk=key)
    page, people = affected(point.theme_id, number=request.GET.get("page", "1"))
    return render(request, "improve/affected.html", {"point": point, "page": page, "people": people})


@require_GET
def try_out(request: HttpRequest, key: int) -> HttpResponse:
    """Show the price with other assumptions; nothing is kept."""
    page: PainPage = pain_page(get_object_or_404(PainPoint, pk=key), at=now())
    form = WhatIfForm(request.GET)
    form.is_valid()
    if not page.workings:
        return HttpResponse(status=204)
    priced = what_if(page.workings, form.changed)
    return render(
        request, "improve/computation.html", {"pain": priced, "lines": lines(steps_of(priced)), "tried_out": True}
    )


@require_POST
def mark(request: HttpRequest, theme: int) -> HttpResponse:
    """Call a theme an annoyance."""
    point = actions.open_pain_point(theme=get_object_or_404(Theme, pk=theme), by=_me(request), at=now())
    messages.success(request, gettext("It is in the list now; its price follows within minutes."))
    return redirect("improve:pain", point.pk)


@require_POST
def dismiss(request: HttpRequest, key: int) -> HttpResponse:
    """Say that it is no annoyance."""
    point = get_object_or_404(PainPoint, pk=key)
    actions.dismiss(pain_point=point, by=_me(request), at=now())
    messages.success(request, gettext("It is out of the list. You can take that back on its page."))
    return redirect("improve:pain", key)


@require_POST
def begin(request: HttpRequest, key: int) -> HttpResponse:
    """Begin to do something about it."""
    point, form = get_object_or_404(PainPoint, pk=key), InitiativeForm(request.POST)
    if form.is_valid():
        actions.begin_initiative(pain_point=point, title=form.cleaned_data["title"], by=_me(request), at=now())
    else:
        messages.warning(request, gettext("Say in a few words what is done about it."))
    return redirect("improve:pain", key)


@require_POST
def ship(request: HttpRequest, key: int) -> HttpResponse:
    """It reached the customers today."""
    initiative = get_object_or_404(Initiative, pk=key)
    try:
        actions.ship_initiative(
            initiative=initiative, by=_me(request), at=now(), told=request.POST.get("told", "")
        )  # fmt: skip
    except actions.ShippedTooEarly as no:
        messages.warning(request, str(no))
    return redirect("improve:pain", initiative.pain_point_id)


@require_GET
def assumptions(request: HttpRequest) -> HttpResponse:
    """Show what prices assume where the data do not tell."""
    row = current_assumptions()
    form = AssumptionsForm(initial=entered(row or Assumed()))
    return render(request, "improve/assumptions.html", {"form": form, "row": row})


@require_POST
def assume(request: HttpRequest) -> HttpResponse:
    """Assume this from now on."""
    form = AssumptionsForm(request.POST)
    if form.is_valid():
        try:
            actions.set_assumptions(assumed=form.assumed, by=_me(request), at=now())
            messages.success(request, gettext("Kept. All prices are computed anew within minutes."))
            return redirect("improve:assumptions")
        except actions.AssumptionIsWrong as wrong:
            form.add_error(None, str(wrong))
    return render(request, "improve/assumptions.html", {"form": form, "row": current_assumptions()}, status=422)


def _key(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 18 else None


def _me(request: HttpRequest) -> Person:
    return cast(Person, request.user)
