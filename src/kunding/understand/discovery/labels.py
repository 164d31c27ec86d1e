"""Names for themes: a short phrase as customers write it, and the words that tell a theme apart.

A phrase is one to three telling words in their order. It is named after the way in which customers most often say it
("verify my identity", "Aufzug ist außer Betrieb"), so that every label can be found in the texts word by word.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from kunding.understand.discovery.words import NEGATION, Stems, cut, without_links

READ_AT_MOST = 300
"""Texts of a theme that are read for its name."""
WORDS_AT_MOST = 60
"""Words of a text that are read: a long letter says first what it is about."""
REACH = 4
"""Telling words between which a phrase may pick."""
LONGEST_SPAN = 6
"""Words from the first to the last of a phrase as it is said."""
LONGER_IS_CLEARER = {1: 0.25, 2: 1.0, 3: 1.3}
NAMES_THE_SUBJECT = 2.0
WRITTEN_OUT = 4
"""Letters from which a stem is taken for a word, not for an abbreviation."""
_SENTENCE_END = re.compile(r"[.!?;:\n|]+")
QUESTIONS = frozenset(
    (
        "how", "what", "why", "when", "where", "who", "which", "wie", "was", "warum", "wann", "wo", "wer", "welch",
        "wieso", "weshalb",
    )
)  # fmt: skip
TELLING_WORDS = 8

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Spoken:
    """One text as written words and, for those that tell something, (stem, place)."""

    words: tuple[str, ...]
    telling: tuple[tuple[str, int], ...]


def listen(text: str, stems: Stems) -> Spoken:
    """The words of a text with the stems of the telling ones; sentence ends keep phrases apart."""
    words: list[str] = []
    telling: list[tuple[str, int]] = []
    for sentence in _SENTENCE_END.split(without_links(text[: WORDS_AT_MOST * 12])):
        for word in cut(sentence):
            stem = stems[word]
            if stem:
                telling.append((stem, len(words)))
            words.append(word)
        words.extend([""] * LONGEST_SPAN)
    return Spoken(tuple(words), tuple(telling[:WORDS_AT_MOST]))


def name_themes(spoken: Sequence[Sequence[Spoken]]) -> list[tuple[str, tuple[str, ...]]]:
    """A label and the telling words for each theme; spoken[t] are the texts of theme t.

    The label is the phrase that stands in many texts of its theme and in few of others; one with the theme's subject
    counts more, so that hardly a turn of speech gives a theme its name. No two themes share one.
    """
    shares = [_phrase_shares(texts) for texts in spoken]
    overall = _mean_shares(shares)
    taken: set[str] = set()
    names = []
    for texts, share in zip(spoken, shares, strict=True):
        ranked = sorted(share, key=lambda phrase: (-_worth(phrase, share, overall), phrase))
        single = [phrase for phrase in ranked if len(phrase) == 1 and phrase[0] != NEGATION]
        label = _first_free(_subject_first(ranked, single, share, overall), texts, taken)
        taken.add(label.lower())
        names.append((label, tuple(_say(phrase, texts) for phrase in single[:TELLING_WORDS])))
    return names


def _first_free(ranked: Sequence[Phrase], texts: Sequence[Spoken], taken: set[str]) -> str:
    label = ""
    for phrase in ranked[:30]:
        said = _say(phrase, texts)
        label = said[:1].upper() + said[1:]
        if label and label.lower() not in taken and _can_name(phrase):
            return label
    return label


def _subject_first(
    ranked: Sequence[Phrase], single: Sequence[Phrase], share: dict[Phrase, float], overall: dict[Phrase, float]
) -> list[Phrase]:
    """Phrases by worth, those with the subject counting more: the word that most texts of a theme hold and few others.

    An abbreviation is the subject only where there is nothing else.
    """
    written_out = [phrase for phrase in single if len(phrase[0]) >= WRITTEN_OUT] or single
    subject = max(written_out, key=lambda phrase: share[phrase] * _telling(phrase, share, overall), default=("",))[0]

    def worth(phrase: Phrase) -> float:
        return _worth(phrase, share, overall) * (NAMES_THE_SUBJECT if subject in phrase else 1.0)

    return sorted(ranked, key=worth, reverse=True)


def _can_name(phrase: Phrase) -> bool:
    """No name out of "not" or a question word with one other word alone: they say nothing by themselves."""
    said = [stem for stem in phrase if stem != NEGATION and stem not in QUESTIONS]
    return phrase[-1] != NEGATION and phrase[-1] not in QUESTIONS and (len(said) > 1 or len(phrase) == 1 == len(said))


def _worth(phrase: Phrase, share: dict[Phrase, float], overall: dict[Phrase, float]) -> float:
    """Reach of the phrase in its theme times how much it tells the theme apart, longer phrases being clearer."""
    worth: float = share[phrase] ** 0.75 * _telling(phrase, share, overall) * LONGER_IS_CLEARER[len(phrase)]
    return worth


def _telling(phrase: Phrase, share: dict[Phrase, float], overall: dict[Phrase, float]) -> float:
    return log(share[phrase] / overall[phrase] + 1.0)


def _phrase_shares(texts: Sequence[Spoken]) -> dict[Phrase, float]:
    found: Counter[Phrase] = Counter()
    for text in texts[:READ_AT_MOST]:
        found.update({phrase for phrase, _, _ in _phrases(text)})
    read = max(min(len(texts), READ_AT_MOST), 1)
    return {phrase: count / read for phrase, count in found.items() if count >= 2 or read < 10}


def _phrases(text: Spoken) -> Iterator[tuple[Phrase, int, int]]:
    """Every phrase of the text with the places of its first and last word."""
    telling = text.telling
    for start, (stem, first) in enumerate(telling):
        yield (stem,), first, first
        ahead = [one for one in telling[start + 1 : start + REACH] if one[1] - first < LONGEST_SPAN]
        for length in (1, 2):
            for others in combinations(ahead, length):
                phrase = (stem, *(other for other, _ in others))
                if len(set(phrase)) == len(phrase):
                    yield phrase, first, others[-1][1]


def _mean_shares(shares: Sequence[dict[Phrase, float]]) -> dict[Phrase, float]:
    total: dict[Phrase, float] = defaultdict(float)
    for share in shares:
        for phrase, value in share.items():
            total[phrase] += value / len(shares)
    return total


def _say(phrase: Phrase, texts: Sequence[Spoken]) -> str:
    """How customers most often say the phrase; among equals the shortest."""
    said: Counter[tuple[str, ...]] = Counter()
    written: dict[tuple[str, ...], Counter[tuple[str, ...]]] = defaultdict(Counter)
    for text in texts[:READ_AT_MOST]:
        for span in _spans(phrase, text):
            folded = tuple(word.lower() for word in span)
            said[folded] += 1
            written[folded][span] += 1
    if not said:
        return ""
    usual = min(said, key=lambda span: (-said[span], len(span), span))
    forms = sorted(written[usual].items(), key=lambda form: (-form[1], form[0][::-1]))
    return " ".join(forms[0][0])


def _spans(phrase: Phrase, text: Spoken) -> Iterator[tuple[str, ...]]:
    for first, last in _places(phrase, text):
        span = text.words[first : last + 1]
        if not any(word == "" or word[0].isdigit() or word.lower().startswith("xx") for word in span):
            yield span


def _places(phrase: Phrase, text: Spoken) -> Iterator[tuple[int, int]]:
    """The places of the first and the last word, wherever `_phrases` would find the phrase."""
    own = [(at, stem, place) for at, (stem, place) in enumerate(text.telling) if stem in phrase]
    for at, stem, first in own:
        if stem != phrase[0]:
            continue
        ahead = [
            (other, place) for later, other, place in own if at < later < at + REACH and place - first < LONGEST_SPAN
        ]
        for others in combinations(ahead, len(phrase) - 1):
            if tuple(other for other, _ in others) == phrase[1:]:
                yield first, others[-1][1] if others else first
