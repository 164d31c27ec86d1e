"""What people may do: roles are given and withdrawn, people are placed in units, leave and come back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from kunding.people.models import AccessToken, Grant, Person, Role, Unit
from kunding.trail.actions import record


class RightIsWrong(Exception):
    """The right cannot be given or taken; the text says why."""


@transaction.atomic
def give_role(*, person: Person, role: str, at: datetime, actor: str, unit: Unit | None = None) -> Grant:
    """Give the person a role for the whole company or for one unit and those below it; raises RightIsWrong."""
    if role not in Role.values:
        raise RightIsWrong(f"There is no role “{role}”; there are {', '.join(Role.values)}.")
    if role == Role.ADMINISTRATOR and unit is not None:
        # Whoever gives roles could give themselves any: half an administrator would be a whole one.
        raise RightIsWrong(gettext("The role of administrator is given for the whole company only."))
    grant, is_new = Grant.objects.get_or_create(person=person, role=role, unit=unit, defaults={"given_at": at})
    if is_new:
        record(act="give_role", actor=actor, at=at, subject=person.trail_name, detail=_said(role, unit))
    return grant


@transaction.atomic
def withdraw_role(*, grant: Grant, at: datetime, actor: str) -> None:
    """Take a role away; raises RightIsWrong for the last administrator's."""
    if grant.role == Role.ADMINISTRATOR:
        _refuse_the_last(grant.person)
    Grant.objects.filter(pk=grant.pk).delete()
    record(
        act="withdraw_role", actor=actor, at=at, subject=grant.person.trail_name, detail=_said(grant.role, grant.unit)
    )


@transaction.atomic
def place_person(*, person: Person, unit: Unit | None, at: datetime, actor: str) -> None:
    """Say in which unit the person works."""
    Person.objects.filter(pk=person.pk).update(unit=unit)
    person.unit = unit
    record(
        act="place_person", actor=actor, at=at, subject=person.trail_name, detail={"unit": unit.pk if unit else None}
    )


@transaction.atomic
def deactivate_person(*, person: Person, at: datetime, actor: str) -> None:
    """Close the door behind somebody who left: no login, no session, no token; raises RightIsWrong."""
    _refuse_the_last(person)
    Person.objects.filter(pk=person.pk).update(is_active=False, sessions_ended_at=at)
    AccessToken.objects.filter(person=person, revoked_at=None).update(revoked_at=at)
    record(act="deactivate_person", actor=actor, at=at, subject=person.trail_name)


@transaction.atomic
def reactivate_person(*, person: Person, at: datetime, actor: str) -> None:
    """Let somebody in again, with the roles of before; tokens stay revoked."""
    Person.objects.filter(pk=person.pk).update(is_active=True)
    record(act="reactivate_person", actor=actor, at=at, subject=person.trail_name)


@transaction.atomic
def end_sessions(*, person: Person, at: datetime, actor: str) -> None:
    """Log the person out everywhere, at once."""
    Person.objects.filter(pk=person.pk).update(sessions_ended_at=at)
    record(act="end_sessions", actor=actor, at=at, subject=person.trail_name)


def _refuse_the_last(person: Person) -> None:
    # Rows that are read to decide are locked, so that two administrators cannot remove each other at once.
    rest = Grant.objects.select_for_update().filter(role=Role.ADMINISTRATOR, unit=None, person__is_active=True)
    keepers = set(rest.values_list("person", flat=True))
    if keepers == {person.pk}:
        last = gettext("%(name)s is the last administrator: give somebody else the role first.")
        raise RightIsWrong(last % {"name": person.name})


def _said(role: str, unit: Unit | None) -> dict[str, object]:
    return {"role": role, "unit": unit.pk if unit else None}
