"""What the lake's rows tell of promises, handovers and verdicts, act by act; a verdict alone makes a month due."""

from datetime import timedelta

import pytest

from kunding.respond.actions import (
    accept,
    answer,
    close,
    decide_batch,
    give_verdict,
    offer,
    refuse,
    withdraw,
)
from kunding.respond.facts import cases, handovers_of_months, months_changed_since
from kunding.respond.models import Case, Handover
from kunding.respond.queries import cases_mark
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau, said

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


def opened(here: Lindenau) -> Case:
    reading = said(here, touchpoint=here.bill, customer=here.customer)
    decide_batch(keys=[reading.pk], at=MONDAY)
    return Case.objects.get(feedback=reading.feedback)


def row(case: Case) -> dict[str, object]:
    return dict(cases(feedback=[case.feedback_id]).to_pylist()[0])


def test_one_answer_that_decides_settles_a_case_in_the_first_contact(here: Lindenau) -> None:
    case = opened(here)
    assert (row(case)["first_contact"], row(case)["told_at"], row(case)["decision"]) == (None, None, None)
    answer(case=case, by=here.lead, text="Done.", decides=True, outcome="granted", at=MONDAY + HOUR)
    assert (row(case)["first_contact"], row(case)["told_at"]) == (True, MONDAY + HOUR)
    assert row(case)["decision"] == "granted"
    give_verdict(case=case, solved="no", at=MONDAY + 2 * HOUR, why="The sum is still wrong.")
    again = row(case)
    assert (again["first_contact"], again["round"], again["solved"]) == (False, 2, "no")
    assert (again["told_at"], again["round_answered_at"], again["answered_at"]) == (None, None, MONDAY + HOUR)


@pytest.mark.parametrize("by_two_answers", [True, False])
def test_two_answers_or_a_handover_are_no_first_contact(here: Lindenau, by_two_answers: bool) -> None:
    case = opened(here)
    if by_two_answers:
        answer(case=case, by=here.lead, text="We look.", decides=False, at=MONDAY)
        answer(case=case, by=here.lead, text="Done.", decides=True, at=MONDAY + HOUR)
    else:
        offer(case=case, to=here.sales, by=here.lead, reason="Theirs.", at=MONDAY)
        accept(case=case, by=here.clerk, at=MONDAY)
        answer(case=case, by=here.clerk, text="Done.", decides=True, at=MONDAY + HOUR)
    assert row(case)["first_contact"] is False


def test_a_verdict_on_a_closed_case_reaches_the_lake(here: Lindenau) -> None:
    case = opened(here)
    answer(case=case, by=here.lead, text="Done.", decides=True, at=MONDAY + HOUR)
    close(case=case, by=here.lead, at=MONDAY + HOUR)
    mark = cases_mark()
    give_verdict(case=case, solved="yes", effort=6, mood=5, at=MONDAY + DAY)
    assert months_changed_since(mark) == ["2026-11"]
    assert [row(case)[name] for name in ("solved", "verdict_effort", "verdict_mood")] == ["yes", 6, 5]


def test_only_the_first_offer_of_a_case_is_a_first_try(here: Lindenau) -> None:
    case = opened(here)
    offer(case=case, to=here.sales, by=here.lead, reason="Theirs.", at=MONDAY)
    assert row(case)["offer_lapses_at"] == Handover.objects.get().answer_by
    assert handovers_of_months(["2026-11"], at=MONDAY + 9 * DAY).to_pylist()[0]["first_try"] is None
    refuse(case=case, by=here.clerk, reason="Yours.", at=MONDAY + HOUR)
    offer(case=case, to=here.sales, by=here.lead, reason="Please look again.", at=MONDAY + DAY)
    accept(case=case, by=here.clerk, at=MONDAY + DAY)
    rows = handovers_of_months(["2026-11"], at=MONDAY + 9 * DAY).to_pylist()
    assert [(each["outcome"], each["first_try"]) for each in rows] == [("refused", False), ("accepted", None)]
    assert (row(case)["offers"], row(case)["handovers"], row(case)["offer_lapses_at"]) == (2, 1, None)


def test_accepting_at_once_is_a_first_try_and_taking_back_is_none(here: Lindenau) -> None:
    for end in (accept, withdraw):
        case = opened(here)
        offer(case=case, to=here.sales, by=here.lead, reason="Theirs.", at=MONDAY)
        end(case=case, by=here.clerk, at=MONDAY)
    assert [each["first_try"] for each in handovers_of_months(["2026-11"], at=MONDAY + 9 * DAY).to_pylist()] == [
        True,
        False,
    ]
