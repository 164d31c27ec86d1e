"""Logins of people, and tokens for programs that act for them."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kunding.people.models import AccessToken, Grant, Person, Role, Unit
from kunding.people.rules import token_digest
from kunding.trail.actions import record


class PersonIsWrong(Exception):
    """This person cannot be added; the text says why."""


@transaction.atomic
def add_person(
    *,
    email: str,
    name: str,
    roles: Sequence[str],
    password: str | None,
    at: datetime,
    unit: Unit | None = None,
    language: str = "de",
    actor: str = "command",
) -> Person:
    """Add a person with these roles for the whole company; without a password nobody can log in as this person.

    Raises PersonIsWrong where the e-mail is taken or a role is unknown.
    """
    unknown = sorted(set(roles) - set(Role.values))
    if unknown:
        raise PersonIsWrong(f"There is no role “{unknown[0]}”; there are {', '.join(Role.values)}.")
    if Person.objects.filter(email__iexact=email).exists():
        raise PersonIsWrong(f"Somebody with the e-mail {email} is here already.")
    person = Person(email=email.lower(), name=name, unit=unit, language=language)
    person.set_password(password)
    person.save()
    Grant.objects.bulk_create(Grant(person=person, role=role, given_at=at) for role in roles)
    record(act="add_person", actor=actor, at=at, subject=person.trail_name, detail={"roles": list(roles)})
    return person


@transaction.atomic
def issue_token(*, person: Person, name: str, at: datetime, actor: str = "command") -> str:
    """Return a new token with the rights of `person`; only its digest is kept, so it is shown this once."""
    token = secrets.token_urlsafe(32)
    kept = AccessToken.objects.create(person=person, name=name, digest=token_digest(token), issued_at=at)
    record(act="issue_token", actor=actor, at=at, subject=person.trail_name, detail={"token": kept.pk, "name": name})
    return token


@transaction.atomic
def revoke_token(*, token: AccessToken, at: datetime, actor: str) -> None:
    """Make the token useless from now on."""
    token.revoked_at = token.revoked_at or at
    token.save(update_fields=["revoked_at"])
    record(act="revoke_token", actor=actor, at=at, subject=token.person.trail_name, detail={"token": token.pk})
