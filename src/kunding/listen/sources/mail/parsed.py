"""What a mail is, once it was read."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a mail is to us; words as in the database."""

    NEW = "new"
    REPLY = "reply"  # says that it answers another mail
    AUTOMATIC = "automatic"  # written by a program: absence notes, receipts, newsletters
    BOUNCE = "bounce"  # says that a mail of ours did not arrive
    SPAM = "spam"  # our own mail server says so


@dataclass(frozen=True)
class Sender:
    """Who wrote, as the mail says; nothing of it is proven. The address is in lower case, or empty."""

    address: str = ""
    name: str = ""


@dataclass(frozen=True)
class AttachedFile:
    """A file in a mail; `inline`: a picture that its text shows."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    inline: bool = False
    content_id: str = ""


@dataclass(frozen=True)
class Bounced:
    """What a delivery report says (RFC 3464)."""

    recipient: str = ""
    status: str = ""  # such as 5.1.1
    action: str = ""  # failed, delayed, delivered, relayed, expanded
    message_id: str = ""  # of the mail that did not arrive


@dataclass(frozen=True)
class ParsedMail:
    """One mail. `text` holds the new words only; what was written before is in `quoted`, both cut at their limits."""

    message_id: str  # the mail's own, without < >, or "sha:…" of its bytes
    kind: Kind
    sender: Sender
    recipients: tuple[str, ...]
    references: tuple[str, ...]  # Message-IDs, the mail that is answered last
    subject: str
    said_at: datetime  # UTC
    text: str
    quoted: str = ""
    signature: str = ""
    attachments: tuple[AttachedFile, ...] = ()
    left_out: int = 0  # attachments beyond the limit; they are in the raw mail
    encrypted: str = ""  # "smime" or "pgp"
    signed: str = ""  # "smime" or "pgp"; shown, not verified
    bounced: Bounced | None = None
