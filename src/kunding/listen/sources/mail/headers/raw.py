"""Headers as they came, cut to a length that costs nothing."""

from email.message import Message
from typing import Any, TypeAlias

from kunding.listen.sources.mail import limits

Mail: TypeAlias = "Message[Any, Any]"


def header(mail: Mail, name: str, *, longest: int = limits.HEADER_CHARACTERS) -> str:
    """Return the first header of that name on one line, as it came; empty where there is none."""
    return next(iter(headers(mail, name, longest=longest)), "")


def headers(mail: Mail, name: str, *, longest: int = limits.HEADER_CHARACTERS) -> list[str]:
    """Return all headers of that name, the first ones only where there are many."""
    wanted = name.lower()
    found = [str(value)[:longest] for key, value in mail.raw_items() if key.lower() == wanted]
    return [value.replace("\r", "").replace("\n", "").strip() for value in found[:50]]
