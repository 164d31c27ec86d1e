"""What people enter about a case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kunding.people.models import Unit


class AnswerForm(forms.Form):
    """What the customer was told."""

    text = forms.CharField(
        label=_("What do you tell the customer?"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "class": "form-control"}),
    )
    decides = forms.BooleanField(
        label=_("This tells the decision"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


class HandoverForm(forms.Form):
    """Who takes care of it from now on."""

    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.order_by("name"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    reason = forms.CharField(label=_("Why"), max_length=300, widget=forms.TextInput(attrs={"class": "form-control"}))


class CloseForm(forms.Form):
    """Why a case is closed without an answer, where the customer cannot be reached."""

    unreachable_because = forms.CharField(
        label=_("The customer cannot be reached because"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
