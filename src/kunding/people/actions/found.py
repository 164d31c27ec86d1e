"""Founding the company."""

from datetime import datetime

from django.db import transaction

from kunding.people.models import Company, Grant, Person, Role, Unit
from kunding.people.rules import USUAL_HOURS
from kunding.trail.actions import record


@transaction.atomic
def found_company(*, name: str, at: datetime, state: str = "", language: str = "de") -> Company:
    """Found the company with one unit and one person to answer for it, so that each case has an owner.

    Does nothing where the company stands already. The person cannot log in before a password is set.
    """
    company, is_new = Company.objects.get_or_create(
        id=1, defaults={"name": name, "state": state, "language": language, "hours": USUAL_HOURS}
    )
    if is_new:
        unit = Unit.objects.create(code="company", name=name)
        chief = Person(email="cco@localhost.invalid", name="Chief Customer Officer", unit=unit, language=language)
        chief.set_unusable_password()
        chief.save()
        for role in (Role.CCO, Role.ADMINISTRATOR):
            Grant.objects.create(person=chief, role=role, given_at=at)
        Unit.objects.filter(pk=unit.pk).update(lead=chief)
        record(act="found_company", actor="command", at=at, subject="company:1", detail={"name": name})
    return company
