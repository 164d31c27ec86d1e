"""The history of a case tells each act, also those that were done to many cases at once."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from kunding.conftest import Firm, say
from kunding.respond import actions
from kunding.respond.actions import Acceptance, Close, Offer, Reply, accept_many, answer_many, close_many, offer_many
from kunding.respond.models import Case, Involvement
from kunding.respond.queries.beside import trail_of
from kunding.respond.queries.mark import ACTS_ON_CASES
from kunding.respond.tests.desk import login, opened, post
from kunding.respond.wording import trail_lines
from kunding.trail.models import Entry

pytestmark = pytest.mark.django_db


def sentences(case: Case) -> list[str]:
    return [line.sentence for line in trail_lines(trail_of(case))]


@pytest.fixture
def cases(firm: Firm) -> list[Case]:
    """Three cases of billing."""
    return [opened(firm, number=number) for number in (0, 2, 4)]


def test_what_was_done_to_many_cases_stands_in_the_history_of_each(firm: Firm, cases: list[Case]) -> None:
    before, at = Entry.objects.count(), now()
    answer_many(replies=[Reply(case, firm.lea, "Sie haben recht.", True, at) for case in cases])
    close_many(acts=[Close(case, firm.lea, at) for case in cases[:2]])
    assert Entry.objects.count() == before + 2
    told = ["The case was opened.", "Lea Lenz told the decision."]
    assert sentences(cases[0]) == sentences(cases[1]) == [*told, "Lea Lenz closed the case."]
    assert sentences(cases[2]) == told


def test_nobody_is_said_to_have_done_what_a_colleague_did(firm: Firm, cases: list[Case]) -> None:
    first, second, third = cases
    at = now()
    offer_many(
        acts=[
            Offer(first, firm.sales, firm.lea, "Vertrag.", at),
            Offer(second, firm.sales, firm.vera, "Vertrag.", at),
            Offer(third, firm.sales, firm.lea, "Vertrag.", at + timedelta(minutes=1)),
        ]
    )
    accept_many(acts=[Acceptance(case, firm.emil, at + timedelta(hours=1)) for case in cases])
    assert sentences(first)[1:] == ["Lea Lenz offered the case to Vertrieb.", "Emil Ernst accepted the case."]
    assert sentences(second)[1] == "Vera Vogt offered the case to Vertrieb."
    offers = trail_of(third).entries
    assert [entry.at for entry in offers] == [at + timedelta(minutes=1), at + timedelta(hours=1)]


def test_acts_on_ticked_cases_stand_on_each_page(firm: Firm, cases: list[Case]) -> None:
    lea = login(firm.lea)
    lea.post(reverse("respond:bulk"), {"act": "take_over", "case": [case.number for case in cases]})
    for case in cases:
        page = lea.get(reverse("respond:trail", args=[case.number])).content.decode()
        assert "Lea Lenz took the case over." in page


def test_an_act_on_other_cases_does_not_stand_there(firm: Firm, cases: list[Case]) -> None:
    answer_many(replies=[Reply(case, firm.lea, "Ja.", True, now()) for case in cases[:2]])
    assert sentences(cases[2]) == ["The case was opened."]


def test_an_entry_about_many_is_found_by_index_among_a_hundred_thousand(firm: Firm, cases: list[Case]) -> None:
    answer_many(replies=[Reply(case, firm.lea, "Ja.", True, now()) for case in cases])
    with CaptureQueriesContext(connection) as questions:
        trail_of(cases[0])
    asked = [question["sql"] for question in questions.captured_queries]
    assert len(asked) == 4  # which acts on many, the entries, people, units
    if connection.vendor == "sqlite":
        plan = [row[3] for sql in asked[:2] for row in connection.cursor().execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [step for step in plan if step.startswith("SCAN")], plan


def test_one_act_on_a_case_needs_no_row_to_be_found(firm: Firm, cases: list[Case]) -> None:
    post(login(firm.lea), "take_over", cases[0])
    assert not Involvement.objects.exists()


def test_each_act_on_a_case_has_its_sentence(firm: Firm) -> None:
    case = opened(firm, number=8)
    for act in sorted(acts_told()):
        entry = Entry(act=act, actor=firm.lea.trail_name, at=now(), detail={})
        trail = trail_of(case)
        line = trail_lines(type(trail)(trail.opened, [entry], trail.people, trail.units))[-1]
        assert not line.sentence.endswith(act.replace("_", " ")), act


def acts_told() -> set[str]:
    """Return the words that actions tell the trail about cases, read from their source."""
    folder = Path(actions.__file__).parent
    calls = (node for file in folder.glob("*.py") for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    told = {"tell", "tell_alike"}
    acts = (node.args[0] for node in calls if isinstance(node, ast.Call) and getattr(node.func, "id", "") in told)
    words = {word.value for act in acts for word in ast.walk(act) if isinstance(word, ast.Constant)}
    return words | set(ACTS_ON_CASES) - {"decide_readings"}  # which opens cases and tells what became of the others


def test_a_case_that_came_with_thousands_begins_with_its_opening(firm: Firm) -> None:
    said = say(firm, "Der Abschlag ist zu hoch!", at=now() - timedelta(days=3), intent="complaint")
    actions.decide_batch(keys=[said.pk], at=now())
    line = trail_lines(trail_of(Case.objects.get()))[0]
    assert line.sentence == "The case was opened."
    assert line.at == Case.objects.get().registered_at
