"""What people enter about pain points and assumptions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kunding.improve.models import Assumptions
from kunding.improve.queries.assumptions import FIELDS
from kunding.improve.rules import Assumed

PERCENT = ("leaving_excess", "leaving_excess_low", "leaving_excess_high", "articulation")
LABELS = {
    "value_per_year": (_("Value of a customer, € a year"), _("Where nobody told us the value of a customer.")),
    "leaving_excess": (
        _("How many more of the annoyed leave within a year, in %"),
        _("Where the data do not tell who left. Where they do, this is only the starting point."),
    ),
    "leaving_excess_low": (_("at least, in %"), _("The lower end: you would be surprised if it were less.")),
    "leaving_excess_high": (_("at most, in %"), _("The upper end: you would be surprised if it were more.")),
    "handling_cost": (_("Cost of one contact, €"), _("Working time, letter, refund: all that one contact costs.")),
    "minutes_lost": (_("Minutes that a customer loses each time"), _("Waiting, writing, calling again.")),
    "articulation": (
        _("How many of the annoyed say so, in %"),
        _("Most stay silent. The price counts only those who spoke; the silent ones are told beside it."),
    ),
}


class AssumptionsForm(forms.Form):
    """What a price assumes; shares are entered in percent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FIELDS:
            label, hint = LABELS[name]
            self.fields[name] = forms.FloatField(
                label=label,
                help_text=hint,
                min_value=0,
                max_value=100 if name in PERCENT else 10_000_000,
                widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
            )

    @property
    def assumed(self) -> Assumed:
        """Return what was entered as the rules take it."""
        values = {name: value / 100 if name in PERCENT else value for name, value in self.cleaned_data.items()}
        return Assumed(**values)


def entered(row: Assumptions | Assumed) -> dict[str, float]:
    """Return assumptions as the form shows them."""
    values = {name: float(getattr(row, name)) for name in FIELDS}
    shown = {name: round(value * 100, 4) if name in PERCENT else value for name, value in values.items()}
    return {name: int(value) if value == int(value) else value for name, value in shown.items()}


class WhatIfForm(forms.Form):
    """Assumptions to try out; each may be left out."""

    value_per_year = forms.FloatField(required=False, min_value=0, max_value=10_000_000)
    leaving_excess = forms.FloatField(required=False, min_value=0, max_value=100)
    handling_cost = forms.FloatField(required=False, min_value=0, max_value=100_000)
    minutes_lost = forms.FloatField(required=False, min_value=0, max_value=100_000)

    @property
    def changed(self) -> dict[str, float]:
        """Return what was entered and makes sense, shares as numbers from 0 to 1."""
        found = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return {name: value / 100 if name in PERCENT else value for name, value in found.items()}


class InitiativeForm(forms.Form):
    """What is done about it."""

    title = forms.CharField(
        label=_("What is done about it?"), max_length=200, widget=forms.TextInput(attrs={"class": "form-control"})
    )
