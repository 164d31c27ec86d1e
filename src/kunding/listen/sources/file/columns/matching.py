"""Gives each field of a kind the column that fits it best, by name and by content."""

from collections.abc import Iterable
from dataclasses import dataclass

from kunding.listen.sources.file.columns.evidence import fits
from kunding.listen.sources.file.columns.names import joined, tokens_of
from kunding.listen.sources.file.columns.profile import Profile
from kunding.listen.sources.file.columns.vocabulary import VOCABULARY, Names
from kunding.listen.sources.file.shapes import Kind

_ENOUGH = 0.42
# Fields that content alone may tell, and how much it then counts.
_BY_CONTENT: dict[tuple[Kind, str], float] = {
    ("feedback", "text"): 0.75,
    ("feedback", "said_at"): 0.7,
    ("feedback", "author"): 0.6,
    ("people", "email"): 0.7,
    ("customers", "email"): 0.6,
}
_BY_CONTENT_WITHOUT_HEADER: dict[tuple[Kind, str], float] = {
    ("feedback", "reference"): 0.6,
    ("feedback", "rating"): 0.5,
    ("customers", "reference"): 0.6,
}


@dataclass(frozen=True)
class Match:
    """One column for one field, how good it is, and why in a word or two."""

    field: str
    column: str
    score: float
    reason: str


def match_columns(kind: Kind, columns: Iterable[Profile], *, header: bool = True) -> list[Match]:
    """The best assignment found greedily: the surest pair first, each field and each column once."""
    profiles = list(columns)
    candidates = [
        match
        for column in profiles
        for field, names in VOCABULARY[kind].items()
        if (match := _match(kind, field, names, column, header)).score >= _ENOUGH
    ]
    position = {column.name: column.position for column in profiles}
    chosen: list[Match] = []
    for match in sorted(candidates, key=lambda it: (-it.score, position[it.column])):
        if all(match.field != other.field and match.column != other.column for other in chosen):
            chosen.append(match)
    return sorted(chosen, key=lambda it: position[it.column])


def _match(kind: Kind, field: str, names: Names, column: Profile, header: bool) -> Match:
    content = fits(kind, field, column)
    named = name_score(column.name, field, names) if header else 0.0
    if content == 0:
        return Match(field, column.name, 0.0, "")
    if named:
        return Match(field, column.name, 0.65 * named + 0.35 * content, "name and content")
    alone = _BY_CONTENT.get((kind, field)) or (0 if header else _BY_CONTENT_WITHOUT_HEADER.get((kind, field), 0))
    if field == "author" and column.emails < 0.5:
        alone = 0.0
    return Match(field, column.name, alone * content * _length_bonus(field, column), "content")


def name_score(name: str, field: str, names: Names) -> float:
    """How well a column's name fits a field: 1 its very name, less where it only holds a part of one."""
    whole = joined(name)
    if whole == joined(field):
        return 1.0
    if whole in names.whole:
        return 0.97 if names.whole.index(whole) < len(names.whole) / 2 else 0.92
    if any(part in whole if len(part) > 3 else part in tokens_of(name) for part in names.against):
        return 0.0
    if any(whole.endswith(part) for part in names.parts if len(part) > 3):
        return 0.75
    return 0.6 if any(part in whole if len(part) > 3 else part in tokens_of(name) for part in names.parts) else 0.0


def _length_bonus(field: str, column: Profile) -> float:
    """Among nameless texts the longest is what customers wrote."""
    return min(1.0, 0.6 + column.words / 40) if field == "text" else 1.0
