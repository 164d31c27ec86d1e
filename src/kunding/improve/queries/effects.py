"""Whether an initiative helped: its theme's feedback per week, before and after it reached the customers."""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from kunding.improve.models import Initiative
from kunding.improve.rules import Effect, effect
from kunding.improve.rules.effect import WEEKS
from kunding.lake import Ask
from kunding.lake.installed import the_lake

WEEK = 7


def effect_of(initiative: Initiative, *, today: date) -> Effect | None:
    """Return what became of the theme since the initiative was shipped, or None where it was not.

    Up to 26 whole weeks on each side, counted from the day of shipping; all other feedback is the control.
    """
    shipped = initiative.shipped_on
    if shipped is None:
        return None
    weeks_after = max(0, min(WEEKS, ((today - shipped).days + 1) // WEEK))
    begin = shipped - timedelta(weeks=WEEKS)
    span = (begin, shipped + timedelta(days=max(weeks_after * WEEK - 1, 0)))
    questions = [
        Ask("volume", by="day", where=where | {"day": span})
        for where in ({"theme_id": initiative.pain_point.theme_id}, {})
    ]
    told, everything = (
        _weekly({row["day"]: int(row["volume"]) for row in table.to_pylist()}, begin, WEEKS + weeks_after)
        for table in the_lake().ask_many(questions)
    )
    first = _first_week(everything)
    others = everything - told
    return effect(
        before=told[first:WEEKS], after=told[WEEKS:], others_before=others[first:WEEKS], others_after=others[WEEKS:]
    )


def _weekly(by_day: Mapping[date, int], begin: date, weeks: int) -> NDArray[np.int64]:
    counts = np.zeros(weeks, dtype=np.int64)
    for day, count in by_day.items():
        if 0 <= (week := (day - begin).days // WEEK) < weeks:
            counts[week] += count
    return counts


def _first_week(everything: NDArray[np.int64]) -> int:
    """Return the first week in which anything was heard: before it nobody listened."""
    heard = everything[:WEEKS].nonzero()[0]
    return int(heard[0]) if len(heard) else WEEKS
