"""From a text to the words that carry its theme: masks and links out, words cut, brought to their stem."""

import re
from collections.abc import Callable

import snowballstemmer

from kunding.understand.discovery.stopwords import IRREGULAR, NEGATIONS, STOP_WORDS

NEGATION = "¬"
"""The one stem of every negation: "not", "kein", "didn't"."""

SNOWBALL = {
    "de": "german", "en": "english", "fr": "french", "it": "italian", "es": "spanish", "nl": "dutch",
    "pt": "portuguese", "sv": "swedish", "da": "danish", "no": "norwegian", "fi": "finnish", "ro": "romanian",
}  # fmt: skip

_NOISE = re.compile(
    r"https?://\S+|www\.\S+"
    r"|[\w.+-]*@[\w.-]+"  # addresses and handles
    r"|&\w+;|<[^<>]{1,80}>"
)
_MASK = re.compile(r"[xX]{2,}")
_WORD = re.compile(
    r"\b[^\W\d_]-[^\W\d_]+"  # S-Bahn, E-Mail stay whole; other hyphens part two words
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+"
)
_NOISE_SIGNS = re.compile(r"[@<&]|://|www\.")


def cut(text: str) -> list[str]:
    """The words and numbers of a text in their order, as written; links and handles left out."""
    return _WORD.findall(without_links(text))


def without_links(text: str) -> str:
    """The text without links, addresses, handles and markup."""
    return _NOISE.sub(" ", text) if _NOISE_SIGNS.search(text) else text


class Stems(dict[str, str]):
    """Surface form → stem in one language; "" for a word that carries no theme. Learns each form once."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self._stop = STOP_WORDS.get(language, frozenset())
        self._negations = NEGATIONS.get(language, frozenset())
        self._irregular = IRREGULAR.get(language, {})
        self._stem: Callable[[str], str] = (
            snowballstemmer.stemmer(SNOWBALL[language]).stemWord if language in SNOWBALL else str
        )

    def __missing__(self, surface: str) -> str:
        stem = self._reduce(surface)
        self[surface] = stem
        return stem

    def _reduce(self, surface: str) -> str:
        word = surface.lower().replace("’", "'")
        if word[0].isdigit() or _MASK.fullmatch(word):
            return ""  # amounts and dates differ from text to text
        if self.language == "en" and "'" in word:
            if word.endswith("n't"):
                return NEGATION
            word = word.split("'")[0]
        if word in self._negations:
            return NEGATION
        if word in self._stop or len(word) < 2:
            return ""
        return self._stem(self._irregular.get(word, word))
