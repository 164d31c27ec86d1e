"""A case goes to another unit only when somebody there says yes; until then the giver keeps it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kunding.respond.actions import (
    HandoverGoesNowhere,
    accept,
    ask_unit,
    decide_batch,
    finish_task,
    lapse,
    offer,
    refuse,
    take_over,
    withdraw,
)
from kunding.respond.models import Case, Handover
from kunding.respond.queries import offers_unanswered
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau, said

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


@pytest.fixture
def case(here: Lindenau) -> Case:
    reading = said(here, touchpoint=here.shop, customer=here.customer)
    decide_batch(keys=[reading.pk], at=MONDAY + HOUR)
    return Case.objects.get()


def test_the_giver_keeps_the_case_until_the_other_unit_accepts(here: Lindenau, case: Case) -> None:
    due = case.due_at
    handover = offer(case=case, to=here.billing, by=here.clerk, reason="It is about the bill.", at=MONDAY + HOUR)
    case.refresh_from_db()
    assert (case.unit, case.owner, case.due_at) == (here.sales, here.clerk, due)
    assert case.next_step == "Billing has been asked to take over; until then the case stays with you."
    # Offered at 11:00 in Lindenau: four business hours with a lunch break end at 16:00.
    assert handover.answer_by == MONDAY + 6 * HOUR
    accept(case=case, by=here.lead, at=MONDAY + 2 * HOUR)
    case.refresh_from_db()
    assert (case.unit, case.owner, case.due_at) == (here.billing, here.lead, due)


def test_a_refusal_needs_a_reason_and_the_giver_reads_it(here: Lindenau, case: Case) -> None:
    offer(case=case, to=here.billing, by=here.clerk, reason="Bill.", at=MONDAY + HOUR)
    with pytest.raises(HandoverGoesNowhere, match="Say why"):
        refuse(case=case, by=here.lead, reason=" ", at=MONDAY + 2 * HOUR)
    refuse(case=case, by=here.lead, reason="The shop sold it.", at=MONDAY + 2 * HOUR)
    case.refresh_from_db()
    assert (case.unit, case.owner) == (here.sales, here.clerk)
    assert "The shop sold it." in case.next_step


def test_an_offer_to_which_nobody_answers_in_time_ends_once_and_the_giver_goes_on(here: Lindenau, case: Case) -> None:
    handover = offer(case=case, to=here.billing, by=here.clerk, reason="Bill.", at=MONDAY + HOUR)
    assert not offers_unanswered(handover.answer_by - HOUR).exists()
    late = handover.answer_by + DAY
    assert list(offers_unanswered(late)) == [handover]
    assert lapse(keys=[handover.pk], at=late) == 1
    assert lapse(keys=[handover.pk], at=late) == 0
    case.refresh_from_db()
    assert (case.unit, case.owner) == (here.sales, here.clerk)
    assert "did not answer in time" in case.next_step
    with pytest.raises(HandoverGoesNowhere):
        accept(case=case, by=here.lead, at=late + HOUR)


def test_one_offer_at_a_time_which_the_database_sees_to_as_well(here: Lindenau, case: Case) -> None:
    first = offer(case=case, to=here.billing, by=here.clerk, reason="Bill.", at=MONDAY + HOUR)
    with pytest.raises(HandoverGoesNowhere, match="on offer already"):
        offer(case=case, to=here.billing, by=here.clerk, reason="Again.", at=MONDAY + 2 * HOUR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(
            case=case, giver=first.giver, receiver=first.receiver, by=None, reason="x", at=MONDAY, answer_by=MONDAY
        )
    withdraw(case=case, by=here.clerk, at=MONDAY + 3 * HOUR)
    offer(case=case, to=here.billing, by=here.clerk, reason="Again.", at=MONDAY + 4 * HOUR)
    assert Handover.objects.filter(outcome="offered").count() == 1


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_an_offer_without_a_reason_or_to_the_own_unit_is_refused(here: Lindenau, case: Case, reason: str) -> None:
    with pytest.raises(HandoverGoesNowhere, match="Say why"):
        offer(case=case, to=here.billing, by=here.clerk, reason=reason, at=MONDAY + HOUR)
    with pytest.raises(HandoverGoesNowhere, match="is in Sales already"):
        offer(case=case, to=here.sales, by=here.clerk, reason="Ours.", at=MONDAY + HOUR)
    assert not Handover.objects.exists()


def test_who_takes_over_what_was_offered_to_the_own_unit_accepts_it(here: Lindenau, case: Case) -> None:
    offer(case=case, to=here.billing, by=here.clerk, reason="Bill.", at=MONDAY + HOUR)
    take_over(case=case, person=here.lead, at=MONDAY + DAY)
    case.refresh_from_db()
    assert (case.unit, case.owner, Handover.objects.get().outcome) == (here.billing, here.lead, "accepted")


def test_another_unit_can_do_a_part_while_the_customer_keeps_one_face(here: Lindenau, case: Case) -> None:
    task = ask_unit(
        case=case, unit=here.billing, what="Check the meter.", due_at=MONDAY + DAY, by=here.clerk, at=MONDAY + HOUR
    )
    finish_task(task=task, by=here.lead, result="It is right.", at=MONDAY + 5 * HOUR)
    case.refresh_from_db()
    task.refresh_from_db()
    assert (case.owner, case.unit) == (here.clerk, here.sales)
    assert (task.done_by, task.result, case.touched_at) == (here.lead, "It is right.", MONDAY + 5 * HOUR)
