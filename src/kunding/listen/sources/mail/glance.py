"""A glance at a mail that is not taken apart: who wrote, and about what, as far as its first lines tell."""

from dataclasses import dataclass
from email import message_from_bytes
from email.policy import compat32

from kunding.listen.sources.mail.headers.people import sender_of
from kunding.listen.sources.mail.headers.raw import header
from kunding.listen.sources.mail.headers.words import words

_LOOKED_AT = 20_000  # bytes


@dataclass(frozen=True)
class Glance:
    """What can be said about a mail without reading it; either may be empty."""

    sender: str = ""
    subject: str = ""


def glance(raw: bytes) -> Glance:
    """Return sender and subject of any bytes; never raises."""
    try:
        first = message_from_bytes(raw[:_LOOKED_AT].partition(b"\n\n")[0].partition(b"\r\n\r\n")[0], policy=compat32)
        return Glance(sender_of(first).address, words(header(first, "Subject"))[:500])
    except Exception:  # of a mail that nobody can read nothing is said
        return Glance()
