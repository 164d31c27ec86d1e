"""Trying mails in quarantine again: a better program may read them, or a person says that they are to be heard."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from kunding.listen import files
from kunding.listen.actions.take import ReadMail, read_mail, store_mail
from kunding.listen.models import Mail, Quarantine
from kunding.listen.sources.mail import Kind
from kunding.listen.sources.mailbox import Fetched
from kunding.people.models import Person
from kunding.trail.actions import record


def replay(*, keys: Sequence[int], at: datetime, by: Person | None = None, joins: bool = False) -> int:
    """Try these mails again and return how many left the quarantine; the others stay with their reason.

    What was put aside on a judgement (spam, a stranger, other words under a known number) is heard as new. joins: the
    person says that the mail belongs to the conversation that it claims; only who may act in that case may say so.
    """
    return sum(_replay(key, at, by, joins) for key in keys)


def _replay(key: int, at: datetime, by: Person | None, joins: bool) -> bool:
    aside = Quarantine.objects.filter(pk=key, released_at=None).first()
    if aside is None:
        return False
    read = None if aside.mail_id else _read_again(aside, at)
    with transaction.atomic():
        # Two clicks at once: the second finds it released.
        aside = Quarantine.objects.select_for_update().filter(pk=key, released_at=None).first()
        if aside is None:
            return False
        if read is not None and not _stored(aside, read, at):
            return False
        _release(aside, at, by, joins)
    return True


def _read_again(aside: Quarantine, at: datetime) -> ReadMail:
    return read_mail(Fetched(str(aside.pk), files.read(aside.digest), aside.size), at=at)


def _stored(aside: Quarantine, read: ReadMail, at: datetime) -> bool:
    if read.parsed is None:
        Quarantine.objects.filter(pk=aside.pk).update(reason=read.reason, detail=read.detail[:300], tried_at=at)
        return False
    parsed = replace(read.parsed, kind=Kind.NEW) if read.parsed.kind == Kind.SPAM else read.parsed
    mail = store_mail(source=aside.source, mail=read, parsed=parsed, at=at)
    if mail is None:
        # Its number belongs to another mail; under the digest of its bytes it is a mail of its own.
        own = replace(parsed, message_id=f"sha:{read.digest[:40]}")
        mail = store_mail(source=aside.source, mail=read, parsed=own, at=at)
    aside.mail = mail
    return True


def _release(aside: Quarantine, at: datetime, by: Person | None, joins: bool) -> None:
    aside.joins = joins and aside.conversation_id is not None
    aside.tried_at = aside.released_at = at
    aside.released_by = by
    aside.save()
    if aside.mail_id:
        Mail.objects.filter(pk=aside.mail_id, feedback=None).update(sorted_at=None)
    actor = by.trail_name if by else "command"
    detail = {"reason": aside.reason, "joins": aside.joins}
    record(act="replay_mail", actor=actor, at=at, subject=f"quarantine:{aside.pk}", detail=detail)
