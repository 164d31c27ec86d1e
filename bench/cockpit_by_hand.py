"""The cockpit's questions as a careful analyst writes them in SQL: sums only, without intervals."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cockpit_lake import AT

SURE = "count(*) FILTER (sure)"
NEGATIVE = "count(*) FILTER (sure AND sentiment = 'negative')"
POSITIVE = "count(*) FILTER (sure AND sentiment = 'positive')"
WORLD = (
    "count(*) FILTER (recommend IS NOT NULL OR (channel IN ('social', 'review') AND sure)), "
    "count(*) FILTER (recommend >= 9 OR (recommend IS NULL AND channel IN ('social', 'review') AND sure "
    "AND sentiment = 'positive')), count(*) FILTER (recommend <= 6 OR (recommend IS NULL AND channel IN "
    "('social', 'review') AND sure AND sentiment = 'negative'))"
)
NPS = "count(recommend), count(*) FILTER (recommend >= 9), count(*) FILTER (recommend <= 6)"
OPEN = "opened_at <= $at AND (closed_at IS NULL OR closed_at > $at)"
CASES = (
    f"count(*) FILTER ({OPEN}), count(*) FILTER ({OPEN} AND due_at < $at), count(*) FILTER ({OPEN} AND "
    "coalesce(touched_at, answered_at, opened_at) < $at - INTERVAL 14 DAY)"
)
WAIT = "date_diff('second', opened_at, answered_at) / 3600"


def by_hand(where: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return the same questions as a careful analyst writes them (sums only, without intervals)."""
    wide, values = _conditions(where, "")
    narrow = " AND ".join(part for part in wide.split(" AND ") if "month" not in part) or "true"
    few = {name: value for name, value in values.items() if not name.startswith("month")}
    on_cases, _ = _conditions(where, "c.")
    cases = (
        f"cases c LEFT JOIN feedback f USING (feedback_id) WHERE {on_cases.replace('c.segment', 'f.segment')}"
        if "segment" in where
        else f"cases c WHERE {on_cases}"
    )
    on_hands = on_cases.replace("c.month", "h.month").replace("c.segment", "f.segment")
    hands = f"handovers h LEFT JOIN cases c USING (case_id) LEFT JOIN feedback f USING (feedback_id) WHERE {on_hands}"
    if set(where) <= {"month"}:
        hands = f"handovers h WHERE {on_hands}"
    at = {**values, "at": AT.replace(tzinfo=None)}
    return [*_on_feedback(wide, narrow, values, few), *_on_cases(cases, hands, values, at), _by_segment(wide, values)]


def _on_feedback(
    wide: str, narrow: str, values: dict[str, Any], few: dict[str, Any]
) -> list[tuple[str, dict[str, Any]]]:
    return [
        (
            f"SELECT count(*), count(DISTINCT customer_key), {SURE}, {NEGATIVE}, {WORLD}, {NPS} FROM feedback "
            f"WHERE {wide}",
            values,
        ),
        (
            f"SELECT month, count(*), {SURE}, {NEGATIVE}, {POSITIVE} FROM feedback WHERE {wide} GROUP BY 1 ORDER BY 1",
            values,
        ),
        (
            f"SELECT touchpoint_id, name, v, s, n FROM (SELECT touchpoint_id, count(*) v, {SURE} s, {NEGATIVE} n FROM "
            f"feedback WHERE {wide} GROUP BY 1) LEFT JOIN touchpoints USING (touchpoint_id) ORDER BY v DESC",
            values,
        ),
        (
            f"SELECT theme_id, label, n, v, c FROM (SELECT theme_id, {NEGATIVE} n, count(*) v, count(DISTINCT "
            f"customer_key) c FROM feedback WHERE {wide} GROUP BY 1 ORDER BY n DESC LIMIT 20) "
            "LEFT JOIN themes USING (theme_id) ORDER BY n DESC",
            values,
        ),
        (f"SELECT month, {NPS}, {WORLD} FROM feedback WHERE {wide} GROUP BY 1 ORDER BY 1", values),
        (
            f"SELECT channel, count(*), {SURE}, {NEGATIVE}, {POSITIVE} FROM feedback WHERE {wide} GROUP BY 1 ORDER BY 1",
            values,
        ),
        (
            f"SELECT theme_id, week, label, v FROM (SELECT theme_id, date_trunc('week', said_on) AS week, count(*) v FROM "
            f"feedback WHERE {narrow} AND said_on BETWEEN $first AND $last GROUP BY 1, 2) LEFT JOIN themes USING "
            "(theme_id) ORDER BY 1, 2",
            {**few, "first": AT.date() - timedelta(weeks=12), "last": AT.date()},
        ),
    ]


def _on_cases(cases: str, hands: str, values: dict[str, Any], at: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"SELECT {CASES} FROM {cases}", at),
        (f"SELECT c.unit_id, {CASES} FROM {cases} GROUP BY 1 ORDER BY 1", at),
        (
            f"SELECT from_unit_id, to_unit_id, count(*), median(date_diff('second', handed_at, accepted_at)) FROM {hands} "
            "GROUP BY 1, 2 ORDER BY 1, 2",
            values,
        ),
        (
            f"SELECT c.month, median({WAIT}), quantile_cont({WAIT}, 0.9), count(answered_at) FROM {cases} GROUP BY 1 "
            "ORDER BY 1",
            values,
        ),
    ]


def _by_segment(wide: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return (f"SELECT segment, count(*), {SURE}, {NEGATIVE} FROM feedback WHERE {wide} GROUP BY 1 ORDER BY 1", values)


def _conditions(where: dict[str, Any], prefix: str) -> tuple[str, dict[str, Any]]:
    parts, values = ["true"], {}
    for field, value in where.items():
        if isinstance(value, tuple):
            parts.append(f"{prefix}{field} >= $month_first AND {prefix}{field} <= $month_last")
            values |= {"month_first": value[0], "month_last": value[1]}
        else:
            parts.append(f"{prefix}{field} = ${field}")
            values[field] = value
    return " AND ".join(parts), values
