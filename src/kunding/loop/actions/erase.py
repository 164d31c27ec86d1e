"""Erasing a person in every room (GDPR Art. 17): one transaction for all rows; what lies outside the tables follows as
a debt, so that a crash at any moment loses nothing and a repeat ends it.
"""

from collections.abc import Collection
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext, override

from kunding.customers.actions import erase_records
from kunding.customers.queries.subject import Subject
from kunding.listen.actions import erase_words, leave_files
from kunding.listen.models import Feedback, Mail
from kunding.loop.models import Erasure, Parked
from kunding.loop.rights.holdings import Holdings, holdings
from kunding.loop.rights.rejects import clean_rejects
from kunding.people.models import Company, Person
from kunding.respond.actions.erase import erase_matters
from kunding.respond.belongings import enclosed_files
from kunding.trail.actions import record
from kunding.understand.actions import forget_names, forget_words

_SHORTEST = 5  # characters of a word that is looked for inside other texts


class CasesAreOpen(Exception):
    """The person still waits for an answer; the text names the cases and says what to do."""


def erase_person(
    *, subject: Subject, by: Person | None, at: datetime, with_open_cases: bool = False, actor: str = "command"
) -> Erasure:
    """Erase everything that names this person; raises CasesAreOpen unless open cases are to be closed with it.

    Cannot be undone. What counts goes on counting: channel, time, marks, how it was read, how long it took.
    """
    _refuse_open_cases(holdings(subject), with_open_cases=with_open_cases)
    # Files outside the tables first: as long as the rows are there, a repeat finds everything again.
    rows = clean_rejects(subject)
    _overwrite_what_is_deleted()
    with transaction.atomic():
        held = holdings(subject)
        _refuse_open_cases(held, with_open_cases=with_open_cases)
        with override(_language()):
            counts = _erase(held, by, at)
        counts["rejects"] = rows
        detail = {"counts": counts, "months": _months(held), "customers": list(subject.records)}
        doer = by.trail_name if by else actor
        record(act="erase_customer", actor=doer, at=at, detail=detail)
        return Erasure.objects.create(at=at, by=by, counts=counts)


def _erase(held: Holdings, by: Person | None, at: datetime) -> dict[str, int]:
    subject, feedback = held.subject, held.heard.feedback
    names = _names(held)
    enclosed = enclosed_files(held.matters)
    forget_words(keys=feedback)
    counts = erase_words(subject=subject, belongings=held.heard, at=at)
    counts |= erase_matters(matters=held.matters, names=_telling(subject), by=by, at=at)
    counts |= erase_records(subject=subject, at=at)
    leave_files(digests=enclosed, at=at)
    counts["themes"] = forget_names(names=names)
    counts["parked"] = _forget_errors(_telling(subject))
    return counts


def _language() -> str:
    """Return the company's language; customers may be here before anybody founded the company."""
    return Company.objects.values_list("language", flat=True).first() or settings.LANGUAGE_CODE


def _refuse_open_cases(held: Holdings, *, with_open_cases: bool) -> None:
    numbers = [] if with_open_cases else held.open_cases
    if numbers:
        raise CasesAreOpen(
            gettext("This customer still waits for us in %(numbers)s. Close the cases first, or erase them as well.")
            % {"numbers": ", ".join(numbers)}
        )


def _names(held: Holdings) -> set[str]:
    senders = Mail.objects.filter(pk__in=held.heard.mails).exclude(sender_name="").values_list("sender_name", flat=True)
    return {*held.subject.names, *senders}


def _telling(subject: Subject) -> list[str]:
    """Return the words that name this person wherever they stand."""
    words = {word.partition(":")[2] for word in subject.words} | set(subject.names)
    return sorted(word for word in words if len(word) >= _SHORTEST)


def _months(held: Holdings) -> list[str]:
    said = Feedback.objects.filter(pk__in=held.heard.feedback).datetimes("said_at", "month", tzinfo=UTC)
    return [f"{month:%Y-%m}" for month in said]


def _forget_errors(words: Collection[str]) -> int:
    """Drop parked errors that name the person; the debt is tried again at once."""
    naming = Q(pk__in=[])
    for word in words:
        naming |= Q(error__icontains=word)
    return int(Parked.objects.filter(naming).delete()[0])


def _overwrite_what_is_deleted() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
