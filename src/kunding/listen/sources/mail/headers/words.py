"""Words in headers (RFC 2047), also where they are broken: split letters, wrong charsets, bare bytes."""

import binascii
import re
from collections.abc import Iterator
from email.quoprimime import header_decode

from kunding.listen.sources.mail.letters import decoded, one_line

_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,2000})\?=")
_GAP = re.compile(r"\s*")


def words(raw: str) -> str:
    """Return a header's words on one line.

    >>> words("=?utf-8?Q?Gr=C3=BC=C3?= =?utf-8?Q?=9Fe?= aus =?iso-8859-1?B?S/ZsbiE=?=")
    'Grüße aus Köln!'
    >>> words("=?utf-8?B?kaputt")
    '=?utf-8?B?kaputt'
    """
    return one_line("".join(decoded(content, charset) for charset, content in _joined(_pieces(raw))))


def _pieces(raw: str) -> Iterator[tuple[str, bytes]]:
    at, after_word = 0, False
    for found in _ENCODED.finditer(raw):
        between = raw[at : found.start()]
        # Space between two encoded words belongs to the folding, not to the text.
        if between and not (after_word and _GAP.fullmatch(between)):
            yield "utf-8", _bytes(between)
        yield found[1].partition("*")[0].lower(), _content(found[2], found[3])
        at, after_word = found.end(), True
    if at < len(raw):
        yield "utf-8", _bytes(raw[at:])


def _joined(pieces: Iterator[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Neighbours of one charset become one: some programs cut in the middle of a letter."""
    joined: list[tuple[str, list[bytes]]] = []
    for charset, content in pieces:
        if joined and joined[-1][0] == charset:
            joined[-1][1].append(content)
        else:
            joined.append((charset, [content]))
    return [(charset, b"".join(parts)) for charset, parts in joined]


def _content(coding: str, text: str) -> bytes:
    if coding in "qQ":
        return header_decode(text).encode("latin-1", "replace")
    plain = re.sub(r"[^A-Za-z0-9+/]", "", text)
    if len(plain) % 4 == 1:
        plain = plain[:-1]
    try:
        return binascii.a2b_base64(plain + "=" * (-len(plain) % 4))
    except binascii.Error:
        return _bytes(text)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
