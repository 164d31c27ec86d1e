"""Questions to the trail."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from kunding.trail.models import End, Entry
from kunding.trail.rules import BEGINNING, digest, line, mark, number_and_digest

# Asked often, so without the detour through Django's queries; act by act, because PostgreSQL would otherwise walk
# back through the whole trail to an act that is rare.
NEWEST_OF_ACTS = "SELECT MAX(id) FROM trail_entry WHERE act = acts.column1"


@dataclass(frozen=True)
class Break:
    """Where the trail is not as it was written: the number of the entry, and a sentence."""

    entry: int
    why: str


def entries_about(*subjects: str) -> QuerySet[Entry]:
    """Return what happened to these subjects ("case:12"), oldest first."""
    return Entry.objects.filter(subject__in=subjects).order_by("id")


def newest_entry(*, acts: Collection[str]) -> int:
    """Return the number of the newest entry of one of these acts, 0 where there is none.

    Whoever keeps a copy of something asks this: a greater number means that the copy is out of date.
    """
    places = ", ".join(["(%s)"] * len(acts))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX(({NEWEST_OF_ACTS})) FROM (VALUES {places}) AS acts", list(acts))
        row = cursor.fetchone()
    return int(row[0] or 0) if row else 0


def entries_since(number: int, *, acts: Collection[str]) -> QuerySet[Entry]:
    """Return the entries of these acts after entry `number`, oldest first."""
    return Entry.objects.filter(act__in=acts, id__gt=number).order_by("id")


def first_break() -> Break | None:
    """Return where the trail was first tampered with: an entry changed, added or removed; None where it is whole."""
    last, before = 0, BEGINNING
    try:
        for entry in Entry.objects.order_by("id").iterator():
            if entry.pk != last + 1:
                return Break(last + 1, f"Entry {last + 1} is missing.")
            if entry.digest != _digest_of(entry, before):
                return Break(entry.pk, f"Entry {entry.pk} is not what was written, or does not follow {last}.")
            last, before = entry.pk, entry.digest
    except (ValueError, TypeError, AttributeError):  # what lies in the column is no value of its kind
        return Break(last + 1, f"Entry {last + 1} cannot be read.")
    return _break_at_the_end(last, before)


def lines(*, since: int = 0) -> Iterator[str]:
    """Yield the entries after number `since`, each as one line of JSON, for a copy that lies elsewhere."""
    for entry in Entry.objects.filter(pk__gt=since).order_by("id").iterator():
        yield line(
            number=entry.pk,
            at=entry.at,
            actor=entry.actor,
            act=entry.act,
            subject=entry.subject,
            count=entry.count,
            detail=entry.detail,
            digest=entry.digest,
        )


def first_difference(copy: Iterable[str]) -> tuple[Break | None, int]:
    """Return the first entry that a copy (lines of `lines`, or of the log) tells otherwise, and how many it tells.

    A copy that lies elsewhere finds also what a thief of the key could hide.
    """
    told = 0
    kept = dict(Entry.objects.values_list("pk", "digest"))
    for number, copied in filter(None, map(number_and_digest, copy)):
        told += 1
        if kept.get(number) != copied:
            return Break(number, f"Entry {number} is not what the copy says, or is missing."), told
    return None, told


def _break_at_the_end(last: int, before: str) -> Break | None:
    end = End.objects.filter(pk=1).first()
    if end is None:
        return Break(last + 1, "What marks the end of the trail is missing.")
    is_ours = end.mark == mark(key=settings.KUNDING_TRAIL_KEY, number=end.entry, digest=end.digest)
    if (end.entry, end.digest) == (last, before) and is_ours:
        return None
    return Break(last + 1, f"The trail ends with entry {last}, but that is not how it was left: entries were removed.")


def _digest_of(entry: Entry, before: str) -> str:
    return digest(
        key=settings.KUNDING_TRAIL_KEY,
        before=before,
        number=entry.pk,
        at=entry.at,
        actor=entry.actor,
        act=entry.act,
        subject=entry.subject,
        count=entry.count,
        detail=entry.detail,
    )
