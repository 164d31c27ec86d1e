"""Takes a person's words away (GDPR Art. 17): what counts goes on counting, nothing says any more who spoke or what."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from kunding.customers.digests import keyed
from kunding.customers.queries.subject import Subject
from kunding.listen import files
from kunding.listen.belongings import ERASED, Belongings, needed_files
from kunding.listen.models import Attachment, Feedback, Leftover, Mail, Quarantine

# A file that somebody kept so short a time ago may be about to get its row.
KEPT_JUST_NOW = timedelta(minutes=10)


@transaction.atomic
def erase_words(*, subject: Subject, belongings: Belongings, at: datetime) -> dict[str, int]:
    """Blank the person's feedback and mails, drop their files; return how many of each. Channel, time and marks stay.

    The one exception to “the words are never changed”. Digests of whole mails stay: the same mail is never heard again.
    """
    mails = Mail.objects.filter(pk__in=belongings.mails)
    attachments = Attachment.objects.filter(pk__in=belongings.attachments)
    aside = Quarantine.objects.filter(pk__in=belongings.quarantine)
    digests = {one for rows in (mails, attachments, aside) for one in rows.values_list("digest", flat=True)}
    counts = {
        "feedback": _blank_feedback(belongings.feedback, at),
        "mails": mails.count(),
        "files": attachments.count(),
    }
    for mail in mails.only("pk", "sorted_at"):
        _blank_mail(mail, at)
    aside.filter(mail__isnull=False).delete()
    aside.update(sender="", subject="", detail=ERASED, released_at=at)
    attachments.delete()
    _unname(subject, belongings.named_in)
    leave_files(digests=digests, at=at)
    return counts


@transaction.atomic
def leave_files(*, digests: Iterable[str], at: datetime) -> None:
    """Owe these files their removal."""
    Leftover.objects.bulk_create((Leftover(digest=one, remove_at=at) for one in set(digests)), ignore_conflicts=True)


def remove_files(*, keys: Sequence[int], needed_elsewhere: set[str], at: datetime) -> int:
    """Remove the files of these leftovers from the store and return how many; one that a row still needs stays.

    needed_elsewhere: digests that rows of other rooms need. One that was kept just now is looked at again later.
    """
    removed = 0
    for leftover in Leftover.objects.filter(pk__in=keys):
        if leftover.digest in needed_elsewhere or needed_files([leftover.digest]):
            leftover.delete()
        elif files.remove(leftover.digest, unless_kept_since=at - KEPT_JUST_NOW):
            leftover.delete()
            removed += 1
        else:
            Leftover.objects.filter(pk=leftover.pk).update(remove_at=at + KEPT_JUST_NOW)
    return removed


def erased_reference(source: int, reference: str) -> str:
    """Return what stands in place of a reference: with the installation's key it is known again, nothing more."""
    return ERASED + keyed(f"feedback:{source}:{reference}")


def _blank_feedback(keys: Sequence[int], at: datetime) -> int:
    rows = Feedback.objects.filter(pk__in=keys)
    # Nobody waits for an answer any more; otherwise words that are not read yet would open a case.
    rows.filter(answered_at=None).update(answered_at=at)
    for key, source, reference in rows.values_list("pk", "source", "reference"):
        kept = reference if reference.startswith(ERASED) else erased_reference(source, reference)
        Feedback.objects.filter(pk=key).update(
            reference=kept, subject="", text="", author="", customer=None, extra={}, answers_to=None
        )
    return len(keys)


def _blank_mail(mail: Mail, at: datetime) -> None:
    Mail.objects.filter(pk=mail.pk).update(
        message_id=f"{ERASED}{mail.pk}",
        sender="",
        sender_name="",
        recipients=[],
        references=[],
        subject="",
        text="",
        quoted="",
        bounced=None,
        sorted_at=mail.sorted_at or at,
    )


def _unname(subject: Subject, keys: Sequence[int]) -> None:
    for key, recipients in Mail.objects.filter(pk__in=keys).values_list("pk", "recipients"):
        others = [one for one in recipients if one.lower() not in subject.addresses]
        Mail.objects.filter(pk=key).update(recipients=others)
