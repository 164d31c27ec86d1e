"""Templates of replies: a handful of names is filled in, and nothing is computed."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext

PLACEHOLDERS = ("customer_name", "case_number", "owner", "due", "link")
_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_LEFT_OPEN = re.compile(r"\{(?:" + "|".join(PLACEHOLDERS) + r")\}")


class PlaceholderIsUnknown(Exception):
    """A template names something that cannot be filled in; the text says which."""


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the template with its names filled in, in one pass; a name without a value stays as it is.

    What is filled in is never looked at again. Raises PlaceholderIsUnknown.

    >>> fill("Good day {customer_name}, your {case_number}", {"customer_name": "{owner}", "case_number": "K-1"})
    'Good day {owner}, your K-1'
    """
    check(text)
    return _IN_BRACES.sub(lambda found: values.get(found[1], found[0]), text)


def check(text: str) -> None:
    """Raise PlaceholderIsUnknown where the template names something that is not in PLACEHOLDERS."""
    for found in _IN_BRACES.finditer(text):
        if found[1] not in PLACEHOLDERS:
            raise PlaceholderIsUnknown(
                gettext("“%(word)s” cannot be filled in. These can: %(known)s.")
                % {"word": found[0][:60], "known": ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)}
            )


def left_open(text: str) -> str:
    """Return the first place in an answer that nobody filled in, "" where there is none.

    >>> left_open("Good day {customer_name}!"), left_open("a {b}")
    ('{customer_name}', '')
    """
    found = _LEFT_OPEN.search(text)
    return found[0] if found else ""
