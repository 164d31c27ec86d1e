"""Which parts of a mail are its words."""

from collections.abc import Sequence

from kunding.listen.sources.mail import limits
from kunding.listen.sources.mail.body.html import text_of
from kunding.listen.sources.mail.headers.raw import Mail
from kunding.listen.sources.mail.letters import clean, decoded
from kunding.listen.sources.mail.structure import content, media_type, parameter

_SAYS_LITTLE = 40  # characters of a plain text that only says “use a program that shows HTML”


def body_of(parts: Sequence[Mail]) -> str:
    """Return the mail's words as plain text: its plain part, or its HTML where that says much more."""
    plain = [part for part in parts if media_type(part) != "text/html"][: limits.BODY_PARTS]
    text = "\n\n".join(filter(None, (_plain(part) for part in plain)))
    if len(text) >= _SAYS_LITTLE:
        return text
    pages = [part for part in parts if media_type(part) == "text/html"][: limits.BODY_PARTS]
    from_pages = "\n\n".join(filter(None, _pages(pages)))
    return from_pages if len(from_pages) > 3 * len(text) or not text else text


def _pages(pages: Sequence[Mail]) -> list[str]:
    """All pages of a mail share one limit."""
    left, found = limits.HTML_BYTES, []
    for part in pages:
        html = clean(_letters(part)[:left])
        left -= len(html)
        found.append(text_of(html))
    return found


def _plain(part: Mail) -> str:
    text = clean(_letters(part)[: limits.TEXT + limits.QUOTED])
    return _flowed(text).strip() if parameter(part, "format").lower() == "flowed" else text.strip()


def _letters(part: Mail) -> str:
    return decoded(content(part), parameter(part, "charset"))


def _flowed(text: str) -> str:
    """Join lines that a program wrapped (RFC 3676): such a line ends with a space."""
    lines: list[str] = []
    for line in text.split("\n"):
        joins = bool(lines) and lines[-1].endswith(" ") and lines[-1] != "-- " and not line.startswith((">", "-- "))
        if joins and not lines[-1].startswith(">"):
            lines[-1] += line.removeprefix(" ")
        else:
            lines.append(line)
    return "\n".join(lines)
