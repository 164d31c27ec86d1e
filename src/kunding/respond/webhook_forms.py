"""What is entered about webhooks."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from kunding.respond.actions.webhooks import LONGEST_NAME
from kunding.respond.calls.address import LONGEST
from kunding.respond.models import Event, Webhook


class WebhookForm(forms.Form):
    """A receiver: its name, its address, and what it is told."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    address = forms.CharField(
        label=_("Address"), max_length=LONGEST, widget=forms.URLInput(attrs={"placeholder": "https://"})
    )
    events = forms.MultipleChoiceField(
        label=_("What it is told"),
        choices=Event.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        required=False,
    )

    def __init__(self, data: Any = None, *, of: Webhook | None = None) -> None:
        initial = {"name": of.name, "address": of.address, "events": of.events} if of else None
        super().__init__(data, initial=initial)


class ReplayForm(forms.Form):
    """Since when everything is told again."""

    since = forms.DateField(label=_("since"), widget=forms.DateInput(attrs={"type": "date"}))

    def moment(self) -> datetime:
        """Return when the day began here; call it when the form is valid."""
        return datetime.combine(self.cleaned_data["since"], time.min, tzinfo=get_current_timezone())
