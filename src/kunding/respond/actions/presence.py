"""Who has a case open right now.

It leaves no entry in the trail and is forgotten within minutes: it prevents double answers and watches nobody.
"""

from datetime import datetime, timedelta

from django.db import transaction

from kunding.people.models import Person
from kunding.respond.models import Case, Presence

FORGOTTEN_AFTER = timedelta(minutes=5)


@transaction.atomic
def be_present(*, case: Case, person: Person, writes: bool, at: datetime) -> None:
    """Say that the person has the case open, and whether they are writing an answer."""
    Presence.objects.filter(at__lt=at - FORGOTTEN_AFTER, case=case).delete()
    Presence.objects.update_or_create(case=case, person=person, defaults={"at": at, "writes": writes})
