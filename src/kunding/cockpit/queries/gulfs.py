"""The gulfs between units: how often cases go from one to another."""

from collections.abc import Sequence
from dataclasses import dataclass

from kunding.cockpit.filters import Chosen, Span
from kunding.cockpit.queries.figures import Row, question
from kunding.lake import Ask

MOST = 6


@dataclass(frozen=True)
class Gulf:
    """One boundary between two units."""

    giver: str
    receiver: str
    count: int
    days: float | None  # median until the receiver accepted


def gulf_question(picked: Chosen, span: Span) -> Ask:
    """Return what must be asked for the boundaries."""
    return question(("handovers", "days_to_accept"), picked, span, by=("from_unit", "to_unit"))


def gulfs(rows: Sequence[Row]) -> list[Gulf]:
    """Return the boundaries that are crossed most often."""
    found = [
        Gulf(row["from_unit"] or "–", row["to_unit"] or "–", int(row["handovers"]), row["days_to_accept"])
        for row in rows
        if row["handovers"]
    ]
    return sorted(found, key=lambda gulf: -gulf.count)[:MOST]
