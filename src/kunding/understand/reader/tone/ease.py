"""How easy a draft is to read: Flesch (1948) for English, Amstad's version (1978) for German."""

import re

from kunding.understand.reader.tone.findings import Ease, Said
from kunding.understand.reader.tone.syllables import english, german

FEWEST = 15  # words below which a figure says nothing
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GRADES = (
    (70.0, "easy", Said(de="leicht", en="easy")),
    (55.0, "plain", Said(de="verständlich", en="plain")),
    (40.0, "demanding", Said(de="anspruchsvoll", en="demanding")),
    (25.0, "hard", Said(de="schwer", en="hard")),
    (-1.0, "very hard", Said(de="sehr schwer", en="very hard")),
)
TOO_SHORT = Ease(None, "too short", Said(de="zu kurz für ein Urteil", en="too short to judge"))


def reading_ease(text: str, cut: list[tuple[int, int]], language: str) -> Ease:
    """The reading ease of the sentences of a draft's body."""
    words = [word for start, end in cut for word in _WORD.findall(text, start, end)]
    if len(words) < FEWEST or language not in ("de", "en"):
        return TOO_SHORT
    count = german if language == "de" else english
    syllables = sum(count(word) for word in words) / len(words)
    length = len(words) / len(cut)
    raw = 180 - length - 58.5 * syllables if language == "de" else 206.835 - 1.015 * length - 84.6 * syllables
    value = round(min(max(raw, 0.0), 100.0), 1)
    grade, label = next((grade, label) for least, grade, label in _GRADES if value >= least)
    return Ease(value, grade, label)
