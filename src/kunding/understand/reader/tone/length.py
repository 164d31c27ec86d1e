"""Sentences and words that are too long to read in one go."""

import re

from kunding.understand.reader.tone.findings import Finding, Said

MOST_WORDS = {"de": 30, "en": 34}
MOST_LETTERS = {"de": 26, "en": 20}
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE = Said(
    de="Ein Satz mit {} Wörtern; teilen Sie ihn.",
    en="A sentence of {} words; cut it in two.",
)
_LONG = Said(
    de="Ein Wort mit {} Buchstaben; sagen Sie es mit mehreren kurzen oder mit Bindestrich.",
    en="A word of {} letters; say it with several short ones.",
)


def long(text: str, cut: list[tuple[int, int]], language: str) -> list[Finding]:
    """Long sentences, and long words outside them."""
    found: list[Finding] = []
    for start, end in cut:
        if end - start <= MOST_LETTERS[language]:
            continue
        words = list(_WORD.finditer(text, start, end))
        if len(words) > MOST_WORDS[language]:
            found.append(_finding(text, start, end, _SENTENCE, len(words)))
            continue
        for word in words:
            size = word.end() - word.start()
            if size > MOST_LETTERS[language] and "-" not in word[0]:
                found.append(_finding(text, word.start(), word.end(), _LONG, size))
    return found


def _finding(text: str, start: int, end: int, why: Said, count: int) -> Finding:
    told = Said(de=why.de.format(count), en=why.en.format(count))
    return Finding("long", start, end, text[start:end], told, None)
