"""Takes in people and units from an export."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import polars as pl
from django.contrib.auth.hashers import make_password
from django.db import transaction

from kunding.people.batches import Outcome
from kunding.people.models import Grant, Person, Role, Unit
from kunding.people.queries import units_by_word
from kunding.people.role_words import role_of
from kunding.people.slugs import slug
from kunding.trail.actions import record


@transaction.atomic
def receive_people(*, rows: pl.DataFrame, at: datetime, actor: str = "command") -> Outcome:
    """Add people with their units and roles, and bring those with a known e-mail up to date.

    Columns email, name, unit, role, language; empty ones change nothing. New people cannot log in before a
    password is set. A role is added, never taken away.
    """
    units = ensure_units(names=rows["unit"].to_list())
    known = {person.email: person for person in Person.objects.filter(email__in=rows["email"].to_list())}
    stored = sum(_receive(row, units, known, at) for row in rows.iter_rows(named=True))
    if stored:
        record(act="receive_people", actor=actor, at=at, count=stored)
    return Outcome(stored, rows.height - stored)


def ensure_units(*, names: Iterable[str]) -> dict[str, Unit]:
    """The unit of each name or code, made where it is missing."""
    known = units_by_word()
    for name in dict.fromkeys(name.strip() for name in names):
        if name and name.lower() not in known:
            known[name.lower()] = Unit.objects.create(code=_free_code(slug(name)), name=name)
    return known


def _free_code(wanted: str) -> str:
    taken = set(Unit.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    candidates = (wanted if number == 1 else f"{wanted[:36]}-{number}" for number in range(1, len(taken) + 2))
    return next(code for code in candidates if code not in taken)


def _receive(row: Mapping[str, str], units: Mapping[str, Unit], known: dict[str, Person], at: datetime) -> bool:
    """Whether the row said something new."""
    unit = units.get(row["unit"].strip().lower())
    person = known.get(row["email"])
    if person is None:
        person = Person(email=row["email"], name=row["name"], unit=unit, password=make_password(None))
        person.language = row["language"] or "de"
        person.save()
        known[person.email] = person
        _give_role(person, unit, row["role"], at)
        return True
    changed = _update(person, unit, row)
    return _give_role(person, unit, row["role"], at) or changed


def _update(person: Person, unit: Unit | None, row: Mapping[str, str]) -> bool:
    before = (person.name, person.unit_id, person.language)
    person.name = row["name"] or person.name
    person.unit = unit or person.unit
    person.language = row["language"] or person.language
    if before == (person.name, person.unit_id, person.language):
        return False
    person.save(update_fields=["name", "unit", "language"])
    return True


def _give_role(person: Person, unit: Unit | None, word: str, at: datetime) -> bool:
    role = role_of(word)
    if not role:
        return False
    scope = unit if role == Role.LEAD else None
    _, is_new = Grant.objects.get_or_create(person=person, role=role, unit=scope, defaults={"given_at": at})
    if is_new and scope is not None:
        Unit.objects.filter(pk=scope.pk, lead=None).update(lead=person)
    return is_new
