"""Personal data replaced by marks in the text's language."""

from collections.abc import Iterable

from kunding.understand.reader.readings import Span

MARKS = {
    "de": {"name": "[Name]", "phone": "[Telefon]", "email": "[E-Mail]", "iban": "[IBAN]", "card": "[Karte]",
           "customer_number": "[Kundennummer]", "address": "[Adresse]"},
    "en": {"name": "[name]", "phone": "[phone]", "email": "[e-mail]", "iban": "[IBAN]", "card": "[card]",
           "customer_number": "[customer number]", "address": "[address]"},
}  # fmt: skip


def redact(text: str, spans: Iterable[Span], language: str) -> str:
    """The text with each span replaced by a mark such as [Name].

    The marks are in the text's language (ISO 639-1); languages without marks get English ones.
    """
    marks = MARKS.get(language, MARKS["en"])
    pieces: list[str] = []
    at = 0
    for start, end, kind in sorted(spans):
        if start < at:
            continue
        pieces += [text[at:start], marks[kind]]
        at = end
    return "".join([*pieces, text[at:]])
