"""Putting one text together: what a person writes about a topic on a channel."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from kunding.demo.voices.grammar import say
from kunding.demo.voices.material import Topic, shared
from kunding.demo.voices.slots import Particulars
from kunding.demo.voices.wear import Hand, wear

ENDS = ".!?…:)“"
TWICE = re.compile(r"(\d\.|[!?])\.(?!\.)|(?<=[a-z]\.)\.(?=\s|$)")
"""A stop after a date or a mark that ends the sentence already."""
CASUAL = ("social", "review", "survey", "web")
MOOD = {"leave": "neg"}
"""The shared phrases of which tone fit a topic's tone, where it has none of its own."""


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote."""

    subject: str
    text: str


@dataclass(frozen=True)
class Writer:
    """One person who is about to write about one topic."""

    topic: Topic
    hand: Hand
    at: Particulars
    random: Random
    name: str = ""

    @property
    def mood(self) -> str:
        """Return the tone whose shared phrases fit."""
        return MOOD.get(self.topic.tone, self.topic.tone)

    def chance(self, share: float) -> bool:
        """Return True in this share of all cases."""
        return self.random.random() < share

    def own(self, section: str, count: int = 1) -> list[str]:
        """Return phrases of the topic, each another one."""
        return self._said(self.topic.lines(section), count)

    def common(self, section: str, count: int = 1) -> list[str]:
        """Return phrases that fit any topic."""
        return self._said(shared().get(section, ()), count)

    def _said(self, lines: Sequence[str], count: int) -> list[str]:
        chosen = self.random.sample(lines, min(count, len(lines)))
        return [line for line in (self.at.fill(say(each, self.random)).strip() for each in chosen) if line]


def compose(writer: Writer, channel: str, *, english: bool) -> Words:
    """Return what this person writes on this channel."""
    if english:
        return Words(_subject(writer, channel), _in_english(writer))
    text = TWICE.sub(r"\1", COMPOSE[channel](writer))
    worn = wear(text, writer.hand, writer.random, casual=channel in CASUAL)
    return Words(_subject(writer, channel), worn)


def _subject(writer: Writer, channel: str) -> str:
    if channel != "mail" or writer.chance(0.06):
        return ""
    return wear("".join(writer.own("betreff")), writer.hand, writer.random, casual=True)


def _mail(writer: Writer) -> str:
    long = writer.hand.wordy
    body = _body(writer, long)
    greeting = "".join(writer.common("anrede")) if writer.chance(0.72 + 0.27 * writer.hand.formal) else ""
    text = _sentences(body, writer, after_comma=greeting.endswith(","))
    closing = "".join(writer.common("gruss")) if writer.chance(0.5 + 0.48 * writer.hand.formal) else ""
    gap = writer.random.choice(("\n\n", "\n\n", "\n"))
    signed = "\n".join(part for part in (closing, writer.name if writer.chance(0.85) else "") if part)
    return gap.join(part for part in (greeting, text, signed) if part)


def _body(writer: Writer, long: float) -> list[str]:
    parts = writer.own("ich", 2 if writer.chance(0.3 + 0.35 * long) else 1)
    middle = writer.own("dann", writer.random.choice((1, 1, 2, 2)) if long > 0.3 else int(writer.chance(0.7)))
    middle += writer.common(f"rand.{writer.mood}", int(writer.chance(0.15 + 0.4 * long)))
    middle += writer.common(f"gefuehl.{writer.mood}", int(writer.chance(0.2 + 0.4 * long)))
    writer.random.shuffle(middle)
    if writer.chance(0.12 + 0.35 * long):
        parts = writer.common(f"einstieg.{writer.mood}") + parts
    if writer.chance(0.75):
        wishes = writer.own("will") if writer.chance(0.6) else writer.common(f"will.{writer.mood}")
        middle += wishes
    return parts + middle


def _web(writer: Writer) -> str:
    greeting = "".join(writer.common("anrede")) if writer.chance(0.45 * writer.hand.formal) else ""
    body = _body(writer, writer.hand.wordy * 0.6)
    if writer.chance(0.12) and writer.topic.lines("kurz"):
        body = writer.own("kurz") + body[1:]
    text = _sentences(body, writer, after_comma=bool(greeting))
    return f"{greeting}\n{text}" if greeting else text


def _review(writer: Writer) -> str:
    parts = _in_short(writer)
    if writer.chance(0.4):
        parts += writer.common(_short_aside(writer))
    return _sentences(parts, writer)


def _in_short(writer: Writer) -> list[str]:
    """One or two short remarks, sometimes with what happened."""
    parts = writer.own("kurz", 2 if writer.chance(0.45) else 1)
    return parts + (writer.own("dann") if writer.chance(0.35) else [])


def _short_aside(writer: Writer) -> str:
    return "rand.kurz.pos" if writer.mood == "pos" else "rand.kurz.neg"


def _survey(writer: Writer) -> str:
    kind = writer.random.random()
    if kind < 0.22 and writer.topic.lines("stich"):
        return _keywords(writer)
    told = writer.own("ich") + writer.own(writer.random.choice(("dann", "kurz")))
    parts = _in_short(writer) if kind < 0.75 else told
    if writer.chance(0.35):
        parts += writer.common(_short_aside(writer))
    return _sentences(parts, writer, finish=0.55)


def _keywords(writer: Writer) -> str:
    words = writer.own("stich", writer.random.choice((1, 1, 2, 2, 3)))
    text = writer.random.choice((", ", ", ", " und ", "; ", " - ", " / ")).join(words)
    if writer.chance(0.45):
        text += writer.random.choice((", ", ". ", " - ", "... ")) + "".join(writer.common(_short_aside(writer)))
    return text


def _social(writer: Writer) -> str:
    parts = _in_short(writer) if writer.chance(0.75) else writer.own("ich") + writer.own("kurz")
    if writer.chance(0.2):
        parts = writer.common("auftakt.social") + parts
        parts = [f"{parts[0]} {parts[1]}", *parts[2:]] if len(parts) > 1 else parts
    if writer.chance(0.22):
        parts += writer.common("schluss.socialpos" if writer.mood == "pos" else "schluss.social")
    elif writer.chance(0.22):
        parts += writer.common(_short_aside(writer))
    text = _sentences(parts, writer, finish=0.6)
    if writer.chance(0.5):
        text = f"{''.join(writer.common('handle'))} {text}"
    if writer.chance(writer.hand.emoji):
        text += " " + "".join(writer.common("emoji.pos" if writer.mood == "pos" else "emoji.neg"))
    return f"{text} {''.join(writer.common('tag'))}" if writer.chance(0.35) else text


def _phone(writer: Writer) -> str:
    return _note(writer, "vor.notiz")


def _shop(writer: Writer) -> str:
    return _note(writer, "vor.shop")


def _note(writer: Writer, opening: str) -> str:
    parts = writer.common(opening) if writer.chance(0.8) else []
    parts += _noted(writer)
    if writer.chance(0.3):
        parts += writer.common("nach.notiz")
    return " ".join(parts)


def _noted(writer: Writer) -> list[str]:
    """What was asked, and what became of it: people note the one, then the other."""
    notes = writer.own("notiz", 2)
    asked = notes[0].split(". ", 1)
    if len(notes) == 1 or writer.chance(0.25):
        return [notes[0]]
    became = notes[1].split(". ", 1)
    return [f"{asked[0].rstrip('.')}.", became[1] if len(became) > 1 else became[0]]


def _in_english(writer: Writer) -> str:
    parts = writer.common("einstieg.en") if writer.chance(0.4) else []
    parts += writer.own("en", writer.random.choice((1, 1, 2)))
    if writer.chance(0.5) and writer.mood == "neg":
        parts += writer.common("gefuehl.en")
    if writer.chance(0.5):
        parts += writer.common("will.en")
    return _sentences(parts, writer)


def _sentences(parts: Sequence[str], writer: Writer, *, after_comma: bool = False, finish: float = 0.95) -> str:
    """Join phrases to sentences: capitals at the start, a stop at the end, as careful as the hand is."""
    done: list[str] = []
    for number, part in enumerate(parts):
        stays_small = after_comma and number == 0
        text = part if stays_small or (number == 0 and writer.hand.lower) else part[:1].upper() + part[1:]
        last = number == len(parts) - 1
        if text[-1] not in ENDS + "," and text[-1].isalnum() and (not last or writer.chance(finish)):
            text += writer.random.choice((".", ".", ".", ".", ".", "!" if writer.hand.loud else ".", "..."))
        done.append(text)
    long = len(done) > 3 and writer.chance(0.25)
    return ("\n" if long and writer.chance(0.5) else " ").join(done)


COMPOSE = {
    "mail": _mail,
    "web": _web,
    "review": _review,
    "survey": _survey,
    "social": _social,
    "phone": _phone,
    "shop": _shop,
}
