"""What is going out just now: the calendar, plans, sign-off."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kunding.customers import actions
from kunding.customers.actions.campaigns import may_sign_off, send_after_all
from kunding.customers.calendars import FileIsWrong, rows_of, to_calendar, to_table, with_defaults
from kunding.customers.forms import CampaignForm, ImportForm, LimitsForm, OutageForm
from kunding.customers.models import Campaign
from kunding.customers.queries.campaigns import month_of, rows_to_export, waiting_for_sign_off
from kunding.customers.queries.limits import limits as limits_in_force
from kunding.customers.queries.limits import limits_row
from kunding.people.batches import Outcome
from kunding.people.models import Person


@require_GET
def campaigns(request: HttpRequest) -> HttpResponse:
    """Show what goes out in a month, and what waits for service's yes."""
    month = month_of(_month(request.GET.get("month", "")), at=now())
    page = {"month": month, "waiting": waiting_for_sign_off(at=now()), "outage_form": OutageForm()}
    signs_off = may_sign_off(_me(request), limits_in_force())
    return render(request, "customers/campaigns.html", {**page, "signs_off": signs_off})


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Plan one campaign, or bring many in by a file."""
    form = CampaignForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        outcome = actions.plan_campaigns(rows=[form.row], by=_me(request), at=now())
        if not outcome.refused:
            messages.success(request, gettext("Planned. Everybody who talks to customers sees it now."))
            return redirect(_month_address(form.cleaned_data["starts_on"]))
        messages.warning(request, outcome.refused[0].reason)
    return render(request, "customers/plan.html", {"form": form, "import_form": ImportForm()})


@require_POST
def import_(request: HttpRequest) -> HttpResponse:
    """Bring campaigns in by a file."""
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.warning(request, gettext("Choose a file."))
        return redirect("customers:plan")
    file, default = form.cleaned_data["file"], form.cleaned_data
    try:
        rows = rows_of(file.read(), name=file.name or "")
    except FileIsWrong as wrong:
        messages.warning(request, str(wrong))
        return redirect("customers:plan")
    rows = with_defaults(rows, channel=default["channel"], size=default["size"])
    _tell_outcome(request, actions.plan_campaigns(rows=rows, by=_me(request), at=now()))
    return redirect("customers:campaigns")


@require_GET
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Return all campaigns as a calendar or a table."""
    rows = rows_to_export()
    content = to_calendar(rows, at=now()) if kind == "ics" else to_table(rows)
    content_type = "text/calendar; charset=utf-8" if kind == "ics" else "text/csv; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="campaigns.{kind}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


@require_POST
def sign_off(request: HttpRequest, key: int) -> HttpResponse:
    """Say yes or no for service."""
    campaign, approved = get_object_or_404(Campaign, pk=key), request.POST.get("verdict") == "approved"
    reason = request.POST.get("reason", "")
    done = gettext("Signed off.") if approved else gettext("Refused; whoever planned it sees your reason.")
    return _act(
        request, campaign, done,
        lambda: actions.sign_off(campaign=campaign, approved=approved, reason=reason, by=_me(request), at=now()),
    )  # fmt: skip


@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Say that a campaign does not go out."""
    campaign = get_object_or_404(Campaign, pk=key)
    return _act(
        request, campaign, gettext("Withdrawn."),
        lambda: actions.withdraw_campaign(campaign=campaign, by=_me(request), at=now()),
    )  # fmt: skip


@require_POST
def after_all(request: HttpRequest, key: int) -> HttpResponse:
    """Say that a withdrawn campaign goes out after all."""
    campaign = get_object_or_404(Campaign, pk=key)
    return _act(
        request, campaign, gettext("The plan stands again."),
        lambda: send_after_all(campaign=campaign, by=_me(request), at=now()),
    )  # fmt: skip


@require_POST
def outage(request: HttpRequest) -> HttpResponse:
    """Note days on which service cannot take many questions."""
    form = OutageForm(request.POST)
    if not form.is_valid():
        messages.warning(request, gettext("Say what happens, and from when to when."))
        return redirect("customers:campaigns")
    try:
        actions.note_outage(**form.cleaned_data, by=_me(request), at=now())
        messages.success(request, gettext("Noted. Plans that fall into it get a warning."))
    except actions.CampaignStays as no:
        messages.warning(request, str(no))
    return redirect(_month_address(form.cleaned_data["starts_on"]))


@require_http_methods(["GET", "POST"])
def limits(request: HttpRequest) -> HttpResponse:
    """Show and set how much may go out to customers."""
    held = limits_in_force()
    form = LimitsForm(request.POST if request.method == "POST" else None, initial=asdict(held))
    if request.method == "POST" and form.is_valid():
        actions.set_limits(limits=form.limits, by=_me(request), at=now())
        messages.success(request, gettext("Kept."))
        return redirect("customers:limits")
    return render(request, "customers/limits.html", {"form": form, "row": limits_row()})


def _tell_outcome(request: HttpRequest, outcome: Outcome) -> None:
    taken = ngettext("%(n)d campaign was taken in.", "%(n)d campaigns were taken in.", outcome.stored)
    messages.success(request, taken % {"n": outcome.stored})
    for refused in outcome.refused[:10]:
        told = {"row": refused.index + 1, "reason": refused.reason}
        messages.warning(request, gettext("Row %(row)d was refused: %(reason)s") % told)


def _act(request: HttpRequest, campaign: Campaign, done: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except actions.CampaignStays as no:
        messages.warning(request, str(no))
    return redirect(_month_address(campaign.starts_on))


def _month(word: str) -> date:
    try:
        return datetime.strptime(word, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
    except ValueError:
        return localdate()


def _month_address(day: date) -> str:
    return f"/outbound/?month={day:%Y-%m}"


def _me(request: HttpRequest) -> Person:
    return cast(Person, request.user)
