"""Telling a person what is held about them, and keeping that it was told."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from kunding.loop.rights.disclosure import Disclosure, disclose
from kunding.loop.rights.holdings import Holdings
from kunding.people.models import Person
from kunding.people.queries import company
from kunding.trail.actions import record


@transaction.atomic
def disclose_person(
    *, held: Holdings, by: Person | None, at: datetime, language: str = "", actor: str = "command"
) -> Disclosure:
    """Return everything that is held of the person, in the company's language unless told otherwise."""
    spoken = language or company().language
    with override(spoken):
        told = disclose(held, at=at, language=spoken)
    records = held.subject.records
    record(
        act="disclose_customer",
        actor=by.trail_name if by else actor,
        at=at,
        subject=f"customer:{records[0]}" if records else "",
        count=sum(len(part.rows) for part in told.parts),
    )
    return told
