"""A small grammar for phrases: `{one|other}` is a choice, an empty option leaves something out.

Choices that hang together carry the same digit: in `{1:der|die} {1:Bus|Bahn}` the second follows the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random


class PhraseError(ValueError):
    """A phrase has a brace without its other half."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these options is said; choices with the same tie take the same place."""

    options: tuple[Phrase, ...]
    tie: str = ""


Phrase = tuple["str | Choice", ...]


def say(line: str, random: Random) -> str:
    """Return one way of saying this line.

    >>> say("{1:der|die} {1:Bus|Bahn} steht", Random(1))
    'der Bus steht'
    """
    return _say(parse(line), random, {})


def _say(phrase: Phrase, random: Random, ties: dict[str, int]) -> str:
    return "".join(
        part if isinstance(part, str) else _say(_chosen(part, random, ties), random, ties) for part in phrase
    )


def _chosen(choice: Choice, random: Random, ties: dict[str, int]) -> Phrase:
    if not choice.tie:
        return random.choice(choice.options)
    place = ties.setdefault(choice.tie, random.randrange(len(choice.options)))
    return choice.options[place]


@cache
def parse(line: str) -> Phrase:
    """Return the line as words and choices.

    >>> parse("ein {a|b}")
    ('ein ', Choice(options=(('a',), ('b',)), tie=''))
    """
    phrase, at = _phrase(line, 0, inside=False)
    if at != len(line):
        raise PhraseError(f"A brace closes that was never opened, at character {at}: {line}")
    _check_ties(phrase, line, {})
    return phrase


def _phrase(line: str, at: int, *, inside: bool) -> tuple[Phrase, int]:
    parts: list[str | Choice] = []
    words = at
    while at < len(line) and not (line[at] == "}" or (inside and line[at] == "|")):
        if line[at] == "{":
            if at > words:
                parts.append(line[words:at])
            choice, at = _choice(line, at + 1)
            parts.append(choice)
            words = at
        else:
            at += 1
    if at > words:
        parts.append(line[words:at])
    return tuple(parts), at


def _choice(line: str, at: int) -> tuple[Choice, int]:
    tie = line[at] if line[at : at + 1].isdigit() and line[at + 1 : at + 2] == ":" else ""
    at += 2 if tie else 0
    options: list[Phrase] = []
    while True:
        option, at = _phrase(line, at, inside=True)
        options.append(option)
        if at >= len(line):
            raise PhraseError(f"A brace is never closed: {line}")
        at += 1
        if line[at - 1] == "}":
            return Choice(tuple(options), tie), at


def _check_ties(phrase: Phrase, line: str, sizes: dict[str, int]) -> None:
    for part in phrase:
        if isinstance(part, Choice):
            if part.tie and sizes.setdefault(part.tie, len(part.options)) != len(part.options):
                raise PhraseError(f"Choices tied with {part.tie} have different numbers of options: {line}")
            for option in part.options:
                _check_ties(option, line, sizes)
