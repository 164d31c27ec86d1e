"""What people filter, cut and order by never becomes SQL: names come from lists, values are bound."""

import random
from pathlib import Path

import pytest

from kunding.lake import Ask, FilterError, Lake, QuestionError, filter_written
from kunding.lake.dimensions import FIELDS
from kunding.lake.filters import MOST_VALUES, OPERATORS
from kunding.lake.tests.rows import feedback, table

PAYLOADS = 10_000
POISON = (
    "' OR 1=1 --",
    "'; DROP TABLE feedback; --",
    '" OR ""="',
    "$p1",
    "$at",
    "$n",
    ":p0",
    "?",
    "\\'",
    "%27",
    "/*",
    "*/",
    "') UNION SELECT * FROM read_csv('/etc/passwd') --",
    "read_parquet('/etc/passwd')",
    "CAST($p0 AS VARCHAR)",
    "bound_text('p0')",
    "LIMIT 918273645546372819",
    "COPY feedback TO 'x'",
    "ATTACH 'x'",
    "{{7*7}}",
    "‘’",
    "\u202e",
    "x'; INSTALL httpfs; --",
    "INTERVAL '1' DAY",
    "pg_sleep(9)",
    "\n; SELECT 1",
    "NULL",
    "1e309",
    "0x41",
    "～",
    "𝟏",
)


def payloads() -> list[str]:
    """Return 10,000 texts: poison, and pieces of poison put together by chance."""
    random_ = random.Random(3)
    glued = (
        "".join(random_.choice(POISON)[random_.randrange(3) :] for _ in range(random_.randrange(1, 5)))
        for _ in range(PAYLOADS - len(POISON))
    )
    return [*POISON, *(text or "'" for text in glued)]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    lake = Lake(tmp_path_factory.mktemp("lake"))
    lake.append("feedback", table("feedback", [feedback(1), feedback(2, source=POISON[0])]))
    return lake


def test_no_name_of_a_field_operator_metric_or_column_gets_through() -> None:
    for payload in payloads():
        for where in ([(payload, "=", "x")], [("channel", payload, "x")], {payload: "x"}):
            with pytest.raises(FilterError):
                _ = Ask("volume", where=where).question
        for asked in (Ask(payload), Ask("volume", by=payload), Ask("volume", by="month", order=payload)):
            with pytest.raises(QuestionError):
                _ = asked.question


def test_ten_thousand_values_are_looked_for_and_nothing_else_happens(lake: Lake) -> None:
    texts = payloads()
    clean, _ = lake.sql(Ask("volume", where=[("source", "in", ["x"] * MOST_VALUES)]))
    found = 0
    for start in range(0, len(texts), MOST_VALUES):
        some = (texts[start : start + MOST_VALUES] + ["x"] * MOST_VALUES)[:MOST_VALUES]
        asked = Ask("volume", where=[("source", "in", some)])
        assert lake.sql(asked)[0] == clean
        found += lake.ask_many([asked])[0]["volume"][0].as_py()
    assert found == sum(POISON[0] in texts[start : start + MOST_VALUES] for start in range(0, len(texts), MOST_VALUES))
    assert lake.rows("feedback") == 2


@pytest.mark.parametrize("field", [name for name, kind in FIELDS.items() if kind != "text"])
def test_a_value_must_have_the_type_of_its_field(field: str) -> None:
    fine = {"true", "false", "yes", "no"}
    for payload in payloads()[::20]:
        for operator in OPERATORS[:8]:
            if payload not in fine and not payload.isdigit():
                with pytest.raises(FilterError, match=f"“{field}” must be"):
                    _ = Ask("volume", where=[(field, operator, payload)]).question


def test_typed_conditions_are_read_or_refused() -> None:
    for payload in payloads():
        try:
            field, operator, value = filter_written(payload)
        except FilterError:
            continue
        with pytest.raises(FilterError):
            _ = Ask("volume", where=[(field, operator, value)]).question


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "ATTACH '{folder}/x.db'",
        "COPY (SELECT 1) TO '{folder}/x.csv'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_even_sql_that_got_through_would_reach_no_other_file(sql: str, lake: Lake, tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"(?i)permission|configuration|locked|disabled"):
        lake._runs.run([(sql.format(folder=tmp_path), {})])
    assert not list(tmp_path.iterdir())
