"""Which language a text is in: function words first, a German-or-English head next, a careful library for the rest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp
from typing import Any

import numpy as np
import numpy.typing as npt
from lingua import IsoCode639_1, LanguageDetector, LanguageDetectorBuilder

from kunding.understand.reader import lexicon
from kunding.understand.reader.compiled import compiled
from kunding.understand.reader.keys import find, table
from kunding.understand.reader.lexicon.searching import entry_of
from kunding.understand.reader.tokens import Tokens, word_key

UNREADABLE = "und"
BITS = {"de": 1, "en": 2}
BOTH = 3
LEAD = 0.8  # evidence by which the best language must lead to be believed
KNOWN_WORD = 0.35  # evidence of one word that only one of our lists knows
FOREIGN_CONFIDENCE = 0.5  # below this, a short text counts as German or English rather than anything else
SHORT = 24  # characters of a short text
HEAD_LEAD = 2.0  # log-odds from which the German-or-English head is believed where nothing looks foreign
OURS = ("de", "en")
OURS_LIKELIER = {"de": 4.0, "en": 2.0}  # before one looks, beside any other language
NO_CHANCE = 0.02  # share up to which a short text is not taken for German or English
LOOKED_AT = 400  # characters of a careful look
FEWEST_LETTERS = 4
BEYOND_LATIN = 0x370
_NO_WORDS = re.compile(r"https?://\S+|[@#]\w+|\bRT\b|\S*\d\S*")  # they look like some language or other
_STRETCHED = re.compile(r"(\w)\1{2,}")


@dataclass(frozen=True)
class FunctionWords:
    """Hashed function words: `weights[value]` is the evidence for each language."""

    languages: tuple[str, ...]
    keys: npt.NDArray[np.uint64]
    values: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]


@lru_cache(maxsize=1)
def function_words() -> FunctionWords:
    """The shipped table; a word that several languages share counts less for each."""
    written = files("kunding.understand.reader").joinpath("function_words.txt").read_text(encoding="utf-8")
    lines = [line.split(":", 1) for line in written.splitlines() if line and not line.startswith("#")]
    spoken: dict[str, set[int]] = {}
    for at, (_, words) in enumerate(lines):
        for word in words.split():
            spoken.setdefault(word, set()).add(at)
    weights = np.zeros((len(spoken), len(lines)), dtype=np.float32)
    for row, languages in enumerate(spoken.values()):
        weights[row, sorted(languages)] = 1.0 / len(languages) ** 1.5
    keys, values = table({word_key(word): at for at, word in enumerate(spoken)})
    return FunctionWords(tuple(code for code, _ in lines), keys, values, weights)


def identify(texts: Sequence[str], tokens: Tokens, ours: npt.NDArray[np.float32] | None = None) -> list[str]:
    """The ISO 639-1 code of each text; `und` where there is nothing to read.

    `ours` are log-probabilities of German and English by the texts' n-grams; they spare most of the careful looks.
    """
    known = function_words()
    words = lexicon.shipped()
    scores, letters, foreign = _evidence(
        tokens.characters, tokens.start, tokens.length, tokens.kind, tokens.key, tokens.first, known.keys,
        known.values, known.weights, known.languages.index("de"), known.languages.index("en"), words.word_keys,
        words.word_values, words.meaning_first, words.meaning_language, LEAD, KNOWN_WORD,
    )  # fmt: skip
    order = np.argsort(scores, axis=1)
    rows = np.arange(len(scores))
    best = order[:, -1]
    clear = (scores[rows, best] - scores[rows, order[:, -2]] >= LEAD) & ~foreign
    found = np.array(known.languages, dtype=object)[best]
    if ours is not None:
        odds = ours[:, 0] - ours[:, 1]
        german, english = (known.languages.index(code) for code in OURS)
        others = np.delete(scores, [german, english], axis=1).max(axis=1)
        own = np.maximum(scores[:, german], scores[:, english])
        told = ~clear & ~foreign & (others <= own) & (np.abs(odds) >= HEAD_LEAD)
        found[told] = np.where(odds[told] > 0, *OURS)
        clear |= told
    for row in np.flatnonzero(~clear | (letters == 0)).tolist():
        found[row] = _carefully(texts[row], scores[row], known) if letters[row] > 0 else UNREADABLE
    return [str(one) for one in found]


def bits(languages: Sequence[str]) -> npt.NDArray[np.int32]:
    """Which word lists speak for each text: 1 German, 2 English, 3 both where it is neither."""
    return np.fromiter((BITS.get(code, BOTH) for code in languages), dtype=np.int32, count=len(languages))


@lru_cache(maxsize=1)
def _careful() -> LanguageDetector:
    # Runs of three letters only: that takes 0.2 s and 150 MB to load, not 4 s and 550 MB, and short texts in other
    # languages are told apart as well; German and English have a lead of their own instead.
    codes = [getattr(IsoCode639_1, code.upper()) for code in (*function_words().languages, "ru", "uk", "ro", "hu")]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()


def _carefully(text: str, scores: npt.NDArray[np.float32], known: FunctionWords) -> str:
    words = _STRETCHED.sub(r"\1", _NO_WORDS.sub(" ", text[:LOOKED_AT])).strip()
    plain = words if len(words) >= FEWEST_LETTERS else text[:LOOKED_AT]
    values = _careful().compute_language_confidence_values(plain)
    if not values or values[0].value == 0:
        return UNREADABLE
    evidence = dict(zip(known.languages, scores.tolist(), strict=True))
    codes = [one.language.iso_code_639_1.name.lower() for one in values]
    weights = {
        code: one.value * (OURS_LIKELIER.get(code, 1.0)) * exp(evidence.get(code, 0.0))
        for code, one in zip(codes, values, strict=True)
    }
    best, ours = max(weights, key=weights.__getitem__), max(BITS, key=weights.__getitem__)
    share = weights[best] / sum(weights.values())
    if best in BITS or (len(plain) > SHORT and share >= FOREIGN_CONFIDENCE):
        return best
    return ours if weights[ours] > NO_CHANCE * sum(weights.values()) or share < FOREIGN_CONFIDENCE else best


@compiled
def _evidence(chars: Any, start: Any, length: Any, kind: Any, key: Any, first: Any, keys: Any, values: Any,
              weights: Any, german: int, english: int, word_keys: Any, word_values: Any, meaning_first: Any,
              meaning_language: Any, lead: float, known_word: float) -> Any:  # fmt: skip
    texts = first.shape[0] - 1
    scores = np.zeros((texts, weights.shape[1]), dtype=np.float32)
    letters = np.zeros(texts, dtype=np.int64)
    foreign = np.zeros(texts, dtype=np.bool_)
    for text in range(texts):
        row = scores[text]
        beyond, strange = 0, 0
        for token in range(first[text], first[text + 1]):
            if kind[token] != 0:
                continue
            letters[text] += length[token]
            beyond += length[token] * (chars[start[token]] >= BEYOND_LATIN)
            entry = find(keys, values, key[token])
            if entry >= 0:
                row += weights[entry]
            strange += _letters(chars, start[token], length[token], german, row)
        foreign[text] = 2 * beyond > letters[text] or strange > 1
        if abs(row[german] - row[english]) < lead and not foreign[text]:
            for token in range(first[text], first[text + 1]):
                if kind[token] == 0 and length[token] >= 4:
                    entry = entry_of(chars, start[token], length[token], key[token], word_keys, word_values)
                    speaks = _speakers(entry, meaning_first, meaning_language)
                    row[german] += known_word * (speaks == 1)
                    row[english] += known_word * (speaks == 2)
    return scores, letters, foreign


@compiled
def _letters(chars: Any, at: int, size: int, german: int, row: Any) -> int:
    """Evidence of umlauts for German; returns how many letters neither German nor English has."""
    strange = 0
    for place in range(at, at + size):
        code = chars[place]
        if code == 223:
            row[german] += 0.8
        elif code in (228, 246, 252):
            row[german] += 0.15
        elif code > 127:
            strange += 1
    return strange


@compiled
def _speakers(entry: int, meaning_first: Any, meaning_language: Any) -> int:
    """The languages (bits) whose lists know an entry; 0 for none."""
    speaks = 0
    if entry >= 0:
        for one in range(meaning_first[entry], meaning_first[entry + 1]):
            speaks |= meaning_language[one]
    return speaks
