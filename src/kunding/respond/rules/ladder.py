"""The escalation ladder: who is told, how long after a due date nobody kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from kunding.respond.calendar import MICROSECOND, OpeningHours, add_many


@dataclass(frozen=True, slots=True)
class RungFacts:
    """One rung: whom it tells (`owner`, `lead`, `cco`, `person`), and after how much business time."""

    position: int
    after: timedelta
    station: str
    person: int | None = None


# Where the company has set nothing: at once the owner, after half a day the lead, after two days the CCO.
LADDER = (
    RungFacts(1, timedelta(0), "owner"),
    RungFacts(2, timedelta(hours=4), "lead"),
    RungFacts(3, timedelta(hours=16), "cco"),
)


def late_moments(due: NDArray[np.int64], rung: RungFacts, *, hours: OpeningHours) -> NDArray[np.int64]:
    """Return when this rung is told of cases that were due at `due`, in microseconds since 1970."""
    if not rung.after:
        return due
    return np.maximum(add_many(due, np.full(due.shape, rung.after // MICROSECOND), hours=hours), due)


def rung_above(position: int, ladder: Sequence[RungFacts]) -> RungFacts | None:
    """Return the lowest rung above `position`, None at the top.

    >>> rung_above(1, LADDER).station
    'lead'
    """
    return min((rung for rung in ladder if rung.position > position), key=lambda rung: rung.position, default=None)
