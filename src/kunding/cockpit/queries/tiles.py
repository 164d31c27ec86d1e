"""The tiles: mood, recommendation, first human answer, silted cases, kept promises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kunding.cockpit.filters import Chosen, Span
from kunding.cockpit.queries.figures import Figure, Row, figure, months_back, one, question
from kunding.lake import Ask

TOLD = ("volume", "customers", "positive_share", "unclear_share", "nps", "recommend_share", "warn_share")
OWED = ("cases", "hours_to_human_answer", "hours_to_human_answer_p90", "kept_promises", "passed_on_share")
LINE = 12  # months of a sparkline


@dataclass(frozen=True)
class Tiles:
    """What stands on top of the cockpit; `lines` are monthly values by metric."""

    volume: int
    customers: int
    mood: Figure
    mood_before: Figure
    unclear: Figure
    nps: Figure
    recommend: Figure
    warn: Figure
    answer: Figure
    answer_p90: Figure
    kept: Figure
    kept_before: Figure
    passed_on: Figure
    lines: Mapping[str, list[float | None]]

    @property
    def mood_change(self) -> float | None:
        """Return the change of mood in percentage points, None where either period says too little."""
        return _change(self.mood, self.mood_before)


def questions(picked: Chosen, span: Span, *, at: datetime) -> dict[str, Ask]:
    """Return what must be asked for the tiles."""
    end = span.until or at.date()
    year = Span(months_back(end, LINE - 1), end)
    before = span.before or span
    return {
        "told": question(TOLD, picked, span),
        "owed": question(OWED, picked, span, at=at),
        "told before": question(("positive_share",), picked, before),
        "owed before": question(("kept_promises",), picked, before, at=at),
        "told by month": question(("positive_share", "nps"), picked, year, by=("month",)),
        "owed by month": question(("hours_to_human_answer", "kept_promises"), picked, year, by=("month",), at=at),
    }


def tiles(found: Mapping[str, list[Row]], *, has_before: bool) -> Tiles:
    """Return the tiles made of the answers to `questions`."""
    told, owed = one(found["told"]), one(found["owed"])
    return Tiles(
        volume=int(told.get("volume") or 0),
        customers=int(told.get("customers") or 0),
        mood=figure(told, "positive_share"),
        mood_before=figure(one(found["told before"]) if has_before else {}, "positive_share"),
        unclear=figure(told, "unclear_share"),
        nps=figure(told, "nps"),
        recommend=figure(told, "recommend_share"),
        warn=figure(told, "warn_share"),
        answer=figure(owed, "hours_to_human_answer"),
        answer_p90=figure(owed, "hours_to_human_answer_p90"),
        kept=figure(owed, "kept_promises"),
        kept_before=figure(one(found["owed before"]) if has_before else {}, "kept_promises"),
        passed_on=figure(owed, "passed_on_share"),
        lines=_lines(found),
    )


def _lines(found: Mapping[str, list[Row]]) -> dict[str, list[float | None]]:
    told, owed = found["told by month"], found["owed by month"]
    return {
        **{name: [row.get(name) for row in told] for name in ("positive_share", "nps")},
        **{name: [row.get(name) for row in owed] for name in ("hours_to_human_answer", "kept_promises")},
    }


def _change(now: Figure, before: Figure) -> float | None:
    if now.early or before.early or now.value is None or before.value is None:
        return None
    return (now.value - before.value) * 100
