"""Everything that is held of one person."""

from collections.abc import Iterator
from dataclasses import dataclass

from kunding.customers.queries.erased import erased_since
from kunding.customers.queries.subject import Subject, find_subject, subject_of, words_for
from kunding.listen.belongings import Belongings, belongings_of
from kunding.listen.models import Feedback, Mail
from kunding.respond.belongings import Matters, letters_to, matters_of, open_numbers
from kunding.respond.models import Answer, Note, Verdict


class NobodyIsKnown(Exception):
    """Nothing is held under this number or address; the text says so."""


@dataclass(frozen=True)
class Holdings:
    """One person, and the keys of what is held in each room."""

    subject: Subject
    heard: Belongings
    matters: Matters

    @property
    def open_cases(self) -> list[str]:
        """Return the numbers of cases in which the person still waits for us."""
        return open_numbers(self.matters)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is held."""
        return not self.subject.records and self.heard.is_empty and self.matters.is_empty

    def counts(self) -> dict[str, int]:
        """Return how much is held of each kind."""
        cases = self.matters.cases
        return {
            "customers": len(self.subject.records),
            "feedback": len(self.heard.feedback),
            "mails": len(self.heard.mails),
            "files": len(self.heard.attachments),
            "cases": len(cases),
            "open": len(self.open_cases),
            "answers": Answer.objects.filter(case__in=cases).count(),
            "letters": len(self.matters.letters),
            "notes": Note.objects.filter(case__in=cases).count(),
            "verdicts": Verdict.objects.filter(case__in=cases).count(),
        }


class AlreadyErased(NobodyIsKnown):
    """The person was here and was erased; the text says when."""


def held_of(word: str) -> Holdings:
    """Return what is held of the person with this customer number, e-mail, phone number or handle.

    Raises SubjectIsUnclear, NobodyIsKnown (AlreadyErased where a digest tells so).
    """
    found = holdings(find_subject(word))
    if not found.is_empty:
        return found
    since = erased_since(words_for(word))
    if since is not None:
        raise AlreadyErased(f"“{word}” was erased on {since:%Y-%m-%d}; nothing is held any more.")
    raise NobodyIsKnown(
        f"Nobody is known under “{word}”. Give a customer number, an e-mail, a phone number or a handle."
    )


def held_of_customer(customer: int) -> Holdings:
    """Return what is held of the person to whom this record belongs."""
    return holdings(subject_of(customer))


def holdings(subject: Subject) -> Holdings:
    """Return what is held of this person, also where that is nothing."""
    heard = belongings_of(subject, letters=letters_to(subject))
    return Holdings(subject, heard, matters_of(subject, feedback=heard.feedback))


def authors() -> Iterator[str]:
    """Yield everybody who wrote to us without being a known customer, as they are written; some of them twice."""
    nobodys = Feedback.objects.filter(customer=None).exclude(author="")
    yield from nobodys.values_list("author", flat=True).distinct().iterator(chunk_size=10_000)
    yield from Mail.objects.exclude(sender="").values_list("sender", flat=True).distinct().iterator(chunk_size=10_000)
