"""How themes move, from counts per theme and day as the lake gives them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from kunding.understand.discovery import Trend, tell_trends
from kunding.understand.discovery.trends import BEFORE_DAYS, RECENT_DAYS
from kunding.understand.models import Theme

SEEN_DAYS = RECENT_DAYS + BEFORE_DAYS
WEEKS = SEEN_DAYS // 7
MOVING = ("new", "growing", "vanishing")
Row = Mapping[str, Any]  # theme_id (None: no theme), day, volume


@dataclass(frozen=True)
class Movement:
    """A theme with its weekly counts and what became of it."""

    key: int
    label: str
    state: str
    before: int
    after: int
    weeks: list[float | None]

    @property
    def total(self) -> int:
        """Return how much was said on it in all the weeks seen."""
        return self.before + self.after


def seen_since(until: date) -> date:
    """Return the first day that counts for a movement up to `until`."""
    return until - timedelta(days=SEEN_DAYS - 1)


def movements(rows: Sequence[Row], *, until: date) -> list[Movement]:
    """Return the shown themes of these rows, the most spoken of first."""
    trends = _trends(rows, until)
    keys = [trend.theme for trend in trends]
    labels = dict(Theme.objects.filter(pk__in=keys, merged_into=None, hiding=None).values_list("pk", "label"))
    weekly = _weekly(rows, until)
    found = [
        Movement(trend.theme, labels[trend.theme], trend.state, trend.before, trend.after, weekly[trend.theme])
        for trend in trends
        if trend.theme in labels
    ]
    return sorted(found, key=lambda movement: -movement.total)


def _trends(rows: Sequence[Row], until: date) -> list[Trend]:
    if not rows:
        return []
    counts = [int(row["volume"]) for row in rows]
    themes = np.array([-1 if row["theme_id"] is None else int(row["theme_id"]) for row in rows], dtype=np.int64)
    days = np.array([row["day"] for row in rows], dtype="datetime64[D]")
    return tell_trends(np.repeat(themes, counts), np.repeat(days, counts), until)


def _weekly(rows: Sequence[Row], until: date) -> Mapping[int, list[float | None]]:
    weeks: dict[int, list[float | None]] = defaultdict(lambda: [0.0] * WEEKS)
    for row in rows:
        place = WEEKS - 1 - (until - row["day"]).days // 7
        if row["theme_id"] is not None and 0 <= place < WEEKS:
            theme = weeks[int(row["theme_id"])]
            theme[place] = (theme[place] or 0.0) + row["volume"]
    return weeks
