"""Every metric against SQL written by hand, on generated tables with nulls and empty groups."""

import math
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kunding.lake import METRICS, Ask, Lake
from kunding.lake.tests.rows import AT, feedback, table

OPEN = "opened_at <= $at AND (closed_at IS NULL OR closed_at > $at)"
TELLS = "(recommend IS NOT NULL OR (channel IN ('social', 'review') AND sure))"
POST = "recommend IS NULL AND channel IN ('social', 'review') AND sure AND sentiment ="


def share(part: str, whole: str) -> str:
    return f"sum(CASE WHEN ({part}) AND ({whole}) THEN 1.0 ELSE 0 END) / nullif(sum(CASE WHEN {whole} THEN 1 END), 0)"


def count(condition: str) -> str:
    return f"coalesce(sum(CASE WHEN {condition} THEN 1 ELSE 0 END), 0)"


def kept(done: str, by: str) -> str:
    done = f"coalesce({done}, closed_at)"
    return share(
        f"{done} <= {by} AND {done} <= $at", f"{by} IS NOT NULL AND (coalesce({done} <= $at, false) OR {by} < $at)"
    )


def waited(until: str, unit: float, start: str = "opened_at", part: float = 0.5) -> str:
    seconds = f"epoch(date_trunc('second', {until})) - epoch(date_trunc('second', {start}))"
    return f"quantile_cont(({seconds}) / {unit}, {part})"


BY_HAND = {
    "volume": "count(*)",
    "customers": "count(DISTINCT customer_key)",
    "negative_share": share("sentiment = 'negative'", "sure"),
    "positive_share": share("sentiment = 'positive'", "sure"),
    "mood": "100 * avg(CASE WHEN sure THEN CASE sentiment WHEN 'positive' THEN 1.0 WHEN 'negative' THEN -1 "
    "ELSE 0 END END)",
    "unclear_share": "avg(CASE WHEN sure THEN 0.0 ELSE 1 END)",
    "nps": "100 * avg(CASE WHEN recommend >= 9 THEN 1.0 WHEN recommend <= 6 THEN -1 WHEN recommend IS NOT NULL "
    "THEN 0 END)",
    "csat": "avg(CASE WHEN rating >= 0.75 THEN 1.0 WHEN rating < 0.75 THEN 0 END)",
    "ces": "avg(effort)",
    "mean_rating": "avg(rating::DOUBLE)",
    "recommend_share": share(f"recommend >= 9 OR ({POST} 'positive')", TELLS),
    "warn_share": share(f"recommend <= 6 OR ({POST} 'negative')", TELLS),
    "complaints": count("intent = 'complaint'"),
    "praise": count("intent = 'praise'"),
    "ideas": count("intent = 'idea'"),
    "leaving_threats": count("intent = 'leaving'"),
    "chasers": count("intent = 'chasing'"),
    "negatives": count("sure AND sentiment = 'negative'"),
    "cases": "count(*)",
    "open_cases": count(OPEN),
    "overdue_cases": count(f"{OPEN} AND due_at < $at"),
    "hours_to_human_answer": waited("answered_at", 3600.0),
    "hours_to_human_answer_p90": waited("answered_at", 3600.0, part=0.9),
    "kept_promises": kept("round_answered_at", "answer_by"),
    "kept_closing_promises": kept("told_at", "close_by"),
    "first_contact_resolution": share("first_contact", "first_contact IS NOT NULL"),
    "lead_time": waited("closed_at", 86400.0),
    "chased_share": share("chased > 0 OR kind = 'chasing'", "chased IS NOT NULL"),
    "passed_on_share": share("handovers > 0", "handovers IS NOT NULL"),
    "reopened_share": share(
        "coalesce(round, 1) > 1", "coalesce(round, 1) > 1 OR told_at IS NOT NULL OR closed_at IS NOT NULL"
    ),
    "solved_share": "avg(CASE solved WHEN 'yes' THEN 1.0 WHEN 'partly' THEN 0 WHEN 'no' THEN 0 END)",
    "case_effort": "avg(verdict_effort)",
    "case_mood": "avg(verdict_mood)",
    "cross_department_without_owner": count(
        f"{OPEN} AND offers >= 1 AND (NOT has_owner OR unit_id IS NULL OR offer_lapses_at < $at)"
    ),
    "handovers": "count(*)",
    "refused_handovers": count("outcome = 'refused' OR outcome = 'lapsed'"),
    "hanging_handovers": count("handed_at <= $at AND (settled_at IS NULL OR settled_at > $at)"),
    "days_lost": "sum(days_lost)",
    "accepted_at_first_time": "avg(CASE WHEN first_try THEN 1.0 WHEN NOT first_try THEN 0 END)",
    "days_to_accept": waited("accepted_at", 86400.0, start="handed_at"),
}
DAYS = st.integers(0, 120).map(lambda n: date(2025, 12, 20) + timedelta(n))
SMALL = st.none() | st.integers(1, 3)
MOMENTS = st.integers(0, 200 * 86_400_000).map(
    lambda ms: datetime(2025, 12, 20, tzinfo=UTC) + timedelta(milliseconds=ms)
)
FEEDBACK = st.fixed_dictionaries(
    {
        "said_on": DAYS,
        "channel": st.sampled_from(["mail", "social", "review"]),
        "customer_key": SMALL,
        "segment": st.sampled_from(["", "business"]),
        "unit_id": SMALL,
        "touchpoint_id": SMALL,
        "theme_id": SMALL,
        "sentiment": st.sampled_from(["negative", "neutral", "positive"]),
        "sure": st.booleans(),
        "intent": st.sampled_from(["complaint", "praise", "idea", "leaving", "chasing", "none"]),
        "rating": st.none() | st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]),
        "recommend": st.none() | st.integers(0, 10),
        "effort": st.none() | st.integers(1, 7),
    }
)
CASES = st.fixed_dictionaries(
    {
        "feedback_id": st.integers(0, 30),
        "opened_at": MOMENTS,
        "due_at": st.none() | MOMENTS,
        "answered_at": st.none() | MOMENTS,
        "touched_at": st.none() | MOMENTS,
        "closed_at": st.none() | MOMENTS,
        "kind": st.sampled_from(["complaint", "chasing"]),
        "state": st.sampled_from(["open", "closed"]),
        "unit_id": SMALL,
        "touchpoint_id": SMALL,
        "handovers": SMALL | st.just(0),
        "chased": SMALL | st.just(0),
        "answer_by": st.none() | MOMENTS,
        "close_by": st.none() | MOMENTS,
        "round": st.none() | st.integers(1, 3),
        "round_answered_at": st.none() | MOMENTS,
        "told_at": st.none() | MOMENTS,
        "first_contact": st.none() | st.booleans(),
        "solved": st.sampled_from([None, "yes", "partly", "no"]),
        "verdict_effort": st.none() | st.integers(1, 7),
        "verdict_mood": st.none() | st.integers(1, 5),
        "has_owner": st.booleans(),
        "offers": SMALL | st.just(0),
        "offer_lapses_at": st.none() | MOMENTS,
    }
)
HANDOVERS = st.fixed_dictionaries(
    {
        "case_id": st.integers(0, 30),
        "handed_at": MOMENTS,
        "accepted_at": st.none() | MOMENTS,
        "from_unit_id": SMALL,
        "to_unit_id": SMALL,
        "outcome": st.sampled_from(["offered", "accepted", "refused", "withdrawn", "lapsed"]),
        "settled_at": st.none() | MOMENTS,
        "first_try": st.none() | st.booleans(),
        "days_lost": st.none() | st.floats(0, 40),
    }
)
MANY = {
    "feedback": st.lists(FEEDBACK, max_size=60),
    "cases": st.lists(CASES, max_size=30),
    "handovers": st.lists(HANDOVERS, max_size=30),
}
CUTS = {
    "feedback": [(), ("month",), ("touchpoint_id", "channel"), ("theme_id",), ("sentiment",)],
    "cases": [(), ("month",), ("unit_id",), ("kind", "state")],
    "handovers": [(), ("from_unit_id", "to_unit_id"), ("outcome",)],
}
DIMENSION = {
    "touchpoint_id": "touchpoint",
    "theme_id": "theme",
    "unit_id": "unit",
    "from_unit_id": "from_unit",
    "to_unit_id": "to_unit",
}


