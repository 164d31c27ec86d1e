"""Keeps fetched mails: their bytes in the store of files, what they say in the database; each once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db import transaction

from kunding.listen import files
from kunding.listen.models import Attachment, Mail, Quarantine, Reason, Source
from kunding.listen.sources.mail import Kind, MailIsBeyondUs, ParsedMail, parse
from kunding.listen.sources.mail.bounds import too_large
from kunding.listen.sources.mail.glance import Glance, glance
from kunding.listen.sources.mailbox import Fetched
from kunding.trail.actions import record


@dataclass(frozen=True)
class KeptFile:
    """An attachment whose content lies in the store already."""

    name: str
    media_type: str
    inline: bool
    content_id: str
    size: int
    digest: str


@dataclass(frozen=True)
class ReadMail:
    """A mail whose bytes lie in the store, and what was read in it, or why it could not be read."""

    digest: str
    size: int
    parsed: ParsedMail | None
    attachments: tuple[KeptFile, ...] = ()
    reason: str = ""
    detail: str = ""
    glance: Glance | None = None


@dataclass(frozen=True)
class Taken:
    """What became of a batch of mails."""

    stored: int = 0
    duplicate: int = 0
    quarantined: int = 0


def read_mail(fetched: Fetched, *, at: datetime) -> ReadMail:
    """Keep a mail's bytes and read it; needs no transaction."""
    digest = files.keep(fetched.raw)
    try:
        if not fetched.is_whole:
            raise too_large(fetched.size)
        parsed = parse(fetched.raw, received_at=at)
    except MailIsBeyondUs as refusal:
        return ReadMail(
            digest, fetched.size, None, reason=refusal.reason, detail=str(refusal), glance=glance(fetched.raw)
        )
    kept = tuple(
        KeptFile(one.name, one.media_type, one.inline, one.content_id, len(one.content), files.keep(one.content))
        for one in parsed.attachments
    )
    return ReadMail(digest, fetched.size, replace(parsed, attachments=()), kept)


@transaction.atomic(durable=True)
def take_mails(*, source: Source, mails: Sequence[ReadMail], at: datetime, actor: str = "loop") -> Taken:
    """Keep these mails, each once: committed for good when this returns, whoever calls.

    A mail whose bytes or whose Message-ID with the same words are here already is a duplicate. With other words
    under a known Message-ID, unreadable, or marked as spam by the mail server it goes into quarantine.
    """
    counted = {"stored": 0, "duplicate": 0, "quarantined": 0}
    for mail in mails:
        counted[_take(source, mail, at)] += 1
    if counted["stored"] or counted["quarantined"]:
        record(act="fetch_mail", actor=actor, at=at, subject=f"source:{source.pk}", count=len(mails), detail=counted)
    return Taken(**counted)


def store_mail(*, source: Source, mail: ReadMail, parsed: ParsedMail, at: datetime) -> Mail | None:
    """Store one mail with its attachments; None where its Message-ID is taken. Needs a transaction."""
    said = {
        "source": source,
        "sender": parsed.sender.address,
        "sender_name": parsed.sender.name,
        "recipients": list(parsed.recipients),
        "references": list(parsed.references),
        "subject": parsed.subject,
        "text": parsed.text,
        "quoted": parsed.quoted,
        "kind": str(parsed.kind),
        "encrypted": parsed.encrypted,
        "signed": parsed.signed,
        "bounced": asdict(parsed.bounced) if parsed.bounced else None,
        "digest": mail.digest,
        "size": mail.size,
        "said_at": parsed.said_at,
        "received_at": at,
    }
    kept, is_new = Mail.objects.get_or_create(message_id=parsed.message_id, defaults=said)
    if not is_new:
        return None
    Attachment.objects.bulk_create(
        Attachment(mail=kept, position=position, **asdict(file)) for position, file in enumerate(mail.attachments)
    )
    return kept


def _take(source: Source, mail: ReadMail, at: datetime) -> str:
    if _is_known(mail.digest):
        return "duplicate"
    if mail.parsed is None:
        _put_aside(source, mail, mail.reason, mail.detail, at)
        return "quarantined"
    kept = store_mail(source=source, mail=mail, parsed=mail.parsed, at=at)
    if kept is None:
        return _take_again(source, mail, mail.parsed, at)
    if mail.parsed.kind == Kind.SPAM:
        Mail.objects.filter(pk=kept.pk).update(sorted_at=at)
        _put_aside(source, mail, Reason.SPAM, "", at, kept=kept)
        return "quarantined"
    return "stored"


def _is_known(digest: str) -> bool:
    return Mail.objects.filter(digest=digest).exists() or Quarantine.objects.filter(digest=digest).exists()


def _take_again(source: Source, mail: ReadMail, parsed: ParsedMail, at: datetime) -> str:
    """The Message-ID is known: the same mail on another way, or another mail under a number that is not its own."""
    same = Mail.objects.filter(
        message_id=parsed.message_id, sender=parsed.sender.address, subject=parsed.subject, text=parsed.text
    )
    if same.exists():
        return "duplicate"
    _put_aside(source, mail, Reason.OTHER_WORDS, "", at)
    return "quarantined"


def _put_aside(
    source: Source, mail: ReadMail, reason: str, detail: str, at: datetime, *, kept: Mail | None = None
) -> None:
    seen = mail.glance or Glance()
    if mail.parsed:
        seen = Glance(mail.parsed.sender.address, mail.parsed.subject)
    Quarantine.objects.get_or_create(
        digest=mail.digest,
        defaults={
            "source": source,
            "mail": kept,
            "size": mail.size,
            "reason": reason,
            "detail": detail[:300],
            "sender": seen.sender,
            "subject": seen.subject,
            "at": at,
        },
    )
