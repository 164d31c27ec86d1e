"""The hand-written phrases, read from the text files beside this module."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kunding.demo.voices.grammar import parse

HERE = Path(__file__).parent
Sections = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Topic:
    """Something that customers speak about.

    tone: `neg`, `pos`, `idee`, `frage` or `leave`. weight: how often, relative to the others. course: the name of
    its way through time. channels: channel → how often. sections: the phrases by their part in a text.
    """

    key: str
    tone: str
    weight: float
    course: str
    channels: dict[str, float]
    sections: Sections

    def lines(self, section: str) -> tuple[str, ...]:
        """Return the phrases of one section; none where the topic has no such section."""
        return self.sections.get(section, ())


@cache
def topics() -> tuple[Topic, ...]:
    """Return all topics, ordered by their key."""
    return tuple(_topic(path) for path in sorted((HERE / "topics").glob("*.txt")))


@cache
def shared() -> Sections:
    """Return the phrases that fit any topic: greetings, feelings, closings."""
    return read_sections((HERE / "shared.txt").read_text(encoding="utf-8"))[1]


@cache
def answers() -> Sections:
    """Return what the people of the company answer, by unit."""
    return read_sections((HERE / "answers.txt").read_text(encoding="utf-8"))[1]


@cache
def synonyms() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return words with other words for the same, the longest first."""
    lines = (HERE / "synonyms.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines if line.strip()]
    found = [(word, tuple(other.strip() for other in others.split("|"))) for word, others in pairs]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def read_sections(text: str) -> tuple[dict[str, str], Sections]:
    """Return a phrase file's head (`name: value` lines) and its sections (`[name]`, then one phrase a line)."""
    head: dict[str, str] = {}
    sections: dict[str, list[str]] = {}
    name = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
            sections.setdefault(name, [])
        elif name:
            parse(line)  # a broken phrase is told when the file is read, not when it is said
            sections[name].append(line)
        else:
            key, _, value = line.partition(":")
            head[key.strip()] = value.strip()
    return head, {section: tuple(lines) for section, lines in sections.items()}


def _topic(path: Path) -> Topic:
    head, sections = read_sections(path.read_text(encoding="utf-8"))
    channels = (pair.rsplit(" ", 1) for pair in head["kanal"].split(","))
    return Topic(
        key=path.stem,
        tone=head["ton"],
        weight=float(head["gewicht"]),
        course=head["verlauf"],
        channels={channel.strip(): float(share) for channel, share in channels},
        sections=sections,
    )
