"""What is entered about people; each choice is checked against what the viewer may choose."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kunding.people.models import Person, Role, Unit


class PeopleChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Somebody who works here, by name."""

    def __init__(self, **more: Any) -> None:
        super().__init__(queryset=Person.objects.filter(is_active=True).order_by("name"), **more)


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A unit by name."""

    def __init__(self, **more: Any) -> None:
        super().__init__(queryset=Unit.objects.order_by("name"), **more)


class AddForm(forms.Form):
    """A new person."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"))
    unit = UnitChoice(label=_("Unit"), required=False, empty_label=_("no unit"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.EMPLOYEE)
    language = forms.ChoiceField(label=_("Language"), choices=[("de", _("German")), ("en", _("English"))])


class RoleForm(forms.Form):
    """A role for the company or for one unit."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    unit = UnitChoice(label=_("for"), required=False, empty_label=_("the whole company"))


class PlaceForm(forms.Form):
    """Where somebody works."""

    unit = UnitChoice(label=_("Unit"), required=False, empty_label=_("no unit"))


class EmailForm(forms.Form):
    """With which e-mail somebody logs in."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)


class AbsenceForm(forms.Form):
    """Days away, and who stands in."""

    starts_on = forms.DateField(label=_("First day away"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label=_("Last day away"), widget=forms.DateInput(attrs={"type": "date"}))
    deputy = PeopleChoice(label=_("Deputy"), empty_label=None)

    def __init__(self, data: Any = None, *, of: Person) -> None:
        super().__init__(data)
        field: Any = self.fields["deputy"]
        field.queryset = field.queryset.exclude(pk=of.pk)


class TokenForm(forms.Form):
    """What a program's token is used for."""

    name = forms.CharField(label=_("What the program does"), max_length=120)
