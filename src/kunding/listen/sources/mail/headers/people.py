"""Who wrote a mail, and to whom."""

import email.utils
import re
from email.utils import getaddresses

from kunding.listen.sources.mail import limits
from kunding.listen.sources.mail.headers.raw import Mail, header, headers
from kunding.listen.sources.mail.headers.words import words
from kunding.listen.sources.mail.parsed import Sender

_ADDRESS = re.compile(
    r"[^\s@<>,;:\"()\[\]\\\x00-\x20\ud800-\udfff]{1,64}@[^\s@<>,;:\"()\\\x00-\x20\ud800-\udfff]{1,185}"
)
_BRACKETED = re.compile(r"<([^<>]*)>")
# A name, quoted or without any mark that parts people, and one address behind it.
_ALONE = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[^"<>,;:()]*)\s*<([^<>]*)>\s*')
# Older releases of the standard library know no strictness.
_LENIENT = {"strict": False} if getattr(email.utils, "supports_strict_parsing", False) else {}
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
    alone = _ALONE.fullmatch(line)
    if alone:
        # What stands before it is a name, also where it looks like an address: that is how somebody else is played.
        return [Sender(address_in(alone[2]), words(alone[1].strip().strip('"'))[:200])]
    try:
        pairs = getaddresses([line], **_LENIENT)
    except Exception:  # the standard library trips over broken lines in many ways
        pairs = []
    found = [
        Sender(address_in(address), words(name or (address if " " in address.strip() else ""))[:200])
        for name, address in pairs[: limits.RECIPIENTS]
    ]
    # A lenient parser glues words together: what does not stand in the line is no address.
    if not any(person.address and person.address in line.lower() for person in found):
        bracketed = _BRACKETED.findall(line)
        name = words(_BRACKETED.sub("", line)).strip(' "')[:200]
        found = [Sender(address_in(bracketed[-1] if bracketed else line), name)]
    return found
