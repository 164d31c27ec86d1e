"""What hands do to a text: other words for the same, haste, slips of the finger, lower case."""

import re
from dataclasses import dataclass
from functools import cache
from random import Random

from kunding.demo.lindenau import PLAIN
from kunding.demo.voices.material import synonyms

OTHER_WORD = 0.33
"""How often a word is replaced by another for the same."""
SHORTENED = (("nicht", "nich"), ("ist", "is"), ("habe", "hab"), ("einen", "nen"), ("nichts", "nix"), ("heute", "heut"),
             ("etwas", "was"), ("einem", "nem"), ("gerade", "grad"), ("wieder", "widda"), ("eine", "ne"),
             ("schon wieder", "scho wieder"), ("ein bisschen", "bissl"))  # fmt: skip
MISTAKEN = (("dass", "das"), ("seit", "seid"), ("wieder", "wider"), ("ß", "ss"), (", ", " "), ("ie", "i"), ("ck", "k"),
            ("mm", "m"), ("nn", "n"), ("tz", "z"), ("ä", "e"), (" – ", " - "), ("ll", "l"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hand:
    """How somebody writes; shares lie between 0 and 1.

    formal: greetings and complete sentences; careless: slips; wordy: length; emoji: how often.
    """

    formal: float
    careless: float
    wordy: float
    emoji: float
    lower: bool = False
    plain: bool = False
    loud: bool = False
    shortens: bool = False


def hand_of(age: int, random: Random) -> Hand:
    """Return the hand of a person of this age in years."""
    young, old = age < 35, age >= 62
    return Hand(
        formal=min(1.0, max(0.0, random.gauss(0.35 if young else 0.8 if old else 0.6, 0.2))),
        careless=random.choice((0, 0, 0, 0.15, 0.3, 0.6, 1.0)) * (1.3 if old or young else 1.0),
        wordy=min(1.0, max(0.0, random.gauss(0.35 if young else 0.62 if old else 0.5, 0.25))),
        emoji=random.uniform(0.2, 0.8) if young else 0.05 if old else 0.25,
        lower=random.random() < (0.3 if young else 0.05),
        plain=random.random() < (0.06 if old else 0.025),
        loud=random.random() < 0.08,
        shortens=random.random() < (0.35 if young else 0.08),
    )


def staff_hand(random: Random) -> Hand:
    """Return the hand of an employee who types while the customer speaks."""
    return Hand(formal=0.0, careless=random.choice((0, 0, 0.3, 0.8)), wordy=0.2, emoji=0.0)


def wear(text: str, hand: Hand, random: Random, *, casual: bool) -> str:
    """Return the text as this hand would have typed it; `casual` for places where nobody minds."""
    text = _other_words(text, random)
    if hand.shortens and casual:
        text = _shorten(text, random)
    if hand.loud and random.random() < 0.5:
        text = _shout(text, random)
    for _ in range(_slips(text, hand, random)):
        text = _slip(text, random)
    if hand.lower and casual:
        text = text.lower()
    return text.translate(PLAIN) if hand.plain else text


def _other_words(text: str, random: Random) -> str:
    pattern, others = _other_word_table()
    return pattern.sub(
        lambda found: random.choice(others[found[0]]) if random.random() < OTHER_WORD else found[0], text
    )


@cache
def _other_word_table() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    words = "|".join(re.escape(word) for word, _ in synonyms())
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])"), dict(synonyms())


def _shorten(text: str, random: Random) -> str:
    for word, short in SHORTENED:
        if random.random() < 0.5:
            text = re.sub(rf"\b{word}\b", short, text)
    return text


def _shout(text: str, random: Random) -> str:
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if at > 6 and len(word) > 3 and word.isalpha()]
    if long and random.random() < 0.5:
        at = random.choice(long)
        words[at] = words[at].upper().replace("SS", "ß" if "ß" in words[at] else "SS")
        return " ".join(words)
    return re.sub(r"\.( |$)", lambda found: random.choice(("!", "!!", "!!!")) + found[1], text, count=1)


def _slips(text: str, hand: Hand, random: Random) -> int:
    expected = hand.careless * len(text) / 110
    return int(expected) + (random.random() < expected % 1)


def _slip(text: str, random: Random) -> str:
    if random.random() < 0.55:
        right, wrong = random.choice(MISTAKEN)
        return text.replace(right, wrong, 1) if right in text else text
    at = random.randrange(len(text))
    around = text[at - 1 : at + 2]
    if at < 1 or len(around) < 3 or not around.isalpha() or not around.islower():
        return text
    kind = random.random()
    if kind < 0.4:
        return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]  # swapped
    if kind < 0.7:
        return text[:at] + text[at + 1 :]  # left out
    return text[:at] + text[at] * 2 + text[at + 1 :]  # twice
