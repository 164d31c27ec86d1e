"""Names for themes: a short phrase of words as customers write them, and the words that tell a theme apart."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from kunding.understand.discovery.words import MONEY, NUMBER, Stems, cut

READ_AT_MOST = 400
"""Texts of a theme that are read for its name."""
REACH = 4
"""Telling words between which a phrase may pick."""
LONGER_IS_CLEARER = {1: 0.45, 2: 1.0, 3: 1.15}


@dataclass(frozen=True)
class Spoken:
    """One text as (stem, written form, stands at a sentence's start) for each telling word, in order."""

    words: tuple[tuple[str, str, bool], ...]


def listen(text: str, stems: Stems) -> Spoken:
    """The telling words of a text with their written forms."""
    found = []
    for sentence in _sentences(text):
        for position, word in enumerate(cut(sentence)):
            stem = stems[word]
            if stem and stem not in (NUMBER, MONEY):
                found.append((stem, word, position == 0))
    return Spoken(tuple(found))


def _sentences(text: str) -> list[str]:
    return text.replace("!", ".").replace("?", ".").replace("\n", ".").split(". ")


Phrase = tuple[str, ...]


def name_themes(spoken: Sequence[Sequence[Spoken]]) -> list[tuple[str, tuple[str, ...]]]:
    """A label and the telling words for each theme; spoken[t] are the texts of theme t.

    A label is the phrase that stands in many texts of its theme and in few of others. No two themes share one.
    """
    shares = [_phrase_shares(texts) for texts in spoken]
    overall = _mean_shares(shares)
    forms = _written_forms(spoken)
    taken: set[frozenset[str]] = set()
    names = []
    for share in shares:
        ranked = sorted(share, key=lambda phrase: (-_worth(phrase, share, overall), phrase))
        phrase = next((one for one in ranked if frozenset(one) not in taken), ranked[0] if ranked else ())
        taken.add(frozenset(phrase))
        words = [one[0] for one in ranked if len(one) == 1]
        names.append((_write(phrase, forms), tuple(_form(word, forms) for word in words[:8])))
    return names


def _worth(phrase: Phrase, share: dict[Phrase, float], overall: dict[Phrase, float]) -> float:
    """Reach of the phrase in its theme times how much it tells the theme apart, longer phrases being clearer."""
    inside = share[phrase]
    worth: float = inside**0.75 * log(inside / overall[phrase] + 1.0) * LONGER_IS_CLEARER[len(phrase)]
    return worth


def _phrase_shares(texts: Sequence[Spoken]) -> dict[Phrase, float]:
    found: Counter[Phrase] = Counter()
    for text in texts[:READ_AT_MOST]:
        found.update(set(_phrases([stem for stem, _, _ in text.words])))
    read = max(min(len(texts), READ_AT_MOST), 1)
    return {phrase: count / read for phrase, count in found.items() if count >= 2 or read < 10}


def _phrases(stems: Sequence[str]) -> Iterator[Phrase]:
    for start, stem in enumerate(stems):
        yield (stem,)
        ahead = stems[start + 1 : start + REACH]
        for length in (1, 2):
            for others in combinations(ahead, length):
                if len({stem, *others}) == length + 1:
                    yield (stem, *others)


def _mean_shares(shares: Sequence[dict[Phrase, float]]) -> dict[Phrase, float]:
    total: dict[Phrase, float] = defaultdict(float)
    for share in shares:
        for phrase, value in share.items():
            total[phrase] += value / len(shares)
    return total


def _written_forms(spoken: Sequence[Sequence[Spoken]]) -> dict[str, Counter[str]]:
    """How often each stem is written how; a form at a sentence's start counts little, it may be capital by place."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for texts in spoken:
        for text in texts[:READ_AT_MOST]:
            for stem, word, starts in text.words:
                forms[stem][word] += 1 if starts else 10
    return forms


def _form(stem: str, forms: dict[str, Counter[str]]) -> str:
    written = forms[stem]
    return min(written, key=lambda word: (-written[word], word))


def _write(phrase: Phrase, forms: dict[str, Counter[str]]) -> str:
    words = " ".join(_form(stem, forms) for stem in phrase)
    return words[:1].upper() + words[1:]
