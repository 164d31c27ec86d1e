"""What people enter about customers and about what goes out to them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kunding.customers.models import Channel, Ground, Purpose, Verdict
from kunding.customers.queries.limits import NUMBERS
from kunding.customers.rules.campaigns import Limits
from kunding.people.models import Unit

EVERYTHING = ("", _("everything"))
EVERY_CHANNEL = ("", _("every channel"))
NO_GROUND = ("", _("none: taken back or objected"))


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ConsentForm(forms.Form):
    """What a customer said about being contacted."""

    verdict = forms.ChoiceField(label=_("What the customer says"), choices=Verdict.choices)
    purpose = forms.ChoiceField(label=_("Purpose"), choices=[*Purpose.choices, EVERYTHING], required=False)
    channel = forms.ChoiceField(label=_("Channel"), choices=[*Channel.choices, EVERY_CHANNEL], required=False)
    ground = forms.ChoiceField(label=_("Ground"), choices=[*Ground.choices, NO_GROUND], required=False)
    proof = forms.CharField(label=_("How this can be shown"), max_length=2000)


class CampaignForm(forms.Form):
    """One campaign that goes out to many."""

    name = forms.CharField(label=_("Name"), max_length=200)
    what = forms.CharField(
        label=_("What it says"),
        help_text=_("For those whom customers ask about it."),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    unit = forms.ModelChoiceField(label=_("Sent by"), queryset=Unit.objects.order_by("name"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices)
    audience = forms.CharField(label=_("To whom, in words"), max_length=300, required=False)
    segment = forms.CharField(label=_("Segment"), help_text=_("Empty: all customers."), max_length=60, required=False)
    size = forms.IntegerField(label=_("How many customers"), min_value=0, max_value=1_000_000_000)
    starts_on = forms.DateField(label=_("First day"), widget=_day())
    ends_on = forms.DateField(label=_("Last day"), widget=_day())

    @property
    def row(self) -> dict[str, str]:
        """Return what was entered as a row of a file."""
        told = {**self.cleaned_data, "unit": self.cleaned_data["unit"].code if self.cleaned_data["unit"] else ""}
        return {name: str(value) for name, value in told.items()}


class ImportForm(forms.Form):
    """A file with campaigns, and what holds where it does not say."""

    file = forms.FileField(label=_("File (CSV or ICS)"), widget=forms.ClearableFileInput(attrs={"accept": ".csv,.ics"}))
    channel = forms.ChoiceField(label=_("Channel, where the file names none"), choices=Channel.choices)
    size = forms.IntegerField(
        label=_("How many customers, where the file does not say"), min_value=0, max_value=1_000_000_000, required=False
    )


class OutageForm(forms.Form):
    """Days on which service cannot take many questions."""

    name = forms.CharField(label=_("What happens"), max_length=200)
    starts_on = forms.DateField(label=_("First day"), widget=_day())
    ends_on = forms.DateField(label=_("Last day"), widget=_day())


LIMIT_LABELS = {
    "sign_off_from": (_("Service signs off from this many customers"), _("Smaller sends go out without asking.")),
    "same_audience_days": (
        _("Days between two campaigns to the same people"),
        _("What is closer gets a warning."),
    ),
    "at_once": (_("Campaigns at the same time"), _("More than service can answer for gets a warning.")),
    "surveys": (_("Surveys per customer"), _("within the days beside it")),
    "survey_days": (_("in days"), _("Whoever was asked more often is not asked again.")),
    "advertising": (_("Advertising per customer"), _("within the days beside it")),
    "advertising_days": (_("in days"), _("Whoever got more is left in peace.")),
}


class LimitsForm(forms.Form):
    """How much may go out to customers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in NUMBERS:
            label, hint = LIMIT_LABELS[name]
            self.fields[name] = forms.IntegerField(label=label, help_text=hint, min_value=0, max_value=1_000_000)
        self.fields["service"] = forms.ModelChoiceField(
            label=_("Service is"),
            help_text=_("Its lead signs off. Without one the Chief Customer Officer does."),
            queryset=Unit.objects.order_by("name"),
            required=False,
        )

    @property
    def limits(self) -> Limits:
        """Return what was entered as the rules take it."""
        service = self.cleaned_data["service"]
        return Limits(**{name: self.cleaned_data[name] for name in NUMBERS}, service=service.pk if service else None)
