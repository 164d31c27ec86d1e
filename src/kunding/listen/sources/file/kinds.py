"""Tells whether a file holds feedback, customers, people or journeys."""

from collections.abc import Sequence

from kunding.listen.sources.file.columns import match_columns
from kunding.listen.sources.file.columns.matching import Match
from kunding.listen.sources.file.columns.profile import Profile
from kunding.listen.sources.file.refusal import FileRefused
from kunding.listen.sources.file.shapes import KINDS, Kind

# What a file of a kind must hold, each set by at least one of its fields.
_NEEDS: dict[Kind, tuple[frozenset[str], ...]] = {
    "journeys": (frozenset({"touchpoint", "journey"}), frozenset({"unit", "step", "synonyms", "owner"})),
    "people": (frozenset({"email"}), frozenset({"unit", "role"})),
    "customers": (
        frozenset({"reference", "email"}),
        frozenset({"name", "last_name", "segment", "value_per_year", "value_per_month"})
        | frozenset({"joined_on", "left", "left_on"}),
    ),
    "feedback": (frozenset({"text", "subject", "rating", "recommend", "effort"}),),
}
_TELLING: dict[Kind, frozenset[str]] = {
    "journeys": frozenset({"touchpoint", "journey", "step", "synonyms"}),
    "people": frozenset({"unit", "role"}),
    "customers": frozenset({"value_per_year", "value_per_month", "left", "left_on", "joined_on", "segment"}),
    "feedback": frozenset({"text", "said_at", "rating", "recommend", "effort", "status"}),
}


def recognise_kind(columns: Sequence[Profile], *, header: bool, name: str) -> Kind:
    """The kind whose telling columns are found most surely; raises FileRefused where none fits."""
    matches = {kind: match_columns(kind, columns, header=header) for kind in KINDS}
    scores = {kind: _score(kind, matches[kind]) for kind in KINDS}
    best = max(KINDS, key=lambda kind: scores[kind])
    if scores[best] == 0:
        raise FileRefused(
            f"“{name}” holds no column of text, subject or marks, and nothing else that Kunding knows "
            f"(columns: {', '.join(column.name for column in columns)[:300]}). "
            "Say what it is with --as and --map, for example --as feedback --map text=COLUMN."
        )
    return best


def lacking(kind: Kind, fields: frozenset[str]) -> frozenset[str]:
    """The fields of which one is needed and none is there; empty where the kind has all that it needs."""
    return next((needed for needed in _NEEDS[kind] if not needed & fields), frozenset())


def _score(kind: Kind, matches: Sequence[Match]) -> float:
    if lacking(kind, frozenset(match.field for match in matches)):
        return 0.0
    told = sum(match.score for match in matches if match.field in _TELLING[kind])
    words = any(match.field == "text" and match.score > 0.8 for match in matches)
    return told + 0.1 + (1.5 if words else 0.0)
