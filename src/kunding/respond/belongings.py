"""What lies here of one person: cases with all that was written in them, and letters."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Lower

from kunding.customers.queries.subject import Subject
from kunding.respond.models import Case, Enclosure, Outgoing, State


@dataclass(frozen=True)
class Matters:
    """Keys of all rows that are about one person."""

    cases: tuple[int, ...]
    letters: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether nothing of the person is here."""
        return not (self.cases or self.letters)


def matters_of(subject: Subject, *, feedback: Collection[int]) -> Matters:
    """Return the person's cases and the letters in them or to the person; feedback: what the person said."""
    whose = Q(customer__in=subject.records) | Q(feedback__in=feedback, customer=None)
    theirs = Case.objects.filter(whose)
    # What nobody is named in, but was merged with a case of the person, is the person's matter, too.
    of_nobody = Case.objects.filter(customer=None)
    together = of_nobody.filter(Q(merged_into__in=theirs) | Q(parts__in=theirs))
    keys = {*theirs.values_list("pk", flat=True), *together.values_list("pk", flat=True)}
    cases = tuple(sorted(keys))
    # Two customers may share an address: what was written to the other one in the other one's case is not this one's.
    not_of_another = Q(case=None) | Q(case__customer=None) | Q(case__customer__in=subject.records)
    named = Outgoing.objects.annotate(lowered=Lower("to"))
    letters = named.filter(Q(case__in=cases) | (Q(lowered__in=subject.addresses) & not_of_another))
    return Matters(cases, tuple(letters.order_by("pk").values_list("pk", flat=True)))


def letters_to(subject: Subject) -> set[str]:
    """Return the Message-IDs, without < >, of all letters to the person's addresses."""
    letters = Outgoing.objects.annotate(lowered=Lower("to")).filter(lowered__in=subject.addresses)
    return {one[1:-1] for one in letters.values_list("message_id", flat=True)}


def open_numbers(matters: Matters) -> list[str]:
    """Return the numbers of the person's cases that are open."""
    waiting = Case.objects.filter(pk__in=matters.cases).exclude(state=State.CLOSED)
    return list(waiting.order_by("number").values_list("number", flat=True))


def months_of(matters: Matters) -> list[str]:
    """Return the months ("2026-03") in which the cases were opened."""
    opened = Case.objects.filter(pk__in=matters.cases).values_list("opened_at", flat=True)
    return sorted({f"{at:%Y-%m}" for at in opened})


def enclosed_files(matters: Matters) -> set[str]:
    """Return the digests of files that went out in these cases."""
    return set(Enclosure.objects.filter(answer__case__in=matters.cases).values_list("digest", flat=True))


def needed_files(digests: Iterable[str]) -> set[str]:
    """Return those of these files that rows of this room still need."""
    return set(Enclosure.objects.filter(digest__in=list(digests)).values_list("digest", flat=True))
