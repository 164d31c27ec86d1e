"""Service levels: how soon customers are answered, by kind, channel and segment, counted in business time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from kunding.respond.calendar import MICROSECOND, OpeningHours, add_days_to_many, add_many

URGENT_WITHIN = timedelta(hours=1)  # business time: urgent matters, and customers who had to ask again
AFTER_OPENING = timedelta(hours=1)  # nobody is called before we were open for this long


@dataclass(frozen=True, slots=True)
class Level:
    """What is promised; an empty kind, channel or segment stands for any."""

    kind: str = ""
    channel: str = ""
    segment: str = ""
    acknowledge: timedelta = timedelta(hours=1)  # business time
    answer: timedelta = timedelta(hours=6)  # business time, or by the clock
    by_the_clock: bool = False
    close_days: int = 5  # business days


# Where the company has set nothing: the usual practice of complaint management.
LEVELS = (Level(), Level(kind="detractor", answer=timedelta(hours=24), by_the_clock=True))


@dataclass(frozen=True, slots=True)
class PromiseDates:
    """Until when many cases are to be acknowledged, answered by a person and closed, in microseconds since 1970."""

    acknowledge: NDArray[np.int64]
    answer: NDArray[np.int64]
    close: NDArray[np.int64]


def level_of(*, kind: str, channel: str, segment: str, levels: Iterable[Level]) -> Level:
    """Return the level that counts: the narrowest that fits; where two are as narrow, the segment goes before the
    kind and the kind before the channel.

    >>> level_of(kind="detractor", channel="mail", segment="", levels=LEVELS).by_the_clock
    True
    >>> level_of(kind="complaint", channel="mail", segment="", levels=LEVELS).answer
    datetime.timedelta(seconds=21600)
    """
    fitting = [
        level
        for level in levels
        if level.kind in {"", kind} and level.channel in {"", channel} and level.segment in {"", segment}
    ]
    return max(fitting, key=_narrowness, default=Level())


def _narrowness(level: Level) -> tuple[int, bool, bool]:
    said = (level.segment != "", level.kind != "", level.channel != "")
    return (sum(said), said[0], said[1])


def promise_dates(
    starts: NDArray[np.int64], level: Level, *, soon: NDArray[np.bool_], hours: OpeningHours
) -> PromiseDates:
    """Return what is promised to customers who began to wait at `starts` (microseconds since 1970).

    soon: urgent, or the customer had to ask again; then the answer is due within one business hour.
    """
    within = np.where(soon, min(URGENT_WITHIN, level.answer) // MICROSECOND, level.answer // MICROSECOND)
    answer = add_many(starts, within, hours=hours)
    if level.by_the_clock:
        clock = np.maximum(starts + level.answer // MICROSECOND, add_many(starts, AFTER_OPENING, hours=hours))
        answer = np.where(soon, answer, clock)
    close = add_days_to_many(starts, level.close_days, hours=hours)
    acknowledge = np.minimum(add_many(starts, level.acknowledge, hours=hours), answer)
    return PromiseDates(acknowledge, answer, np.maximum(close, answer))
