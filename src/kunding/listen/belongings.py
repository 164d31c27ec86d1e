"""What lies here of one person: words, mails, files."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from kunding.customers.queries.subject import Subject
from kunding.listen.models import Attachment, Feedback, Mail, Quarantine

ERASED = "erased:"  # begins the reference of what was erased; a keyed digest follows, so that no import brings it back


@dataclass(frozen=True)
class Belongings:
    """Keys of all rows that are about one person."""

    feedback: tuple[int, ...]
    mails: tuple[int, ...]
    quarantine: tuple[int, ...]
    attachments: tuple[int, ...]
    named_in: tuple[int, ...]  # mails of others that went to the person, too

    @property
    def is_empty(self) -> bool:
        """Return whether nothing of the person is here."""
        return not (self.feedback or self.mails or self.quarantine or self.named_in)


def belongings_of(subject: Subject, *, letters: Iterable[str] = ()) -> Belongings:
    """Return what lies here of the person; letters: the Message-IDs, without < >, of what we wrote to them."""
    said = _said_by(subject)
    mails = _mails_of(subject, said, set(letters))
    said |= set(_theirs(Feedback.objects.filter(mail__in=mails), subject).values_list("pk", flat=True))
    said |= set(_theirs(Feedback.objects.filter(answers_to__in=said), subject).values_list("pk", flat=True))
    mails |= set(Mail.objects.filter(feedback__in=said).values_list("pk", flat=True))
    aside = Quarantine.objects.annotate(lowered=Lower("sender"))
    return Belongings(
        feedback=tuple(sorted(said)),
        mails=tuple(sorted(mails)),
        quarantine=_keys(aside.filter(Q(mail__in=mails) | Q(lowered__in=subject.addresses, mail=None))),
        attachments=_keys(Attachment.objects.filter(Q(mail__in=mails) | Q(feedback__in=said))),
        named_in=tuple(sorted(_mails_to(subject) - mails)),
    )


def conversations_of(belongings: Belongings) -> QuerySet[Feedback]:
    """Return the person's feedback, oldest first."""
    return Feedback.objects.filter(pk__in=belongings.feedback).order_by("said_at", "pk")


def needed_files(digests: Iterable[str]) -> set[str]:
    """Return those of these files that rows of this room still need."""
    asked = list(digests)
    mails = Mail.objects.filter(digest__in=asked).exclude(message_id__startswith=ERASED)
    aside = Quarantine.objects.filter(digest__in=asked).exclude(detail=ERASED)
    rows = (mails, aside, Attachment.objects.filter(digest__in=asked))
    return {digest for found in rows for digest in found.values_list("digest", flat=True)}


def _said_by(subject: Subject) -> set[int]:
    own = set(Feedback.objects.filter(customer__in=subject.records).values_list("pk", flat=True))
    nobodys = Feedback.objects.filter(customer=None).exclude(author="")
    named = nobodys.values_list("pk", "author").iterator(chunk_size=10_000)
    return own | {key for key, author in named if subject.is_called(author)}


def _mails_of(subject: Subject, said: set[int], letters: set[str]) -> set[int]:
    sent = Mail.objects.annotate(lowered=Lower("sender")).filter(lowered__in=subject.addresses)
    own = sent.filter(Q(feedback=None) | Q(feedback__customer=None) | Q(feedback__customer__in=subject.records))
    keys = set(own.values_list("pk", flat=True)) | set(
        Mail.objects.filter(feedback__in=said).values_list("pk", flat=True)
    )
    reports = Mail.objects.filter(bounced__isnull=False).values_list("pk", "bounced", "references")
    return keys | {key for key, told, named in reports if _is_about(told or {}, named, subject, letters)}


def _is_about(told: dict[str, object], named: list[str], subject: Subject, letters: set[str]) -> bool:
    is_named = not letters.isdisjoint({str(told.get("message_id", "")), *named})
    return is_named or subject.is_called(str(told.get("recipient", "")))


def _mails_to(subject: Subject) -> set[int]:
    rows = Mail.objects.exclude(recipients=[]).values_list("pk", "recipients").iterator(chunk_size=10_000)
    return {key for key, recipients in rows if any(one.lower() in subject.addresses for one in recipients)}


def _theirs(rows: QuerySet[Feedback], subject: Subject) -> QuerySet[Feedback]:
    """Leave out what other customers said in the same conversation."""
    return rows.filter(Q(customer=None) | Q(customer__in=subject.records))


def _keys(rows: QuerySet[Attachment] | QuerySet[Quarantine]) -> tuple[int, ...]:
    return tuple(rows.order_by("pk").values_list("pk", flat=True))
