"""Colleagues who are asked by name in a note: “@Lea Lenz” or “@lea@firm.example”."""

import re
from collections.abc import Mapping

_AT = re.compile(r"(?<![\w@.])@(?=\S)")
_WORD = re.compile(r"\S+")
_ENDS = " \t\n\r,.;:!?)]"


def mentioned(text: str, people: Mapping[str, int]) -> tuple[list[int], list[str]]:
    """Return the people who are asked, and the words behind an @ that name nobody.

    people: names and e-mails in lower case → key.

    >>> mentioned("@Lea Lenz, please look. a@b.example", {"lea lenz": 7, "lea": 8})
    ([7], [])
    >>> mentioned("@nobody", {})
    ([], ['@nobody'])
    """
    found: list[int] = []
    unknown: list[str] = []
    for at in _AT.finditer(text):
        key = _person(text[at.end() :], people)
        if key is None:
            word = _WORD.match(text, at.end())
            unknown.append(f"@{word[0].rstrip(_ENDS)}" if word else "@")
        elif key not in found:
            found.append(key)
    return found, unknown


def _person(rest: str, people: Mapping[str, int]) -> int | None:
    """The longest name wins: “Lea Lenz” before “Lea”."""
    beginning = rest[:200].lower()
    fitting = [word for word in people if beginning.startswith(word) and (beginning[len(word) :][:1] or " ") in _ENDS]
    return people[max(fitting, key=len)] if fitting else None
