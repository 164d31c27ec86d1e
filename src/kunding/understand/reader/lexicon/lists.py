"""Word lists read from text files and laid out as tables for the matching kernel.

A file holds sections `[category weight]` followed by patterns separated by commas or line ends: `word` (exactly),
`stem*` (begins with), `*inner*` (a part of a compound), `several words`, `~` for up to
three words in between, `#` for any number.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from kunding.understand.reader.keys import table
from kunding.understand.reader.lexicon.categories import CATEGORY
from kunding.understand.reader.tokens import word_key

LANGUAGES = {"de": 1, "en": 2}
STEM_SALT = 0x5851F42D4C957F2D
INNER_SALT = 0x14057B7EF767814F
GAP = -1
ANY_NUMBER = -2
NUMBER_BUCKET = word_key("#")

Meaning = tuple[int, int, float]  # category, language bit, weight


class UnknownCategory(ValueError):
    """A word list names a category that the reader does not know."""


@dataclass(frozen=True)
class Lexicon:
    """All lists as tables: hashed keys of words, stems, inner parts and first words of phrases → meanings."""

    word_keys: npt.NDArray[np.uint64]
    word_values: npt.NDArray[np.int32]
    phrase_keys: npt.NDArray[np.uint64]
    phrase_values: npt.NDArray[np.int32]
    bucket_first: npt.NDArray[np.int32]
    phrase_first: npt.NDArray[np.int32]
    phrase_meaning: npt.NDArray[np.int32]
    part_key: npt.NDArray[np.uint64]
    part_length: npt.NDArray[np.int32]
    meaning_first: npt.NDArray[np.int32]
    meaning_category: npt.NDArray[np.int32]
    meaning_language: npt.NDArray[np.int32]
    meaning_weight: npt.NDArray[np.float32]
    entries: int


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """The lists of the package."""
    return lay_out(_patterns())


@lru_cache(maxsize=1)
def common_first_names() -> frozenset[str]:
    """First names in lower case."""
    wanted = CATEGORY["first"]
    return frozenset(one for one, meanings in _patterns().items() if any(what == wanted for what, _, _ in meanings))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, list[Meaning]]:
    found: dict[str, list[Meaning]] = {}
    folder = files("kunding.understand.reader.lexicon")
    for language in ("de", "en"):
        for file in sorted(folder.joinpath(language).iterdir(), key=lambda one: one.name):
            if file.name.endswith(".txt"):
                collect(file.read_text(encoding="utf-8"), language=language, into=found)
    return found


def collect(text: str, *, language: str, into: dict[str, list[Meaning]]) -> None:
    """Add the patterns of one list file."""
    category, weight = -1, 1.0
    for line in text.splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            category, weight = _section(line)
        elif line:
            for pattern in line.split(","):
                for form in _spellings(pattern.strip().lower()):
                    into.setdefault(form, []).append((category, LANGUAGES[language], weight))


def _section(line: str) -> tuple[int, float]:
    name, _, weight = line.strip("[]").partition(" ")
    if name not in CATEGORY:
        raise UnknownCategory(f"A word list has the section “{name}”; known are: {', '.join(CATEGORY)}.")
    return CATEGORY[name], float(weight or 1.0)


def _spellings(pattern: str) -> set[str]:
    if not pattern:
        return set()
    if pattern[0].isalpha():
        pattern = " ".join(pattern.replace("-", " ").replace("/", " ").split())  # as the tokeniser cuts
    plain = pattern.translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"})
    without = {pattern.replace("'", "")} if "'" in pattern else set()
    return {pattern, plain, pattern.replace("ß", "ss")} | without


def lay_out(found: dict[str, list[Meaning]]) -> Lexicon:
    """Turn patterns with their meanings into the kernel's tables."""
    patterns = sorted(found)
    words: dict[int, int] = {}
    phrases: dict[int, list[int]] = {}
    for at, pattern in enumerate(patterns):
        if " " in pattern:
            phrases.setdefault(_bucket_key(pattern.split()[0]), []).append(at)
        else:
            words[_single_key(pattern)] = at
    word_keys, word_values = table(words)
    buckets = sorted(phrases)
    phrase_keys, phrase_values = table({key: at for at, key in enumerate(buckets)})
    order = [at for key in buckets for at in phrases[key]]
    parts = [_parts(patterns[at]) for at in order]
    meanings = [sorted(set(found[pattern])) for pattern in patterns]
    flat = [meaning for group in meanings for meaning in group]
    return Lexicon(
        word_keys=word_keys, word_values=word_values, phrase_keys=phrase_keys, phrase_values=phrase_values,
        bucket_first=_starts([len(phrases[key]) for key in buckets]),
        phrase_first=_starts([len(part) for part in parts]),
        phrase_meaning=np.array(order or [0], dtype=np.int32),
        part_key=np.array([key for part in parts for key, _ in part] or [0], dtype=np.uint64),
        part_length=np.array([size for part in parts for _, size in part] or [0], dtype=np.int32),
        meaning_first=_starts([len(group) for group in meanings]),
        meaning_category=np.array([one[0] for one in flat], dtype=np.int32),
        meaning_language=np.array([one[1] for one in flat], dtype=np.int32),
        meaning_weight=np.array([one[2] for one in flat], dtype=np.float32),
        entries=len(patterns),
    )  # fmt: skip


def _single_key(pattern: str) -> int:
    if pattern.startswith("*"):
        return word_key(pattern.strip("*")) ^ INNER_SALT
    if pattern.endswith("*"):
        return word_key(pattern[:-1]) ^ STEM_SALT
    return word_key(pattern)


def _bucket_key(word: str) -> int:
    return NUMBER_BUCKET if word == "#" or word.isdigit() else word_key(word.rstrip("*")[:3])


def _parts(phrase: str) -> list[tuple[int, int]]:
    return [_part(word) for word in phrase.split()]


def _part(word: str) -> tuple[int, int]:
    if word == "~":
        return 0, GAP
    if word == "#":
        return 0, ANY_NUMBER
    if word.endswith("*"):
        return word_key(word[:-1]), len(word) - 1
    return word_key(word), 0


def _starts(sizes: list[int]) -> npt.NDArray[np.int32]:
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int32)
