"""Message-IDs: a mail's own and those that it refers to."""

import re
from hashlib import sha256

from kunding.listen.sources.mail import limits
from kunding.listen.sources.mail.headers.raw import Mail, header
from kunding.listen.sources.mail.letters import clean

_BRACKETED = re.compile(rf"<([^<>\s]{{1,{limits.IDENTIFIER}}})>")


def message_id(mail: Mail, raw: bytes) -> str:
    """Return the mail's Message-ID without its brackets, or a digest of its bytes where it has none."""
    own = identifiers(header(mail, "Message-ID"))
    return own[0] if own else "sha:" + sha256(raw).hexdigest()[:40]


def references(mail: Mail) -> tuple[str, ...]:
    """Return the Message-IDs to which the mail refers, each once, the mail that it answers last."""
    older = identifiers(header(mail, "References", longest=limits.RECIPIENT_CHARACTERS))
    answered = identifiers(header(mail, "In-Reply-To"))[:1]
    known = [one for one in older if one not in answered]
    return tuple(dict.fromkeys([*known[-limits.REFERENCES :], *answered]))


def identifiers(text: str) -> list[str]:
    """Return the Message-IDs in a text.

    >>> identifiers("<1@a> broken <2@b>"), identifiers("1@a")
    (['1@a', '2@b'], ['1@a'])
    """
    found = _BRACKETED.findall(text)
    bare = text.strip()
    if not found and "@" in bare and not re.search(r"[\s<>]", bare) and len(bare) <= limits.IDENTIFIER:
        found = [bare]
    return [clean(one) for one in found if not one.startswith("sha:")]
