"""Looks at the bytes of a mail before the parser does: what would cost too much is turned away."""

import re

from kunding.listen.sources.mail import limits
from kunding.listen.sources.mail.refusal import MailIsBeyondUs

_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\r\r")
_CONTAINER = re.compile(rb"(?i)\b(?:multipart|message)/")
_BOUNDARY = re.compile(rb"(?i)boundary[*\d]*\s{0,9}=")
_LINE = re.compile(rb"[\r\n]")
_DELIMITER = re.compile(rb"[\r\n]--")


def check_bounds(raw: bytes) -> None:
    """Raise MailIsBeyondUs where taking the mail apart would cost too much time or memory."""
    if len(raw) > limits.RAW_BYTES:
        raise too_large(len(raw))
    _check_headers(raw)
    containers = max(_count(_CONTAINER, raw, limits.CONTAINERS), _count(_BOUNDARY, raw, limits.CONTAINERS))
    if containers > limits.CONTAINERS:
        raise MailIsBeyondUs("too_deep", f"The mail declares more than {limits.CONTAINERS} parts within parts.")
    if _count(_DELIMITER, raw, limits.DELIMITERS) > limits.DELIMITERS:
        raise MailIsBeyondUs("too_deep", f"The mail has more than {limits.DELIMITERS:,} delimiters of parts.")
    lines = raw.count(b"\n") + raw.count(b"\r")
    if lines > limits.LINES or lines * containers > limits.LINES_TIMES_CONTAINERS:
        raise MailIsBeyondUs("too_large", f"The mail has {lines:,} lines in {containers} containers.")


def too_large(size: int) -> MailIsBeyondUs:
    """Return the refusal of a mail of this many bytes."""
    return MailIsBeyondUs(
        "too_large", f"The mail has {size / 1e6:,.0f} MB; up to {limits.RAW_BYTES / 1e6:,.0f} MB are taken."
    )


def _check_headers(raw: bytes) -> None:
    end = _END_OF_HEADERS.search(raw, 0, limits.HEADER_BYTES + 4)
    headers = raw[: end.start() if end else len(raw)]
    if len(headers) > limits.HEADER_BYTES:
        raise MailIsBeyondUs("headers", f"The headers are longer than {limits.HEADER_BYTES:,} bytes.")
    if _count(_LINE, headers, 2 * limits.HEADER_LINES) > 2 * limits.HEADER_LINES:
        raise MailIsBeyondUs("headers", f"The mail has more than {limits.HEADER_LINES:,} lines of headers.")


def _count(pattern: re.Pattern[bytes], raw: bytes, enough: int) -> int:
    """Return how often the pattern is found, counted a little beyond `enough` only."""
    found = 0
    for _ in pattern.finditer(raw):
        found += 1
        if found > enough:
            break
    return found
