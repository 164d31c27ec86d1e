"""One mail: bytes in, a frozen dataclass out, or a refusal with a reason."""

from datetime import datetime

from kunding.listen.sources.mail import limits
from kunding.listen.sources.mail.attached import attached_file, is_attached
from kunding.listen.sources.mail.body.choose import body_of
from kunding.listen.sources.mail.body.quotes import parted
from kunding.listen.sources.mail.bounces import bounced
from kunding.listen.sources.mail.bounds import check_bounds
from kunding.listen.sources.mail.headers.identity import message_id, references
from kunding.listen.sources.mail.headers.moment import said_at
from kunding.listen.sources.mail.headers.people import recipients_of, sender_of
from kunding.listen.sources.mail.headers.raw import Mail, header
from kunding.listen.sources.mail.headers.words import words
from kunding.listen.sources.mail.kinds import kind_of
from kunding.listen.sources.mail.parsed import Kind, ParsedMail
from kunding.listen.sources.mail.protection import encryption_of, signature_of, without_armour
from kunding.listen.sources.mail.refusal import MailIsBeyondUs
from kunding.listen.sources.mail.structure import parts_of, taken_apart

_SUBJECT = 500


def parse(raw: bytes, *, received_at: datetime) -> ParsedMail:
    """Read one mail; `received_at` (with zone) stands in for a date that is missing or absurd.

    Raises MailIsBeyondUs, and nothing else, for what is too much or cannot be read.
    """
    if not raw.strip():
        raise MailIsBeyondUs("unreadable", "The mail is empty.")
    check_bounds(raw)
    try:
        return _read(taken_apart(raw), raw, received_at)
    except MailIsBeyondUs:
        raise
    except Exception as error:
        # A mail never stops the intake: what nobody foresaw is put aside with its bytes and can be read again later.
        raise MailIsBeyondUs("unreadable", f"The mail could not be read ({type(error).__name__}).") from error


def _read(mail: Mail, raw: bytes, received_at: datetime) -> ParsedMail:
    parts = list(parts_of(mail))
    body = body_of([part for part in parts if not is_attached(part)])
    said = parted(without_armour(body))
    files = [part for part in parts if is_attached(part)]
    refers = references(mail)
    kind = kind_of(mail, answers=bool(refers))
    return ParsedMail(
        message_id=message_id(mail, raw),
        kind=kind,
        sender=sender_of(mail),
        recipients=recipients_of(mail),
        references=refers,
        subject=words(header(mail, "Subject"))[:_SUBJECT],
        said_at=said_at(mail, received_at=received_at),
        text=said.new[: limits.TEXT],
        quoted=said.quoted[: limits.QUOTED],
        signature=said.signature[: limits.TEXT],
        attachments=tuple(attached_file(part) for part in files[: limits.ATTACHMENTS]),
        left_out=max(0, len(files) - limits.ATTACHMENTS),
        encrypted=encryption_of(mail, body),
        signed=signature_of(mail, body),
        bounced=bounced(mail) if kind == Kind.BOUNCE else None,
    )
