"""Somebody of ours notes what a customer says on the phone or at the counter, and the case is there."""

import secrets
from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kunding.api.opening import LONGEST, CaseIn, opened
from kunding.journeys.models import Touchpoint
from kunding.listen.models import Channel
from kunding.people.models import Person
from kunding.respond.models import Case, Kind
from kunding.respond.queries.sight import visible_case

WAYS = (Channel.PHONE, Channel.SHOP, Channel.LETTER, Channel.MAIL, Channel.CHAT, Channel.SOCIAL, Channel.NOTE)


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


class CaseForm(forms.Form):
    """What a customer told one of us."""

    text = forms.CharField(
        label=_("What does the customer say?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 6, "autofocus": True}),
    )
    customer = forms.CharField(
        label=_("Customer number, e-mail or phone"),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    channel = forms.ChoiceField(
        label=_("By"), choices=[(way.value, way.label) for way in WAYS], initial=Channel.PHONE.value, widget=_select()
    )
    touchpoint = forms.ModelChoiceField(
        label=_("Where it happened"),
        queryset=Touchpoint.objects.order_by("name"),
        to_field_name="code",
        required=False,
        empty_label=_("the words will tell"),
        widget=_select(),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.REQUEST.value, widget=_select())
    # One filled-in form is one case, however often it is sent.
    once = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Open a case on a customer's behalf."""
    if request.method != "POST":
        begun = {"once": secrets.token_urlsafe(16), "customer": request.GET.get("customer", "")[:254]}
        return _shown(request, CaseForm(initial=begun))
    form, person = CaseForm(request.POST), cast(Person, request.user)
    if not form.is_valid():
        return _shown(request, form)
    said = form.cleaned_data
    entered = CaseIn(
        text=said["text"],
        channel=said["channel"],
        customer=said["customer"],
        touchpoint=said["touchpoint"].code if said["touchpoint"] else "",
        kind=said["kind"],
        reference=said["once"],
    )  # type: ignore[call-arg]
    case = opened(entered, by=person, at=now())
    told = {"number": case.number, "link": case.link}
    messages.success(request, gettext("%(number)s is there. The customer follows it here: %(link)s") % told)
    try:
        return redirect("respond:case", visible_case(case.number, viewer=person, at=now()).number)
    except Case.DoesNotExist:  # it went to another unit: that is where it is taken care of
        return redirect(reverse("web:new_case"))


def _shown(request: HttpRequest, form: CaseForm) -> HttpResponse:
    return render(request, "web/new_case.html", {"form": form})
