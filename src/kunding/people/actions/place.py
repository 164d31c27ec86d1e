"""Saying which unit stands under which, and who may log in."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kunding.people.models import Person, Unit
from kunding.people.queries import units_by_word
from kunding.trail.actions import record


class UnitIsMissing(Exception):
    """A unit is named that is not there; the text says which."""


@transaction.atomic
def place_units(*, above: Mapping[str, str], at: datetime, actor: str = "command") -> None:
    """Put each unit (code or name) under the one that stands above it; raises UnitIsMissing."""
    units = units_by_word()
    for lower, upper in above.items():
        unit, parent = _unit(lower, units), _unit(upper, units)
        Unit.objects.filter(pk=unit.pk).update(parent=parent)
    record(act="place_units", actor=actor, at=at, count=len(above))


@transaction.atomic
def set_password(*, person: Person, password: str, at: datetime, actor: str = "command") -> None:
    """Let the person log in with this password from now on."""
    person.set_password(password)
    person.save(update_fields=["password"])
    record(act="set_password", actor=actor, at=at, subject=person.trail_name)


def _unit(word: str, units: Mapping[str, Unit]) -> Unit:
    found = units.get(word.strip().lower())
    if found is None:
        raise UnitIsMissing(f"There is no unit “{word}”.")
    return found
