"""Spans of personal data as they are kept with a reading: "12-24:name 40-62:iban"."""

from collections.abc import Sequence

Span = tuple[int, int, str]
LONGEST = 2000  # characters; a text with more personal data than that is masked by its first spans only


def to_word(spans: Sequence[Span]) -> str:
    """Return spans as one line of text.

    >>> to_word([(12, 24, "name"), (40, 62, "iban")])
    '12-24:name 40-62:iban'
    """
    if not spans:
        return ""
    line = " ".join(f"{start}-{end}:{kind}" for start, end, kind in spans)
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0]


def from_word(line: str) -> list[Span]:
    """Return the spans that `line` holds.

    >>> from_word("12-24:name 40-62:iban")
    [(12, 24, 'name'), (40, 62, 'iban')]
    """
    return [_span(word) for word in line.split()]


def _span(word: str) -> Span:
    places, kind = word.split(":")
    start, end = places.split("-")
    return int(start), int(end), kind
