import ast
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from kunding.conftest import NOW, Firm, Life, login
from kunding.lake import Ask, QuestionError
from kunding.people.models import Person, Unit
from kunding.people.rules import SMALLEST_TEAM, too_small
from kunding.people.team_figures import TOGETHER, ask_of_teams, shown_with

PACKAGE = Path(__file__).parents[2]
# What asks the lake itself asks about customers' words only.
ABOUT_WORDS = {"understand/queries/theme_pages.py", "improve/queries/pain_page.py", "improve/queries/effects.py"}


def hire(unit: Unit, count: int) -> None:
    Person.objects.bulk_create(
        Person(email=f"{unit.code}{number}@x.example", name="N", unit=unit) for number in range(count)
    )


def asked(metric: str, by: str, where: Any = None) -> list[dict[str, Any]]:
    (table,) = ask_of_teams([Ask(metric, by=by, where=where, at=NOW)])
    return list(table.to_pylist())


@given(people=st.dictionaries(st.integers(1, 12), st.integers(0, 12), max_size=12))
def test_whatever_is_shown_or_can_be_subtracted_has_enough_people(people: dict[int, int]) -> None:
    small = too_small(people)
    alone = {unit: count for unit, count in people.items() if unit not in small}
    assert all(count >= SMALLEST_TEAM for count in alone.values())
    # The rest of the whole is the group of small ones: enough people, or there is nothing to subtract from it.
    assert not small or not alone or sum(people[unit] for unit in small) >= SMALLEST_TEAM
    assert len(small) != 1 or not alone


@pytest.fixture
def small_sales(life: Life) -> Life:
    """Billing has seven people, the company's own unit four, and Emil is alone in sales."""
    hire(life.firm.billing, 6)
    assert life.firm.vera.unit
    hire(life.firm.vera.unit, 3)
    return life


def test_teams_of_five_and_more_stand_alone(small_sales: Life) -> None:
    Person.objects.bulk_create(
        Person(email=f"more{unit.pk}{number}@x.example", name="N", unit=unit)
        for unit in Unit.objects.all()
        for number in range(5)
    )
    assert {row["unit"]: row["cases"] for row in asked("cases", "unit")} == {
        unit.name: 1 for unit in units(small_sales.firm)
    }


def units(firm: Firm) -> list[Unit]:
    return [firm.billing, firm.sales]


def test_small_units_are_shown_as_one(small_sales: Life) -> None:
    life = small_sales
    rows = asked("cases", "unit")
    assert [(row["unit_id"], row["unit"], row["cases"]) for row in rows if row["unit_id"] == TOGETHER] == [
        (TOGETHER, "Small units", 1)
    ]
    assert life.firm.sales.name not in {row["unit"] for row in rows}
    assert sum(row["cases"] for row in rows) == 2, "nothing is lost"


def test_a_share_of_small_units_is_that_of_all_their_cases(life: Life) -> None:
    (row,) = asked("kept_promises", "unit")  # nobody has five people: the company is one group
    (whole,) = asked("kept_promises", [])  # type: ignore[arg-type]
    assert row["kept_promises"] == pytest.approx(whole["kept_promises"])
    assert row["kept_promises_n"] == whole["kept_promises_n"]
    assert row["kept_promises_low"] is None


@pytest.mark.parametrize("field", ["unit", "unit_id"])
def test_a_filter_by_a_small_unit_takes_the_others_along(small_sales: Life, field: str) -> None:
    life = small_sales
    value = life.firm.sales.name if field == "unit" else life.firm.sales.pk
    (row,) = asked("cases", [], {field: value})  # type: ignore[arg-type]
    (all_small,) = asked("cases", [], {"unit_id": shown_with(life.firm.sales.pk)})  # type: ignore[arg-type]
    assert row == all_small
    assert len(shown_with(life.firm.sales.pk)) > 1
    assert shown_with(life.firm.billing.pk) == [life.firm.billing.pk]


@pytest.mark.parametrize("operator", ["!=", "not in", ">", "<=", "between"])
def test_no_other_condition_singles_a_small_unit_out(life: Life, operator: str) -> None:
    value = (1, 2) if operator == "between" else [life.firm.sales.pk] if operator == "not in" else life.firm.sales.pk
    with pytest.raises(QuestionError, match="a list"):
        asked("cases", [], [("unit_id", operator, value)])  # type: ignore[arg-type]


def test_a_limit_does_not_cut_the_group(life: Life) -> None:
    (table,) = ask_of_teams([Ask("cases", by="unit", limit=1, at=NOW)])
    assert table.to_pylist()[0]["cases"] == 2


def test_customers_words_are_told_by_unit_as_ever(life: Life) -> None:
    assert {row["unit"] for row in asked("volume", "unit")} >= {life.firm.billing.name}


def test_the_mode_can_be_switched_off_where_there_is_no_works_council(life: Life) -> None:
    with override_settings(KUNDING_WORKS_COUNCIL=False):
        assert {row["unit"] for row in asked("cases", "unit")} == {u.name for u in units(life.firm)}


def test_the_cockpit_of_a_small_unit_shows_all_small_ones(life: Life) -> None:
    client = login(life.firm.vera)
    one = client.get("/", {"unit": life.firm.sales.pk, "period": "all"}).context["whole"]
    all_units = client.get("/", {"period": "all"}).context["whole"]
    assert (one.standing.open, one.standing.silted) == (all_units.standing.open, all_units.standing.silted)
    assert one.tiles.kept == all_units.tiles.kept


def test_nobody_asks_the_lake_past_this_door() -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        parts = set(path.relative_to(PACKAGE).parts)
        if parts & {"tests", "lake", "loop", "demo"} or path.name in {"team_figures.py", "conftest.py"}:
            continue
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        if any(isinstance(call.func, ast.Name) and call.func.id == "the_lake" for call in calls):
            found.add(path.relative_to(PACKAGE).as_posix())
    assert found <= ABOUT_WORDS, f"{found - ABOUT_WORDS}: ask people.team_figures instead"
