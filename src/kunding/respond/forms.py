"""What people enter about a case."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kunding.listen.models import Channel
from kunding.people.models import Role, Unit
from kunding.respond.models import Kind, Label, Outcome
from kunding.respond.rules.enclosures import clean_name, why_not_sent

MOST_GOODWILL = Decimal(100_000)  # €
TELLS = (Channel.MAIL, Channel.PHONE, Channel.LETTER, Channel.CHAT, Channel.SHOP, Channel.APP)
INTERIM = ""  # the answer tells how things stand, and no decision yet


def _line(**more: object) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", **more})


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


def _units() -> "forms.ModelChoiceField[Unit]":
    return forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.order_by("name"), widget=_select())


class Files(forms.FileField):
    """Several files, or none."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the uploaded files as a list."""
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [super(Files, self).clean(one, initial) for one in given]


class ChooseFiles(forms.ClearableFileInput):
    """A field in which several files can be chosen."""

    allow_multiple_selected = True


class OutcomeForm(forms.Form):
    """What was decided, and where the customer may turn to after a no."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=Outcome.choices, widget=_select())
    recourse = forms.CharField(
        label=_("Where the customer may turn to after a no"), max_length=500, required=False, widget=_line()
    )


class DecideForm(OutcomeForm):
    """A decision of which the customer is told later."""

    reason = forms.CharField(label=_("Why (for colleagues)"), max_length=2000, required=False, widget=_line())


class AnswerForm(OutcomeForm):
    """What the customer is told."""

    text = forms.CharField(
        label=_("What do you tell the customer?"),
        max_length=20_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "form-control"}),
    )
    outcome = forms.ChoiceField(
        label=_("What it tells"),
        choices=[(INTERIM, _("How things stand")), *Outcome.choices],
        required=False,
        widget=_select(),
    )
    channel = forms.ChoiceField(
        label=_("By"),
        choices=[(word.value, word.label) for word in TELLS],
        required=False,
        widget=_select(),
    )
    enclosed = Files(
        label=_("Files"), required=False, max_length=300, widget=ChooseFiles(attrs={"class": "form-control"})
    )
    newest = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput())

    def clean_enclosed(self) -> list[Any]:
        """Refuse what cannot be sent before any of it is read into memory."""
        files: list[Any] = self.cleaned_data["enclosed"]
        why = why_not_sent([(clean_name(file.name), file.size) for file in files])
        if why:
            raise forms.ValidationError(why)
        return files


class UnitForm(forms.Form):
    """Something that another unit is asked for."""

    unit = _units()

    def __init__(self, *args: Any, units: Sequence[Unit] | None = None, **more: Any) -> None:
        """Begin the form; units: those to choose from, where the caller has them at hand."""
        super().__init__(*args, **more)
        if units is not None:
            field: Any = self.fields["unit"]
            field.choices = [("", field.empty_label), *((unit.pk, unit.name) for unit in units)]


class OfferForm(UnitForm):
    """Which unit is asked to take care of it, and why."""

    reason = forms.CharField(label=_("Why"), max_length=300, widget=_line())


class RefuseForm(forms.Form):
    """Why the own unit does not take the case."""

    reason = forms.CharField(label=_("Why not"), max_length=300, widget=_line())


class WorkForm(forms.Form):
    """A part of the work, and until when it is to be done."""

    what = forms.CharField(label=_("What it is asked to do"), max_length=300, widget=_line())
    until = forms.DateTimeField(
        label=_("Until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "form-control"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )


class TaskForm(UnitForm, WorkForm):
    """Which unit is asked for a part of the work."""


class ReminderForm(forms.Form):
    """When somebody wants to look at the case again, and what for."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(
            attrs={"type": "date", "class": "form-control w-auto flex-shrink-0", "aria-label": _("Day")}
        ),
        input_formats=["%Y-%m-%d"],
    )
    why = forms.CharField(
        label=_("What for"),
        max_length=200,
        required=False,
        widget=_line(placeholder=_("What for"), **{"aria-label": _("What for")}),
    )


class ResultForm(forms.Form):
    """What came of a task."""

    result = forms.CharField(label=_("What came of it"), max_length=2000, required=False, widget=_line())


class AssessForm(forms.Form):
    """What kind of case it is."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, widget=_select())


class GoodwillForm(forms.Form):
    """Something that the customer gets beyond what is owed."""

    amount = forms.DecimalField(
        label=_("Amount in €"),
        min_value=Decimal("0.01"),
        max_value=MOST_GOODWILL,
        decimal_places=2,
        localize=True,
        widget=_line(inputmode="decimal"),
    )
    what = forms.CharField(label=_("What the customer gets"), max_length=200, widget=_line())


class TemplateForm(forms.Form):
    """A reply to begin with."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=_line())
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=_select())
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("any")), *Kind.choices], required=False, widget=_select())
    text = forms.CharField(
        label=_("Text"),
        max_length=10_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "form-control"}),
    )


class AllowanceForm(forms.Form):
    """What somebody in a role may give without asking."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=_select())
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.order_by("name"),
        required=False,
        empty_label=_("all units"),
        widget=_select(),
    )
    per_case = forms.DecimalField(
        label=_("€ per case"),
        min_value=0,
        max_value=MOST_GOODWILL,
        decimal_places=2,
        localize=True,
        widget=_line(inputmode="decimal"),
    )
    per_month = forms.DecimalField(
        label=_("€ of the unit per month"),
        min_value=0,
        max_value=10 * MOST_GOODWILL,
        decimal_places=2,
        localize=True,
        required=False,
        widget=_line(inputmode="decimal"),
    )


class BulkForm(forms.Form):
    """What one act on many cases needs; each act looks at its own fields."""

    label = forms.ModelChoiceField(label=_("Label"), queryset=Label.objects.all(), required=False, widget=_select())
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, required=False, widget=_select())
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.order_by("name"), required=False, widget=_select()
    )
    reason = forms.CharField(label=_("Why"), max_length=300, required=False, widget=_line())


class CloseForm(forms.Form):
    """Why a case is closed without an answer, where the customer cannot be reached."""

    unreachable_because = forms.CharField(
        label=_("The customer cannot be reached because"), max_length=300, required=False, widget=_line()
    )


class ReopenForm(forms.Form):
    """Why a case is opened again."""

    because = forms.CharField(label=_("Why"), max_length=300, widget=_line())


def first_trouble(form: forms.Form) -> str:
    """Return the first thing that is wrong with a form, as a sentence that names the field."""
    name, errors = next(iter(form.errors.items()))
    field: Any = form.fields.get(name)
    return f"{field.label}: {errors[0]}" if field else str(errors[0])
