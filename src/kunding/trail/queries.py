"""Questions to the trail."""

from django.db.models import QuerySet

from kunding.trail.models import Entry
from kunding.trail.rules import BEGINNING, digest


def entries_about(subject: str) -> QuerySet[Entry]:
    """Return what happened to `subject` ("case:12"), oldest first."""
    return Entry.objects.filter(subject=subject).order_by("id")


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
