"""Whom a person may look after: administrators everybody, leads those of their units, each person themselves."""

from kunding.people.models import Grant, Person, Role
from kunding.people.reach import units_with_those_below


def is_administrator(person: Person) -> bool:
    """Return whether the person looks after everybody's login and roles."""
    return Grant.objects.filter(person=person, role=Role.ADMINISTRATOR, unit=None).exists()


def led_people(person: Person) -> list[int]:
    """Return the keys of the people in the units that the person leads, and in those below."""
    units = set(person.leads.values_list("pk", flat=True))
    units |= set(person.grants.filter(role=Role.LEAD).exclude(unit=None).values_list("unit_id", flat=True))
    members = Person.objects.filter(unit__in=units_with_those_below(units)).exclude(pk=person.pk)
    return list(members.values_list("pk", flat=True))


def may_note_absence(viewer: Person, *, of: Person) -> bool:
    """Return whether the viewer may say when somebody is away: for oneself, the own units, or as administrator."""
    return viewer.pk == of.pk or is_administrator(viewer) or of.pk in led_people(viewer)
