"""Founding the company."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kunding.people.models import Company, Grant, Person, Role, Unit
from kunding.people.rules import USUAL_HOURS, Hours
from kunding.trail.actions import record

SOMEBODY = ("Chief Customer Officer", "cco@localhost.invalid")


@transaction.atomic
def found_company(
    *,
    name: str,
    at: datetime,
    state: str = "",
    language: str = "de",
    hours: Hours = USUAL_HOURS,
    competitors: Sequence[str] = (),
    chief: tuple[str, str] = SOMEBODY,
) -> Company:
    """Found the company with one unit and one person to answer for it, so that each case has an owner.

    `chief`: name and e-mail of that person, who cannot log in before a password is set. Does nothing where the
    company stands already.
    """
    said = {"name": name, "state": state, "language": language, "hours": hours, "competitors": list(competitors)}
    company, is_new = Company.objects.get_or_create(id=1, defaults=said)
    if is_new:
        unit = Unit.objects.create(code="company", name=name)
        chief_name, chief_email = chief
        person = Person(email=chief_email.lower(), name=chief_name, unit=unit, language=language)
        person.set_unusable_password()
        person.save()
        for role in (Role.CCO, Role.ADMINISTRATOR):
            Grant.objects.create(person=person, role=role, given_at=at)
        Unit.objects.filter(pk=unit.pk).update(lead=person)
        record(act="found_company", actor="command", at=at, subject="company:1", detail={"name": name})
    return company
