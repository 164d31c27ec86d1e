"""A sign that shouts: capital letters and rows of exclamation marks."""

import re

from kunding.understand.reader.tone.findings import Finding, Said

_MARKS = re.compile(r"\w{0,30}!{2,}")
_CAPITALS = re.compile(r"\b[A-ZÄÖÜ]{4,}(?:\s+[A-ZÄÖÜ]{2,})+\b[!]*|\b[A-ZÄÖÜ]{4,}!+")
_WHY = Said(de="Das schreit. Ein ruhiger Satz wirkt mehr.", en="This shouts. A calm sentence does more.")


def shouted(text: str) -> list[Finding]:
    """Words in capitals that shout, and rows of exclamation marks."""
    found = [*_CAPITALS.finditer(text), *_MARKS.finditer(text)]
    return [Finding("hostile", one.start(), one.end(), one[0], _WHY, None) for one in found]
