"""Who wrote a mail, and to whom."""

import re
from email.utils import getaddresses

from kunding.listen.sources.mail import limits
from kunding.listen.sources.mail.headers.raw import Mail, header, headers
from kunding.listen.sources.mail.headers.words import words
from kunding.listen.sources.mail.parsed import Sender

_ADDRESS = re.compile(
    r"[^\s@<>,;:\"()\[\]\\\x00-\x20\ud800-\udfff]{1,64}@[^\s@<>,;:\"()\\\x00-\x20\ud800-\udfff]{1,185}"
)
_RECEIVERS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")


def sender_of(mail: Mail) -> Sender:
    """Return who the mail says wrote it: From, else Sender; the address is empty where it is none."""
    for name in ("From", "Sender"):
        for written in _people(header(mail, name)):
            if written.address or written.name:
                return written
    return Sender()


def recipients_of(mail: Mail) -> tuple[str, ...]:
    """Return the addresses to which the mail went, each once."""
    lines = [line for name in _RECEIVERS for line in headers(mail, name, longest=limits.RECIPIENT_CHARACTERS)]
    found = (person.address for line in lines for person in _people(line))
    return tuple(dict.fromkeys(address for address in found if address))[: limits.RECIPIENTS]


def address_in(text: str) -> str:
    """Return the first address in the text in lower case; empty where there is none.

    >>> address_in("rfc822; Ada@Example.org")
    'ada@example.org'
    """
    found = _ADDRESS.search(text[: limits.HEADER_CHARACTERS])
    return found[0].strip(".'").lower() if found else ""


def _people(line: str) -> list[Sender]:
    try:
        pairs = getaddresses([line], strict=False)
    except Exception:  # the standard library trips over broken lines in many ways
        pairs = []
    found = [Sender(address_in(address), words(name)[:200]) for name, address in pairs[: limits.RECIPIENTS]]
    if not any(person.address for person in found):
        found = [Sender(address_in(line), words(re.sub(r"<[^>]*>", "", line)).strip(' "')[:200])]
    return found
