import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kunding.lake import Ask, FilterError, Lake, QuestionError
from kunding.lake.pages import metrics_page
from kunding.lake.tests.rows import AT, feedback, table

ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"metrics": "happiness"}, "There is no metric “happiness”. There are: accepted_at_first_time, case_effort"),
        ({"metrics": []}, "A question needs a metric"),
        ({"metrics": "volume", "by": "mood"}, "Nothing can be cut by “mood”. There are: channel"),
        ({"metrics": "volume", "by": "state"}, "“volume” knows no “state”; it knows: day, week"),
        ({"metrics": "open_cases"}, "“open_cases” needs the moment"),
        ({"metrics": "volume", "order": "nps"}, "no column “nps” to order by. There are: volume"),
        ({"metrics": "volume", "limit": 0}, "The limit must be a whole number"),
    ],
)
def test_a_question_that_cannot_be_answered_gets_one_sentence(asked: dict[str, Any], sentence: str) -> None:
    with pytest.raises(QuestionError, match=sentence):
        _ = Ask(**asked).question


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ({"colour": "red"}, "There is no field “colour”. There are: case_id"),
        ([("channel", "~", "x")], "There is no operator “~”. There are: =, !="),
        ({"month": "2026-1"}, "“month” must be a month like 2026-03, not “2026-1”"),
        ({"touchpoint_id": [3, "x"]}, "“touchpoint_id” must be a whole number, not “x”"),
        ({"sure": 1}, "“sure” must be true or false"),
        ({"day": ("2026-01-01", "soon")}, "“day” must be a day like 2026-03-31, not “soon”"),
        ({"day": ("2026-01-01",)}, "needs two ends"),
        ({"feedback_id": list(range(1025))}, "at most 1024 values"),
    ],
)
def test_a_filter_that_does_not_fit_gets_one_sentence(where: Any, sentence: str) -> None:
    with pytest.raises(FilterError, match=sentence):
        _ = Ask("volume", where=where).question


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ({"touchpoint": "Bus"}, [1]),
        ({"touchpoint": ["Bus", "Tram"]}, [1, 2]),
        ({"touchpoint": None}, [3]),
        ([("touchpoint", "!=", "Bus")], [2, 3]),
        ([("touchpoint_id", "not in", [1])], [2, 3]),
        ({"month": ("2026-02", None)}, [2, 3]),
        ({"day": ("2026-01-05", "2026-02-01")}, [1, 2]),
        ({"quarter": "2026-Q2"}, [3]),
        ([("rating", ">", "0.5")], [2]),
        ({"sure": "no"}, [3]),
        ({"week": "2025-12-29"}, []),
        ([("touchpoint_id", "not empty", None), ("rating", "<=", 0.5)], [1]),
    ],
)
def test_filters_keep_what_they_say(where: Any, kept: list[int], lake: Lake) -> None:
    lake.append(
        "feedback",
        table(
            "feedback",
            [
                feedback(1, touchpoint_id=1, rating=0.5),
                feedback(2, "2026-02-01", touchpoint_id=2, rating=1.0),
                feedback(3, "2026-04-01", sure=False),
            ],
        ),
    )
    lake.replace(
        "touchpoints", table("touchpoints", [{"touchpoint_id": 1, "name": "Bus"}, {"touchpoint_id": 2, "name": "Tram"}])
    )
    days = {"2026-01-05": 1, "2026-02-01": 2, "2026-04-01": 3}
    answer = lake.ask("volume", by="day", where=where)
    assert [days[str(day)] for day in answer["day"].to_pylist()] == kept


def test_cases_borrow_what_their_feedback_knows(lake: Lake) -> None:
    lake.append("feedback", table("feedback", [feedback(1, channel="phone"), feedback(2)]))
    opened = {"month": "2026-01", "opened_at": AT, "kind": "complaint", "state": "open"}
    lake.append("cases", table("cases", [{**opened, "case_id": n, "feedback_id": n} for n in (1, 2, 3)]))
    answer = lake.ask(["cases", "volume"], by="channel")
    assert answer.to_pylist() == [
        {"channel": "mail", "cases": 1, "volume": 1},
        {"channel": "phone", "cases": 1, "volume": 1},
        {"channel": None, "cases": 1, "volume": 0},
    ]
    assert lake.ask("cases", where={"channel": "phone"})["cases"].to_pylist() == [1]


def test_the_first_groups_have_all_their_figures(lake: Lake) -> None:
    rows = [feedback(n, theme_id=n % 5 or None, customer_key=n % 7) for n in range(50)]
    lake.append("feedback", table("feedback", rows))
    whole = lake.ask(["volume", "customers"], by="theme", order=["-volume"])
    first = lake.ask(["volume", "customers"], by="theme", order=["-volume"], limit=3)
    assert first.to_pylist() == whole.to_pylist()[:3]


def test_a_warm_server_imports_no_ibis(lake: Lake) -> None:
    lake.append("feedback", table("feedback", [feedback(1)]))
    lake.ask("nps", by="month")
    code = (
        "import sys; from pathlib import Path; from kunding.lake import Lake; "
        f"print(Lake({lake.store.root!r}, compiled=Path({str(lake._compiled)!r})).ask('nps', by='month').num_rows, "
        "'ibis' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "1 False\n"


def test_the_page_of_metrics_is_made_from_the_code() -> None:
    written = (ROOT / "docs" / "metrics.md").read_text("utf-8")
    assert written == metrics_page(), "run: python -m kunding.lake.pages docs/metrics.md"


SNAPSHOTS = {
    "mood_by_month": Ask(["volume", "mood"], by="month", where={"segment": "business"}),
    "first_themes": Ask(
        ["negatives", "customers"], by="theme", where={"month": ("2026-01", "2026-06")}, order="-negatives", limit=20
    ),
    "weeks_of_a_channel": Ask("volume", by="week", where={"channel": ["mail", "chat"]}),
    "open_cases_by_unit": Ask(["open_cases", "overdue_cases"], by="unit", where={"segment": "business"}, at=AT),
}


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_sql_is_what_it_was(name: str, lake: Lake) -> None:
    """Delete the file and run again to accept a change."""
    file = Path(__file__).parent / "sql" / f"{name}.sql"
    sql = lake.sql(SNAPSHOTS[name])[0] + "\n"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.write_text(sql, "utf-8")
        pytest.fail(f"{file.name} was written; look at it and commit it")
    assert sql == file.read_text("utf-8")
