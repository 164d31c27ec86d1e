"""The draft with all proposals in place that fit in as they are."""

import re
from collections.abc import Sequence

from kunding.understand.reader.tone.findings import Finding
from kunding.understand.reader.tone.matching import begins


def rewritten(text: str, found: Sequence[Finding]) -> str:
    """The text after all safe proposals; what is left out takes its commas, spaces and empty sentence along."""
    outcome = text
    for one in sorted(found, key=lambda one: -one.start):
        if one.safe and one.proposal is not None:
            outcome = _placed(outcome, one.start, one.end, one.proposal)
    return outcome


def _placed(text: str, start: int, end: int, proposal: str) -> str:
    before, after = text[:start], text[end:]
    first = begins(text, start)
    if not proposal:
        return _without(before, after, first, text[start].isupper())
    if first and text[start].isupper():
        proposal = proposal[0].upper() + proposal[1:]
    return before + proposal + after


def _without(before: str, after: str, first: bool, capital: bool) -> str:
    if first and (whole := re.match(r"\s*[.!]+[ \t]*", after)):
        return _trimmed(before, after[whole.end() :])
    rest = re.sub(r"^\s*,?\s*", "", after) if first else after
    if first:
        return before + (rest[:1].upper() if capital else rest[:1]) + rest[1:]
    return before.rstrip(" ") + (rest if rest[:1] in ".,;!?" or rest.startswith(" ") else " " + rest)


def _trimmed(before: str, after: str) -> str:
    """A sentence is gone: no empty line and no space too many may stay."""
    if after.startswith("\n"):
        return before.rstrip(" ") + (after.lstrip("\n") if before.endswith("\n\n") else after)
    return (before if after else before.rstrip()) + after
