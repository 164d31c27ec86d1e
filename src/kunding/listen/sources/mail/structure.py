"""A mail's parts, taken apart by the standard library with a policy that never raises."""

import binascii
from collections.abc import Iterator
from email.feedparser import BytesFeedParser
from email.message import Message
from email.policy import EmailPolicy
from typing import Any

from kunding.listen.sources.mail import limits
from kunding.listen.sources.mail.headers.raw import Mail
from kunding.listen.sources.mail.refusal import MailIsBeyondUs

_PIECE = 65_536  # bytes
_ENCLOSED = "message/rfc822"


class _Careful(EmailPolicy):
    """The default policy, but a header that the library trips over stays the text that it was."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        short = value[: limits.HEADER_CHARACTERS]
        try:
            parsed = super().header_fetch_parse(name, short)
            str(parsed)
        except Exception:  # known: IndexError, AttributeError, ValueError, RecursionError
            return short.replace("\r", "").replace("\n", "")
        return parsed


_POLICY = _Careful(raise_on_defect=False)


def taken_apart(raw: bytes) -> Mail:
    """Return the mail as the standard library understands it."""
    # In pieces: handed over whole, the library would hold five times its size.
    parser = BytesFeedParser(policy=_POLICY)
    try:
        for begin in range(0, len(raw), _PIECE):
            parser.feed(raw[begin : begin + _PIECE])
        return parser.close()
    except Exception as error:
        raise MailIsBeyondUs("unreadable", f"The mail could not be taken apart ({type(error).__name__}).") from error


def parts_of(mail: Mail) -> Iterator[Mail]:
    """Yield the parts that hold content, in their order; an enclosed mail is one part, and it is not opened."""
    waiting, seen = [mail], 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > limits.PARTS:
            raise MailIsBeyondUs("too_deep", f"The mail has more than {limits.PARTS} parts.")
        if part.is_multipart() and media_type(part) != _ENCLOSED and not _is_report(part):
            waiting.extend(reversed(_inside(part)))
        else:
            yield part


def every_part(mail: Mail) -> Iterator[Mail]:
    """Yield the mail and all its parts, containers too, as far as the limit goes."""
    waiting, seen = [mail], 0
    while waiting and seen < limits.PARTS:
        part = waiting.pop()
        seen += 1
        yield part
        if part.is_multipart():
            waiting.extend(reversed(_inside(part)))


def media_type(part: Mail) -> str:
    """Return a part's media type in lower case."""
    try:
        return str(part.get_content_type())[:100]
    except Exception:  # see _Careful
        return "application/octet-stream"


def parameter(part: Mail, name: str, header: str = "Content-Type") -> str:
    """Return a parameter of a part's header; empty where there is none or it cannot be read."""
    try:
        value = part.get_param(name, "", header)
    except Exception:  # see _Careful
        return ""
    if isinstance(value, tuple):  # RFC 2231: charset, language, text
        value = value[2]
    return str(value or "")[: limits.HEADER_CHARACTERS]


def disposition(part: Mail) -> str:
    """Return "inline", "attachment" or whatever the part says about how to show it."""
    try:
        return str(part.get_content_disposition() or "")
    except Exception:  # see _Careful
        return ""


def content(part: Mail) -> bytes:
    """Return the part's bytes, decoded as far as that goes."""
    try:
        if part.is_multipart():
            return b"".join(_as_bytes(inner) for inner in _inside(part))
        found = _decoded_base64(part) or part.get_payload(decode=True)
    except Exception:  # a coding that lies
        found = str(part.get_payload()).encode("utf-8", "surrogateescape")
    return found if isinstance(found, bytes) else b""


def _decoded_base64(part: Mail) -> bytes:
    """The bytes behind faultless base64, else nothing; the library takes five times their size on the way."""
    held = part.get_payload()
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() != "base64" or not isinstance(held, str):
        return b""
    try:
        return binascii.a2b_base64(held)
    except ValueError:  # also of letters beyond ASCII
        return b""


def _as_bytes(part: Mail) -> bytes:
    try:
        return part.as_bytes()
    except Exception:  # writing trips over the same headers as reading
        lines = [f"{name}: {value}" for name, value in part.raw_items()]
        return "\n".join([*lines, "", str(part.get_payload())]).encode("utf-8", "replace")


def _inside(part: Mail) -> list[Mail]:
    inner = part.get_payload()
    return [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []


def _is_report(part: Mail) -> bool:
    return media_type(part) == "message/delivery-status"
