"""What the page of promises takes in: a line for each service level, a line for each rung of the ladder."""

from datetime import timedelta
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kunding.listen.models import Channel
from kunding.people.models import Person
from kunding.respond.models import Kind, Station
from kunding.respond.rules import Level, RungFacts

MINUTES_AN_HOUR = 60
LONGEST_HOURS = 2_000


def _hours(label: Any) -> forms.FloatField:
    widget = forms.NumberInput(attrs={"class": "form-control", "step": "any", "inputmode": "decimal"})
    return forms.FloatField(label=label, min_value=0, max_value=LONGEST_HOURS, widget=widget)


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


class LevelForm(forms.Form):
    """One service level; an empty kind, channel or segment stands for any."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("any"))], required=False, widget=_select())
    channel = forms.ChoiceField(label=_("Channel"), choices=[("", _("any"))], required=False, widget=_select())
    segment = forms.CharField(
        label=_("Segment"), max_length=60, required=False, widget=forms.TextInput(attrs={"class": "form-control"})
    )
    acknowledge = _hours(_("Acknowledged within (business hours)"))
    answer = _hours(_("Answered within (hours)"))
    by_the_clock = forms.BooleanField(label=_("also at night"), required=False)
    close_days = forms.IntegerField(
        label=_("Closed within (business days)"),
        min_value=1,
        max_value=250,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        for name, choices in (("kind", Kind.choices), ("channel", Channel.choices)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("any")), *choices]

    def level(self) -> Level:
        """Return the line as a level; call it when the form is valid."""
        said = self.cleaned_data
        return Level(
            kind=said["kind"],
            channel=said["channel"],
            segment=said["segment"].strip(),
            acknowledge=timedelta(minutes=max(1, round(said["acknowledge"] * MINUTES_AN_HOUR))),
            answer=timedelta(minutes=max(1, round(said["answer"] * MINUTES_AN_HOUR))),
            by_the_clock=said["by_the_clock"],
            close_days=said["close_days"],
        )


class RungForm(forms.Form):
    """One rung of the ladder."""

    after = _hours(_("Hours after the due date (business time)"))
    station = forms.ChoiceField(label=_("Who is told"), choices=Station.choices, widget=_select())
    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=Person.objects.filter(is_active=True).order_by("name"),
        required=False,
        empty_label="–",
        widget=_select(),
    )

    def rung(self, position: int) -> RungFacts:
        """Return the line as a rung; call it when the form is valid."""
        said = self.cleaned_data
        person = said["person"].pk if said["person"] else None
        after = timedelta(minutes=round(said["after"] * MINUTES_AN_HOUR))
        return RungFacts(position, after, said["station"], person)


AForm = TypeVar("AForm", bound=forms.Form)

LevelForms = forms.formset_factory(LevelForm, extra=1, can_delete=True, max_num=60, absolute_max=60)
RungForms = forms.formset_factory(RungForm, extra=1, can_delete=True, max_num=12, absolute_max=12)


def said(lines: "forms.BaseFormSet[AForm]") -> list[AForm]:
    """Return the lines that say something and are not to be taken away."""
    return [form for form in lines if form.cleaned_data and not form.cleaned_data.get("DELETE")]


def level_lines(level: Level) -> dict[str, object]:
    """Return the level as the form shows it: hours instead of minutes."""
    return {
        "kind": level.kind,
        "channel": level.channel,
        "segment": level.segment,
        "acknowledge": _as_hours(level.acknowledge),
        "answer": _as_hours(level.answer),
        "by_the_clock": level.by_the_clock,
        "close_days": level.close_days,
    }


def rung_lines(rung: RungFacts) -> dict[str, object]:
    """Return the rung as the form shows it."""
    return {"after": _as_hours(rung.after), "station": rung.station, "person": rung.person}


def _as_hours(span: timedelta) -> str:
    return f"{round(span.total_seconds() / 3600, 2):g}"
