"""Questions to the trail."""

from collections.abc import Collection

from django.db import connection
from django.db.models import QuerySet

from kunding.trail.models import Entry
from kunding.trail.rules import BEGINNING, digest


def entries_about(subject: str) -> QuerySet[Entry]:
    """Return what happened to `subject` ("case:12"), oldest first."""
    return Entry.objects.filter(subject=subject).order_by("id")


def newest_entry(*, acts: Collection[str]) -> int:
    """Return the number of the newest entry of one of these acts, 0 where there is none.

    Whoever keeps a copy of something asks this: a greater number means that the copy is out of date.
    """
    # Asked at each request of a program, so without the detour through Django's queries.
    places = ", ".join(["%s"] * len(acts))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX(id) FROM trail_entry WHERE act IN ({places})", list(acts))
        row = cursor.fetchone()
    return int(row[0] or 0) if row else 0


def entries_since(number: int, *, acts: Collection[str]) -> QuerySet[Entry]:
    """Return the entries of these acts after entry `number`, oldest first."""
    return Entry.objects.filter(act__in=acts, id__gt=number).order_by("id")


def first_broken_entry() -> Entry | None:
    """Return the first entry that does not follow from the one before it, or None where the chain is whole."""
    before = BEGINNING
    for entry in Entry.objects.order_by("id").iterator():
        expected = digest(
            before=before,
            at=entry.at,
            actor=entry.actor,
            act=entry.act,
            subject=entry.subject,
            count=entry.count,
            detail=entry.detail,
        )
        if entry.digest != expected:
            return entry
        before = entry.digest
    return None
