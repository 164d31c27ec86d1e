"""Days lost between two units are counted until somebody takes the case up, not only until the offer ends."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from kunding.respond.actions import (
    accept,
    add_note,
    answer,
    ask_unit,
    assess,
    close,
    decide_batch,
    decide_matter,
    lapse,
    offer,
    refuse,
    take_over,
    withdraw,
)
from kunding.respond.facts import handover_months_changed_since, handovers_of_months
from kunding.respond.models import Case, Handover
from kunding.respond.queries import cases_mark
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau, said

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Act = Callable[[Lindenau, Case, datetime], object]
TAKES_UP: dict[str, Act] = {
    "takes over": lambda here, case, at: take_over(case=case, person=here.lead, at=at),
    "answers": lambda here, case, at: answer(case=case, by=here.lead, text="We look.", decides=False, at=at),
    "decides": lambda here, case, at: decide_matter(case=case, by=here.lead, outcome="granted", at=at),
    "sets the kind": lambda here, case, at: assess(case=case, kind="leaving", by=here.lead, at=at),
    "asks a unit": lambda here, case, at: ask_unit(
        case=case, unit=here.sales, what="Look it up.", due_at=at, by=here.lead, at=at
    ),
    "offers it again": lambda here, case, at: offer(case=case, to=here.sales, by=here.lead, reason="Again.", at=at),
    "closes it": lambda here, case, at: close(case=case, by=here.lead, at=at, unreachable_because="No address."),
}


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


@pytest.fixture
def case(here: Lindenau) -> Case:
    reading = said(here, touchpoint=here.bill, customer=here.customer)
    decide_batch(keys=[reading.pk], at=MONDAY)
    return Case.objects.get(feedback=reading.feedback)


def lost(*, at: datetime) -> list[float]:
    return [pytest.approx(row["days_lost"]) for row in handovers_of_months(["2026-11"], at=at).to_pylist()]


def refused(here: Lindenau, case: Case) -> None:
    """Offered on Monday at ten, refused a business day later."""
    offer(case=case, to=here.sales, by=here.lead, reason="Theirs.", at=MONDAY)
    refuse(case=case, by=here.clerk, reason="Yours.", at=MONDAY + DAY)


@pytest.mark.parametrize("act", TAKES_UP.values(), ids=TAKES_UP)
def test_after_a_no_the_case_lies_until_the_giver_moves_it_on(here: Lindenau, case: Case, act: Act) -> None:
    refused(here, case)
    act(here, case, MONDAY + 3 * DAY)
    assert lost(at=MONDAY + 3 * DAY)[0] == 3.0
    assert lost(at=MONDAY + 30 * DAY)[0] == 3.0, "what is taken up does not go on growing"


def test_after_silence_too(here: Lindenau, case: Case) -> None:
    offer(case=case, to=here.sales, by=here.lead, reason="Theirs.", at=MONDAY)
    lapse(keys=[Handover.objects.get().pk], at=MONDAY + DAY)
    assert lost(at=MONDAY + 2 * DAY) == [2.0], "nobody has moved yet"
    answer(case=case, by=here.lead, text="Done.", decides=True, at=MONDAY + 4 * DAY)
    assert lost(at=MONDAY + 9 * DAY) == [4.0]


def test_a_note_takes_nothing_up(here: Lindenau, case: Case) -> None:
    refused(here, case)
    add_note(case=case, by=here.lead, text="Whose is it?", at=MONDAY + 2 * DAY)
    assert lost(at=MONDAY + 3 * DAY) == [3.0]


@pytest.mark.parametrize("end", [accept, withdraw])
def test_whoever_accepts_or_takes_back_has_taken_it_up(
    here: Lindenau, case: Case, end: Callable[..., Handover]
) -> None:
    offer(case=case, to=here.sales, by=here.lead, reason="Theirs.", at=MONDAY)
    end(case=case, by=here.clerk, at=MONDAY + DAY)
    assert lost(at=MONDAY + 9 * DAY) == [1.0]


def test_an_offer_that_hangs_counts_up_to_now(here: Lindenau, case: Case) -> None:
    offer(case=case, to=here.sales, by=here.lead, reason="Theirs.", at=MONDAY)
    assert lost(at=MONDAY + 2 * DAY) == [2.0]


def test_two_offers_count_each_hour_once(here: Lindenau, case: Case) -> None:
    refused(here, case)
    offer(case=case, to=here.sales, by=here.lead, reason="Again.", at=MONDAY + 2 * DAY)
    accept(case=case, by=here.clerk, at=MONDAY + 3 * DAY)
    assert lost(at=MONDAY + 9 * DAY) == [2.0, 1.0]


def test_nobody_waits_who_has_our_decision(here: Lindenau, case: Case) -> None:
    offer(case=case, to=here.sales, by=here.lead, reason="Theirs.", at=MONDAY)
    answer(case=case, by=here.lead, text="Done.", decides=True, at=MONDAY + 2 * HOUR)
    refuse(case=case, by=here.clerk, reason="It is done.", at=MONDAY + DAY)
    assert lost(at=MONDAY + 9 * DAY) == [1.0]


def test_lost_days_are_those_on_which_the_company_was_open(here: Lindenau, case: Case) -> None:
    friday_noon = MONDAY + 4 * DAY + 2 * HOUR  # 12:00 in Lindenau: an afternoon of four hours is left
    offer(case=case, to=here.sales, by=here.lead, reason="Theirs.", at=friday_noon)
    accept(case=case, by=here.clerk, at=friday_noon + 3 * DAY)  # a weekend later, after the morning
    assert lost(at=friday_noon + 9 * DAY) == [1.0]


def test_the_month_is_brought_again_while_a_case_lies_and_when_it_is_taken_up(here: Lindenau, case: Case) -> None:
    refused(here, case)
    december = MONDAY + 30 * DAY
    mark = cases_mark()
    assert handover_months_changed_since(mark) == ["2026-11"], "it still lies"
    answer(case=case, by=here.lead, text="Done.", decides=True, at=december)
    assert handover_months_changed_since(mark) == ["2026-11"], "it has just been taken up"
    assert handover_months_changed_since(cases_mark()) == []
