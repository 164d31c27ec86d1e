"""Which language a text is in, told by its function words: quick, and enough to put themes side by side."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kunding.understand.discovery.stopwords import ENGLISH, GERMAN, NEGATIONS
from kunding.understand.discovery.words import cut

_ENGLISH = (ENGLISH | NEGATIONS["en"] | {"how", "what", "why", "when", "where", "who"}) - GERMAN
_GERMAN = (GERMAN | NEGATIONS["de"] | {"wie", "was", "warum", "wann", "wo", "wer"}) - ENGLISH
_LOOK_AT = 60
UNREADABLE = frozenset({"und", ""})


def settle_languages(texts: Sequence[str], languages: Sequence[str] | None) -> NDArray[np.object_]:
    """The language of each text as given, or told where nothing (or `und`) is given, as an array of words."""
    if languages is None:
        return np.asarray(tell_languages(texts), dtype=object)
    settled = np.asarray(list(languages), dtype=object)
    open_ones = np.flatnonzero([language in UNREADABLE for language in languages])
    settled[open_ones] = np.asarray(tell_languages([texts[int(row)] for row in open_ones]), dtype=object)
    return settled


def tell_languages(texts: Sequence[str]) -> list[str]:
    """`de` or `en` for each text; where a text gives no sign, the language of most texts around it."""
    guesses = [_guess(text) for text in texts]
    seen = Counter(guess for guess in guesses if guess)
    # Ties go to German by order of the alphabet, so that the result does not hang on the order of texts.
    usual = min(seen, key=lambda language: (-seen[language], language)) if seen else "en"
    return [guess or usual for guess in guesses]


def _guess(text: str) -> str:
    words = [word.lower() for word in cut(text[:600])[:_LOOK_AT]]
    english = sum(word in _ENGLISH for word in words)
    german = sum(word in _GERMAN for word in words)
    if any(sign in text for sign in "äöüßÄÖÜ"):
        german += 1
    if english == german:
        return ""
    return "en" if english > german else "de"
