"""Signed words that prove a right without a row in the database: the customer's link, the reply address."""

import base64
import hashlib
import hmac
import re

from django.conf import settings

LINK, REPLY, LETTER = "link", "reply", "letter"  # a mark made for one purpose is worth nothing for another
LENGTH = 26  # characters of base32: 130 bits
_NUMBER = re.compile(r"K-\d{4}-\d{6,12}")
_PLUS = re.compile(r"\+(k-\d{4}-\d{6,12})\.([a-z2-7]{26})@", re.IGNORECASE)


def mark(purpose: str, *words: str) -> str:
    """Return what only this installation can make of these words: 26 lower-case letters and digits."""
    message = "\x00".join((purpose, *words)).encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), b"kunding.respond\x00" + message, hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:LENGTH]


def link_word(number: str) -> str:
    """Return the unguessable word under which the customer sees the case with this number."""
    return f"{number}-{mark(LINK, number)}"


def case_address(number: str, *, language: str = "") -> str:
    """Return the address of the customer's own page, built from the configured address and from nothing else.

    language: of the letter in which it stands; without it the page follows the browser.
    """
    return f"{settings.KUNDING_URL}/anliegen/{link_word(number)}/{f'?lang={language}' if language else ''}"


def number_of_link(word: str) -> str | None:
    """Return the number of the case to which the word leads, None where nobody here made it."""
    number, _, given = word.rpartition("-")
    return number if _NUMBER.fullmatch(number) and _same(given, mark(LINK, number)) else None


def reply_address(number: str, *, mailbox: str) -> str:
    """Return the address to which the customer replies: the mailbox's own, with the signed number behind a plus.

    mailbox: "service@firm.example".
    """
    local, _, domain = mailbox.partition("@")
    return f"{local}+{number.lower()}.{mark(REPLY, number)}@{domain}"


def number_of_reply(address: str) -> str | None:
    """Return the number of the case that the reply address names, None where nobody here made it."""
    found = _PLUS.search(address)
    if found is None:
        return None
    number = found[1].upper()
    return number if _same(found[2].lower(), mark(REPLY, number)) else None


def letter_id(*words: str, domain: str) -> str:
    """Return the Message-ID of a letter: the same words give the same one, and no stranger can guess it."""
    return f"<{mark(LETTER, *words)}@{domain}>"


def webhook_key(salt: str) -> bytes:
    """Return the key that signs what a webhook with this salt is told: 32 bytes that the database does not hold."""
    return hmac.digest(settings.SECRET_KEY.encode(), f"kunding.respond\x00webhook\x00{salt}".encode(), "sha256")


def _same(given: str, made: str) -> bool:
    return hmac.compare_digest(given.encode(), made.encode())