def test_every_metric_has_its_sql_by_hand() -> None:
    assert set(BY_HAND) == set(METRICS)


@pytest.mark.parametrize("name", MANY)
@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_figures_are_those_of_sql_by_hand(
    name: str, data: st.DataObject, compiled: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = table(name, [_row(name, n, row) for n, row in enumerate(data.draw(MANY[name]))])
    lake = Lake(tmp_path_factory.mktemp("lake"), compiled=compiled)
    lake.append(name, rows)
    metrics = [metric.name for metric in METRICS.values() if metric.table == name]
    for cut in CUTS[name]:
        asked = Ask(metrics, by=[DIMENSION.get(column, column) for column in cut], at=AT)
        _same(lake.ask_many([asked])[0], _by_hand(rows, metrics, cut), metrics, cut)


def _row(name: str, number: int, drawn: dict[str, Any]) -> dict[str, Any]:
    if name == "feedback":
        return feedback(number, drawn["said_on"].isoformat(), **{k: v for k, v in drawn.items() if k != "said_on"})
    key, moment = ("case_id", "opened_at") if name == "cases" else ("handover_id", "handed_at")
    return {**drawn, key: number, "month": f"{drawn[moment]:%Y-%m}"}


def _by_hand(rows: pa.Table, metrics: list[str], cut: tuple[str, ...]) -> list[dict[str, Any]]:
    naive = pa.schema(
        [pa.field(f.name, pa.timestamp("us")) if pa.types.is_timestamp(f.type) else f for f in rows.schema]
    )
    connection = duckdb.connect()
    connection.register("given_rows", rows.cast(naive))
    shown = ", ".join([*cut, *(f"{BY_HAND[name]} AS {name}" for name in metrics)])
    group = f"GROUP BY {', '.join(cut)} ORDER BY {', '.join(f'{c} NULLS LAST' for c in cut)}" if cut else ""
    sql = f"SELECT {shown} FROM given_rows {group}"
    values = {"at": AT.replace(tzinfo=None)} if "$at" in sql else {}
    answer = connection.execute(sql, values)
    columns = [column[0] for column in answer.description]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def _same(answer: pa.Table, by_hand: list[dict[str, Any]], metrics: list[str], cut: tuple[str, ...]) -> None:
    found = answer.to_pylist()
    assert [[row[c] for c in cut] for row in found] == [[row[c] for c in cut] for row in by_hand]
    for row, expected in zip(found, by_hand, strict=True):
        for name in metrics:
            one, other = row[name], expected[name]
            same = one is other is None or (
                one is not None and other is not None and math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
            )
            assert same, f"{name} by {cut}: {one} ≠ {other}"
            if row.get(f"{name}_low") is not None:
                assert row[f"{name}_low"] - 1e-9 <= one <= row[f"{name}_high"] + 1e-9
