"""The tiles: mood, recommendation, first human answer, silted cases, kept promises, first contacts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kunding.cockpit.filters import Chosen, Span
from kunding.cockpit.queries.figures import Figure, Row, figure, months_back, one, question
from kunding.lake import Ask

TOLD = ("volume", "customers", "positive_share", "unclear_share", "nps", "recommend_share", "warn_share")
OWED = (
    "cases",
    "hours_to_human_answer",
    "hours_to_human_answer_p90",
    "kept_promises",
    "kept_closing_promises",
    "first_contact_resolution",
    "solved_share",
    "case_effort",
    "case_mood",
    "chased_share",
    "passed_on_share",
)
COMPARED = ("hours_to_human_answer", "kept_promises", "first_contact_resolution")
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
    answer_before: Figure
    kept: Figure
    kept_before: Figure
    kept_closing: Figure
    first_contact: Figure
    first_contact_before: Figure
    solved: Figure
    effort: Figure
    feeling: Figure
    chased: Figure
    passed_on: Figure
    lines: Mapping[str, list[float | None]]

    @property
    def mood_change(self) -> float | None:
        """Return the change of mood in percentage points, None where either period says too little."""
        return _change(self.mood, self.mood_before)

    @property
    def kept_change(self) -> float | None:
        """Return the change of kept promises in percentage points."""
        return _change(self.kept, self.kept_before)

    @property
    def first_contact_change(self) -> float | None:
        """Return the change of what is settled in the first contact in percentage points."""
        return _change(self.first_contact, self.first_contact_before)


def questions(picked: Chosen, span: Span, *, at: datetime) -> dict[str, Ask]:
    """Return what must be asked for the tiles."""
    end = span.until or at.date()
    year = Span(months_back(end, LINE - 1), end)
    before = span.before or span
    return {
        "told": question(TOLD, picked, span),
        "owed": question(OWED, picked, span, at=at),
        "told before": question(("positive_share",), picked, before),
        "owed before": question(COMPARED, picked, before, at=at),
        "told by month": question(("positive_share", "nps"), picked, year, by=("month",)),
        "owed by month": question(COMPARED, picked, year, by=("month",), at=at),
    }


def tiles(found: Mapping[str, list[Row]], *, has_before: bool) -> Tiles:
    """Return the tiles made of the answers to `questions`."""
    told, owed = one(found["told"]), one(found["owed"])
    owed_before = one(found["owed before"]) if has_before else {}
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
        answer_before=figure(owed_before, "hours_to_human_answer"),
        kept=figure(owed, "kept_promises"),
        kept_before=figure(owed_before, "kept_promises"),
        kept_closing=figure(owed, "kept_closing_promises"),
        first_contact=figure(owed, "first_contact_resolution"),
        first_contact_before=figure(owed_before, "first_contact_resolution"),
        solved=figure(owed, "solved_share"),
        effort=figure(owed, "case_effort"),
        feeling=figure(owed, "case_mood"),
        chased=figure(owed, "chased_share"),
        passed_on=figure(owed, "passed_on_share"),
        lines=_lines(found),
    )


def _lines(found: Mapping[str, list[Row]]) -> dict[str, list[float | None]]:
    told, owed = found["told by month"], found["owed by month"]
    return {
        **{name: [row.get(name) for row in told] for name in ("positive_share", "nps")},
        **{name: [row.get(name) for row in owed] for name in COMPARED},
    }


def _change(now: Figure, before: Figure) -> float | None:
    if now.early or before.early or now.value is None or before.value is None:
        return None
    return (now.value - before.value) * 100
