"""A letter as bytes for the mail server: no header can be smuggled in, every language and any length is right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr

from kunding.respond.post.server import address_part

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_NOT_IN_WORDS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_IDENTIFIER = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{3,250}>")
_MEDIA_TYPE = re.compile(r"(?:application|audio|image|text|video)/[a-z0-9.+-]{1,80}")
LONGEST_SUBJECT = 200
MOST_REFERENCES = 20


class LetterIsWrong(Exception):
    """The letter can never be sent as it is; the text says why."""


@dataclass(frozen=True)
class File:
    """A file that goes along."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """One e-mail; `sender` may be “Name <address>”. `automatic`: no person wrote it (RFC 3834)."""

    message_id: str  # with < >
    sender: str
    to: str
    subject: str
    text: str
    written_at: datetime
    automatic: bool
    language: str = ""
    reply_to: str = ""
    in_reply_to: str = ""
    references: Sequence[str] = ()
    files: Sequence[File] = ()

    @property
    def beyond_ascii(self) -> bool:
        """Return whether the receiver's or our own address needs a server that knows SMTPUTF8."""
        return not (_domain_in_ascii(self.to) + parseaddr(self.sender)[1] + self.reply_to).isascii()


def message_of(letter: Letter) -> EmailMessage:
    """Return the letter as a message; raises LetterIsWrong where an address is none."""
    mail = EmailMessage(policy=SMTPUTF8 if letter.beyond_ascii else SMTP)
    try:
        mail["From"] = _address(letter.sender)
        mail["To"] = _address(letter.to)
        if letter.reply_to:
            mail["Reply-To"] = _address(letter.reply_to)
    except (ValueError, IndexError) as error:
        raise LetterIsWrong(f"“{line(letter.to)[:120]}” is no address to which a mail can go.") from error
    mail["Subject"] = line(letter.subject)[:LONGEST_SUBJECT]
    mail["Date"] = format_datetime(letter.written_at)
    mail["Message-ID"] = letter.message_id
    _thread(mail, letter)
    if letter.automatic:
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(_NOT_IN_WORDS.sub("", letter.text), charset="utf-8", cte="quoted-printable")
    for file in letter.files:
        known = file.media_type if _MEDIA_TYPE.fullmatch(file.media_type) else "application/octet-stream"
        kind, _, subtype = known.partition("/")
        mail.add_attachment(file.content, maintype=kind, subtype=subtype, filename=line(file.name))
    if letter.language:
        mail["Content-Language"] = line(letter.language)
    return mail


def line(text: str) -> str:
    r"""Return the text as one line that cannot begin another header.

    >>> line("Rechnung\r\nBcc: all@example.org")
    'Rechnung Bcc: all@example.org'
    """
    return " ".join(_CONTROLS.sub(" ", text).split())


def _thread(mail: EmailMessage, letter: Letter) -> None:
    answered = _identifiers([letter.in_reply_to])
    known = [one for one in _identifiers(letter.references) if one not in answered]
    if answered:
        mail["In-Reply-To"] = answered[0]
    if known or answered:
        # Each on a line of its own: a header without a place to fold may be longer than servers allow.
        mail["References"] = " ".join([*known[-MOST_REFERENCES:], *answered])


def _identifiers(words: Sequence[str]) -> list[str]:
    """Return what can be a Message-ID; what we made up for a mail without one can not."""
    return [one for one in words if _IDENTIFIER.fullmatch(one) and not one.startswith("<sha:")]


def _address(text: str) -> Address:
    if not address_part(text):
        raise ValueError(f"{text} is no address")
    name, address = parseaddr(text)
    return Address(display_name=name, addr_spec=_domain_in_ascii(address))


def _domain_in_ascii(address: str) -> str:
    local, at, domain = address.rpartition("@")
    try:
        return local + at + (domain if domain.isascii() else domain.encode("idna").decode("ascii"))
    except UnicodeError as error:
        raise ValueError(f"{domain} is no domain") from error
