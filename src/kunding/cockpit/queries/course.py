"""Volume and mood over time, each part of a bar with the address of the feedback behind it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

from kunding.cockpit.filters import Chosen, Span
from kunding.cockpit.queries.figures import Row, months_back, question
from kunding.lake import Ask

MONTHS = 24
KINDS = ("negative", "unclear", "neutral", "positive")


@dataclass(frozen=True)
class Month:
    """What was said in one month."""

    first: date
    counts: Mapping[str, int]

    @property
    def last(self) -> date:
        """Return the last day of the month."""
        return (self.first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def course_question(picked: Chosen, *, until: date) -> Ask:
    """Return what must be asked for the course of the last 24 months."""
    span = Span(months_back(until, MONTHS - 1), until)
    return question(("volume",), picked, span, by=("month", "sentiment", "sure"))


def course(rows: Sequence[Row], *, until: date) -> list[Month]:
    """Return the months from the first one with anything to tell, oldest first."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(KINDS, 0))
    for row in rows:
        counts[str(row["month"])][_kind(row)] += int(row["volume"])
    first = min(counts, default="")
    every = [months_back(until, back) for back in reversed(range(MONTHS))]
    return [Month(day, dict(counts[f"{day:%Y-%m}"])) for day in every if first and f"{day:%Y-%m}" >= first]


def kind_names() -> dict[str, str]:
    """Return the names of the parts of a bar."""
    return {
        "negative": gettext("negative"),
        "unclear": gettext("unclear"),
        "neutral": gettext("neutral"),
        "positive": gettext("positive"),
    }


def _kind(row: Row) -> str:
    return str(row["sentiment"]) if row["sure"] else "unclear"
