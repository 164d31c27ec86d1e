"""Sorting mails: some become feedback, the others are kept as mails only."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from kunding.listen.models import Attachment, Feedback, Mail, Quarantine
from kunding.listen.rules import Heard, mail_reference
from kunding.trail.actions import record


@transaction.atomic
def hear_mails(*, heard: Sequence[Heard], at: datetime, actor: str = "loop") -> list[int]:
    """Let these mails become feedback and return its keys; a mail that is sorted already stays as it is."""
    answers = {one.mail: one.answers_to for one in heard}
    mails = _unsorted(list(answers))
    if not mails:
        return []
    Feedback.objects.bulk_create((_feedback(mail, answers[mail.pk]) for mail in mails), ignore_conflicts=True)
    keys = [_linked(mail, at) for mail in mails]
    record(act="receive_feedback", actor=actor, at=at, subject=f"source:{mails[0].source_id}", count=len(keys))
    return keys


@transaction.atomic
def set_aside(
    *,
    keys: Sequence[int],
    at: datetime,
    reason: str = "",
    detail: str = "",
    claims: Mapping[int, int] | None = None,
    actor: str = "loop",
) -> int:
    """Keep these mails without hearing them, and return how many those are.

    With a `reason` (a word of `listen.models.Reason`) they go into quarantine, where a person looks at them.
    claims: mail → the first feedback of the conversation to which it claims to belong.
    """
    mails = _unsorted(keys)
    Mail.objects.filter(pk__in=[mail.pk for mail in mails]).update(sorted_at=at)
    if reason:
        rows = [_quarantine(mail, reason, detail, (claims or {}).get(mail.pk), at) for mail in mails]
        Quarantine.objects.bulk_create(rows, ignore_conflicts=True)
    if mails:
        record(act="set_aside_mails", actor=actor, at=at, count=len(mails), detail={"reason": reason})
    return len(mails)


def _unsorted(keys: Sequence[int]) -> list[Mail]:
    held = Mail.objects.select_for_update(of=("self",)).filter(pk__in=keys, sorted_at=None)
    return list(held.select_related("source").order_by("pk"))


def _feedback(mail: Mail, answers_to: int | None) -> Feedback:
    return Feedback(
        source=mail.source,
        reference=mail_reference(mail.message_id),
        said_at=mail.said_at,
        arrived_at=mail.received_at,
        channel=mail.source.channel,
        subject=mail.subject,
        text=mail.text,
        author=mail.sender,
        answers_to_id=answers_to,
        extra={name: word for name in ("encrypted", "signed") if (word := getattr(mail, name))},
    )


def _linked(mail: Mail, at: datetime) -> int:
    key: int = Feedback.objects.only("pk").get(source=mail.source, reference=mail_reference(mail.message_id)).pk
    Mail.objects.filter(pk=mail.pk).update(feedback=key, sorted_at=at)
    Attachment.objects.filter(mail=mail).update(feedback=key)
    return key


def _quarantine(mail: Mail, reason: str, detail: str, conversation: int | None, at: datetime) -> Quarantine:
    return Quarantine(
        source=mail.source,
        mail=mail,
        digest=mail.digest,
        size=mail.size,
        reason=reason,
        detail=detail[:300],
        sender=mail.sender,
        subject=mail.subject,
        conversation_id=conversation,
        at=at,
    )
