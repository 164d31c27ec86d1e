"""`kunding pains --json` and `kunding cases --json` print what other programs rely on."""

import json
from datetime import timedelta

import pytest

from kunding.cli.cases import cases
from kunding.cli.pains import pains
from kunding.improve.actions import name_pain_points, price_pain_points
from kunding.improve.tests.lindenau import TODAY, customers, say, theme
from kunding.respond.actions import decide_batch
from kunding.respond.tests.lindenau import lindenau

pytestmark = pytest.mark.django_db
Printed = pytest.CaptureFixture[str]


def test_both_say_so_where_there_is_nothing(capsys: Printed) -> None:
    lindenau()
    pains()
    cases()
    assert "No pain points" in (told := capsys.readouterr().out)
    assert "Nobody waits." in told
    pains(as_json=True)
    assert json.loads(capsys.readouterr().out) == []


def test_each_pain_has_an_interval_a_badge_and_customers_words(capsys: Printed) -> None:
    say(lindenau(), theme("Bill is wrong"), customers(40, value_per_year=400), days_ago=range(0, 360, 9))
    name_pain_points(at=TODAY)
    price_pain_points(at=TODAY)
    pains(as_json=True)
    pain = json.loads(capsys.readouterr().out)[0]
    price = pain["price_per_year"]
    assert price["low"] < price["mid"] < price["high"]
    assert (pain["label"], price["badge"], pain["feedback"], pain["customers"]) == ("Bill is wrong", "assumed", 40, 40)
    assert pain["hours_stolen_per_year"] > 0
    assert all(quote.startswith("My bill is wrong") for quote in pain["quotes"])


def test_each_open_case_has_owner_due_date_and_next_step(capsys: Printed) -> None:
    said = say(lindenau(), None, customers(2))
    decide_batch(keys=[each.pk for each in said], at=TODAY - timedelta(days=9))
    cases(as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert {case["feedback"] for case in found} == {each.pk for each in said}
    assert all(case["owner"] == "Chief" and case["due"] and case["next_step"] for case in found)
