"""Ask what the cockpit's first page asks of 1,000,000 pieces of feedback, and the same by hand-written SQL.

Run: python bench/cockpit_questions.py [--rows 1000000] [--pages 40]
Bars: p95 per page ≤ 250 ms; ≤ 1.5 × the hand-written questions over the same files in the same run.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from kunding.lake import TABLES, Ask, Lake

SEED, DAYS, FIRST = 7, 730, date(2024, 11, 1)
TOUCHPOINTS, UNITS, JOURNEYS, THEMES, CUSTOMERS = 40, 12, 8, 300, 20_000
AT = datetime(2026, 11, 1, tzinfo=UTC)
CHANNELS = ("mail", "phone", "letter", "web", "app", "social", "review", "survey", "chat", "note")
SEGMENTS = ("private", "business", "public", "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--pages", type=int, default=40)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(folder)
        build(lake, asked.rows)
        report(lake, asked.rows, asked.pages)


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


def page(where: dict[str, Any]) -> list[Ask]:
    """Return the questions of the cockpit's first page under these filters."""
    newest = {**where, "day": (AT.date() - timedelta(weeks=12), AT.date())}
    newest.pop("month", None)
    return [
        Ask(["volume", "customers", "negative_share", "recommend_share", "warn_share", "nps"], where=where),
        Ask(["volume", "mood", "negative_share"], by="month", where=where),
        Ask(["volume", "negative_share"], by="touchpoint", where=where, order="-volume"),
        Ask(["negatives", "volume", "customers"], by="theme", where=where, order="-negatives", limit=20),
        Ask(["nps", "recommend_share", "warn_share"], by="month", where=where),
        Ask(["volume", "mood"], by="channel", where=where),
        Ask("volume", by=["theme", "week"], where=newest),
        Ask(["open_cases", "overdue_cases", "silted_cases"], where=where, at=AT),
        Ask(["open_cases", "overdue_cases", "silted_cases"], by="unit", where=where, at=AT),
        Ask(["handovers", "days_to_accept"], by=["from_unit", "to_unit"], where=where),
        Ask(["hours_to_human_answer", "hours_to_human_answer_p90"], by="month", where=where),
        Ask(["volume", "negative_share"], by="segment", where=where),
    ]


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
        (f"SELECT segment, count(*), {SURE}, {NEGATIVE} FROM feedback WHERE {wide} GROUP BY 1 ORDER BY 1", values),
    ]


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


def varied(pages: int) -> list[dict[str, Any]]:
    """Return filters as people set them: half of them a period only, the rest one or two more."""
    random_, months = random.Random(SEED), [f"{2024 + (10 + n) // 12}-{(10 + n) % 12 + 1:02d}" for n in range(24)]
    found: list[dict[str, Any]] = []
    for number in range(pages):
        start = random_.randrange(0, 18)
        span = (months[start], months[random_.randrange(start, 24)])
        where: dict[str, Any] = {"month": span} if number % 4 else {}
        if number % 2:
            where["segment"] = random_.choice(SEGMENTS[:3])
        if number % 3 == 2:
            where["unit_id"] = random_.randrange(UNITS)
        if number % 5 == 4:
            where["touchpoint_id"] = random_.randrange(TOUCHPOINTS)
        found.append(where)
    return found


def report(lake: Lake, rows: int, pages: int) -> None:
    """Time pages through the lake and by hand, in turns; print and store the figures."""
    connection = hand_connection(lake)
    wheres = varied(pages)
    started = time.perf_counter()
    lake.ask_many(page({}))
    first = time.perf_counter() - started
    for where in wheres:
        lake.warm(page(where))
    for where in wheres[:3]:
        check(lake, connection, where)
    asked, by_sql = [], []
    for where in wheres:
        asked.append(_seconds(lambda where=where: lake.ask_many(page(where))))
        by_sql.append(
            _seconds(
                lambda where=where: [
                    connection.sql(sql, params=values).to_arrow_table() for sql, values in by_hand(where)
                ]
            )
        )
    ratio = statistics.median(asked) / statistics.median(by_sql)
    print(f"{rows:,} pieces of feedback, {pages} pages of {len(page({}))} questions; first page {first:.2f} s")
    print(f"{'':24}{'median':>10}{'p95':>10}")
    for name, times in (("lake.ask_many", asked), ("hand-written SQL", by_sql)):
        print(f"{name:24}{statistics.median(times) * 1000:>7.0f} ms{_p95(times) * 1000:>7.0f} ms")
    print(f"ratio {ratio:.2f} (bar 1.5)   p95 {_p95(asked) * 1000:.0f} ms (bar 250 ms)")
    store(
        [
            {
                "what": f"cockpit page, {rows:,} feedback, p95",
                "figure": f"{_p95(asked) * 1000:.0f} ms",
                "bar": "≤ 250 ms",
                "met": _p95(asked) <= 0.25,
            },
            {
                "what": "cockpit page, ratio to hand-written DuckDB SQL",
                "figure": f"{ratio:.2f}",
                "bar": "≤ 1.5",
                "met": ratio <= 1.5,
            },
        ]
    )


def hand_connection(lake: Lake) -> duckdb.DuckDBPyConnection:
    """Return a connection with the same files as plain views."""
    connection = duckdb.connect()
    connection.execute("SET parquet_metadata_cache = true")
    for name in ("feedback", "cases", "handovers", "touchpoints", "themes", "units"):
        files = lake.store.files(name)
        assert files
        moments = [f"make_timestamp(epoch_us({m})) AS {m}" for m in _MOMENTS.get(name, ())]
        shown = f"* REPLACE ({', '.join(moments)})" if moments else "*"
        by_month = ", hive_partitioning = true, hive_types = {'month': VARCHAR}" if TABLES[name].by_month else ""
        rows = f"read_parquet({list(files.addresses)!r}{by_month})"
        connection.execute(f"CREATE VIEW {name} AS SELECT {shown} FROM {rows}")
    return connection


_MOMENTS = {
    "cases": ("opened_at", "due_at", "answered_at", "touched_at", "closed_at"),
    "handovers": ("handed_at", "accepted_at"),
}


def check(lake: Lake, connection: duckdb.DuckDBPyConnection, where: dict[str, Any]) -> None:
    """Stop when both ways do not count the same."""
    answers = lake.ask_many(page(where))
    hand = [connection.sql(sql, params=values).to_arrow_table() for sql, values in by_hand(where)]
    for number, (one, other) in enumerate(zip(answers, hand, strict=True)):
        assert one.num_rows == other.num_rows, f"question {number} under {where}: {one.num_rows} ≠ {other.num_rows}"
    assert answers[0]["volume"][0].as_py() == hand[0].column(0)[0].as_py()
    assert answers[0]["customers"][0].as_py() == hand[0].column(1)[0].as_py()
    assert answers[3]["customers"].to_pylist() == hand[3].column(4).to_pylist() or len(set(hand[3].column(2))) < 20
    assert [answers[7][c][0].as_py() for c in range(3)] == [hand[7].column(c)[0].as_py() for c in range(3)]


def _seconds(act: Any) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _p95(times: list[float]) -> float:
    return sorted(times)[max(0, int(len(times) * 0.95 + 0.5) - 1)]


def store(figures: list[dict[str, Any]]) -> None:
    """Write the figures for `make bench`."""
    folder = Path(__file__).parent.parent / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{Path(__file__).stem}.json").write_text(json.dumps(figures, indent=2, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
