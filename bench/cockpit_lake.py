"""A lake of synthetic feedback, cases and handovers for the benchmark of the cockpit's questions; seeded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pyarrow as pa

from kunding.lake import Lake

SEED, DAYS, FIRST = 7, 730, date(2024, 11, 1)
TOUCHPOINTS, UNITS, JOURNEYS, THEMES, CUSTOMERS = 40, 12, 8, 300, 20_000
AT = datetime(2026, 11, 1, tzinfo=UTC)
CHANNELS = ("mail", "phone", "letter", "web", "app", "social", "review", "survey", "chat", "note")
SEGMENTS = ("private", "business", "public", "")


def build(lake: Lake, rows: int) -> None:
    """Fill a lake with seeded feedback, cases, handovers and names."""
    random_ = np.random.default_rng(SEED)
    feedback = synthetic_feedback(random_, rows)
    lake.append("feedback", feedback)
    lake.append("cases", synthetic_cases(random_, feedback))
    lake.append("handovers", synthetic_handovers(random_, lake))
    lake.replace("units", pa.table({"unit_id": range(UNITS), "name": [f"Unit {n}" for n in range(UNITS)]}))
    lake.replace(
        "touchpoints",
        pa.table({"touchpoint_id": range(TOUCHPOINTS), "name": [f"Touchpoint {n}" for n in range(TOUCHPOINTS)]}),
    )
    lake.replace(
        "themes",
        pa.table(
            {"theme_id": range(THEMES), "label": [f"Theme {n}" for n in range(THEMES)], "state": ["shown"] * THEMES}
        ),
    )


def synthetic_feedback(random_: np.random.Generator, rows: int) -> pa.Table:
    """Return feedback in which, as in life, a theme mostly belongs to one touchpoint, and that to one unit."""
    said = np.datetime64(FIRST) + random_.integers(0, DAYS, rows)
    theme = np.minimum((random_.pareto(0.8, rows) * 12).astype("i8"), THEMES - 1)
    home = random_.random(rows) < 0.85
    touchpoint = np.where(home, (theme * 7) % TOUCHPOINTS, random_.integers(0, TOUCHPOINTS, rows))
    negative = random_.random(rows) < 0.25 + 0.4 * ((theme * 13) % 100) / 100
    return pa.table(
        {
            "feedback_id": np.arange(rows),
            "month": pa.array(said.astype("datetime64[M]").astype(str)),
            "said_on": pa.array(said.astype("datetime64[D]")),
            "channel": _words(random_, rows, CHANNELS),
            "source": _words(random_, rows, ("inbox", "export", "shop")),
            "customer_key": _empty(random_, random_.integers(0, CUSTOMERS, rows), 0.2),
            "segment": _words(random_, rows, SEGMENTS),
            "unit_id": touchpoint % UNITS,
            "touchpoint_id": _empty(random_, touchpoint, 0.1),
            "journey_id": touchpoint % JOURNEYS,
            "language": _words(random_, rows, ("de", "de", "de", "en")),
            "sentiment": pa.array(
                np.where(negative, "negative", np.where(random_.random(rows) < 0.5, "neutral", "positive"))
            ),
            "sure": random_.random(rows) < 0.85,
            "intent": _words(random_, rows, ("complaint", "praise", "idea", "question", "leaving", "chasing", "none")),
            "urgency": _words(random_, rows, ("low", "normal", "high")),
            "competitor": _words(random_, rows, ("", "", "X")),
            "rating": _empty(random_, random_.integers(0, 5, rows).astype("f4") / 4, 0.5),
            "recommend": _empty(random_, random_.integers(0, 11, rows), 0.7),
            "effort": _empty(random_, random_.integers(1, 8, rows), 0.9),
            "theme_id": _empty(random_, theme, 0.15),
        }
    )


def synthetic_cases(random_: np.random.Generator, feedback: pa.Table) -> pa.Table:
    """Return a case for each twentieth piece of feedback."""
    some = feedback.take(np.sort(random_.choice(feedback.num_rows, feedback.num_rows // 20, replace=False)))
    rows = some.num_rows
    opened = some["said_on"].to_numpy().astype("datetime64[us]") + random_.integers(0, 86_400_000_000, rows)
    answered = opened + (random_.exponential(40, rows) * 3_600_000_000).astype("i8")
    closed = answered + (random_.exponential(200, rows) * 3_600_000_000).astype("i8")
    return pa.table(
        {
            "case_id": np.arange(rows),
            "feedback_id": some["feedback_id"],
            "month": some["month"],
            "opened_at": opened,
            "due_at": opened + np.timedelta64(3, "D"),
            "answered_at": _empty(random_, answered, 0.1),
            "touched_at": answered,
            "closed_at": _empty(random_, closed, 0.15),
            "kind": _words(random_, rows, ("complaint", "detractor", "leaving", "chasing")),
            "state": _words(random_, rows, ("open", "closed")),
            "unit_id": some["unit_id"],
            "touchpoint_id": some["touchpoint_id"],
            "customer_key": some["customer_key"],
            "handovers": random_.integers(0, 3, rows),
            "chased": random_.integers(0, 2, rows),
        }
    )


def synthetic_handovers(random_: np.random.Generator, lake: Lake) -> pa.Table:
    """Return a handover for each second case."""
    cases = lake.read("cases").slice(0, lake.rows("cases") // 2)
    rows = cases.num_rows
    handed = cases["opened_at"].to_numpy().astype("datetime64[us]") + np.timedelta64(5, "h")
    return pa.table(
        {
            "handover_id": np.arange(rows),
            "case_id": cases["case_id"],
            "month": cases["month"],
            "handed_at": handed,
            "accepted_at": _empty(random_, handed + random_.integers(0, 10**12, rows), 0.1),
            "from_unit_id": random_.integers(0, UNITS, rows),
            "to_unit_id": random_.integers(0, UNITS, rows),
        }
    )


def _words(random_: np.random.Generator, rows: int, words: tuple[str, ...]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(random_.integers(0, len(words), rows), list(words)).cast(pa.string())


def _empty(random_: np.random.Generator, values: Any, share: float) -> pa.Array:
    return pa.array(values, mask=random_.random(len(values)) < share)
