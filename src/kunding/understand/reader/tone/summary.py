"""All findings in one sentence, as one would tell a colleague."""

from collections import Counter
from collections.abc import Sequence

from kunding.understand.reader.tone.findings import Finding, Said

_NUMBERS = {
    "de": ("null", "eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}
_WORDS = {
    "hostile": (Said("klingt abweisend", "sounds hostile"), Said("klingen abweisend", "sound hostile")),
    "official": (Said("klingt nach Amt", "sounds like an office"), Said("klingen nach Amt", "sound like an office")),
    "empty": (Said("sagt nichts", "says nothing"), Said("sagen nichts", "say nothing")),
    "long": (Said("ist zu lang", "is too long"), Said("sind zu lang", "are too long")),
    "missing": (Said("fehlt", "is missing"), Said("fehlen", "are missing")),
}
_THINGS = {
    "long": (Said("ein Satz oder Wort", "sentence or word"), Said("Sätze oder Wörter", "sentences or words")),
    "missing": (Said("Angabe", "thing"), Said("Angaben", "things")),
}
_PASSAGE = (Said("Stelle", "passage"), Said("Stellen", "passages"))
_NOTHING = Said("Klar und freundlich; nichts zu ändern.", "Clear and kind; nothing to change.")


def summary(found: Sequence[Finding]) -> Said:
    """How many passages sound how.

    >>> summary([]).en
    'Clear and kind; nothing to change.'
    """
    counts = Counter(one.kind for one in found)
    if not counts:
        return _NOTHING
    return Said(*(_sentence(counts, language) for language in ("de", "en")))


def _sentence(counts: Counter[str], language: str) -> str:
    told = [_part(kind, counts[kind], language) for kind in _WORDS if counts[kind]]
    joined = told[0] if len(told) == 1 else ", ".join(told[:-1]) + (" und " if language == "de" else " and ") + told[-1]
    return joined[0].upper() + joined[1:] + "."


def _part(kind: str, count: int, language: str) -> str:
    many = int(count != 1)
    numbers = _NUMBERS[language]
    number = numbers[count] if count < len(numbers) else str(count)
    thing = _THINGS.get(kind, _PASSAGE)[many].within(language)
    if language == "de" and kind == "long" and not many:
        return f"{thing} {_WORDS[kind][many].de}"
    return f"{number} {thing} {_WORDS[kind][many].within(language)}"
