"""From opening to closing a case has an owner, a due date and a next step, and the customer is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kunding.respond.actions import (
    AnswerIsEmpty,
    CaseIsClosed,
    Close,
    CustomerNotTold,
    Reply,
    answer,
    answer_many,
    close,
    close_many,
    decide_batch,
    offer,
    take_over,
)
from kunding.respond.models import Case, Closure
from kunding.respond.queries import overdue_cases, silted_cases
from kunding.respond.tests.lindenau import MONDAY, Lindenau, corrected, lindenau, said
from kunding.trail.models import Entry

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


def opened(here: Lindenau, **what: object) -> Case:
    reading = said(here, **{"touchpoint": here.bill, "customer": here.customer, **what})
    decide_batch(keys=[reading.pk], at=MONDAY + HOUR)
    return Case.objects.get(feedback=reading.feedback)


def test_it_is_not_closed_before_the_customer_was_told_the_decision(here: Lindenau) -> None:
    case = opened(here)
    answer(case=case, by=here.lead, text="We are on it.", decides=False, at=MONDAY + 2 * HOUR)
    with pytest.raises(CustomerNotTold, match="has not been told the decision"):
        close(case=case, by=here.lead, at=MONDAY + DAY)
    assert not Closure.objects.exists()
    told = answer(case=case, by=here.lead, text="You get the money back.", decides=True, at=MONDAY + DAY)
    close(case=case, by=here.lead, at=MONDAY + 2 * DAY)
    case.refresh_from_db()
    assert (case.state, case.next_step, case.closures.get().answer) == ("closed", "", told)


def test_the_database_itself_refuses_a_closure_without_an_answer_or_a_reason(here: Lindenau) -> None:
    case = opened(here)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.create(case=case, by=here.lead, at=MONDAY + DAY)


def test_a_reason_why_the_customer_cannot_be_reached_closes_it_and_spaces_are_no_reason(here: Lindenau) -> None:
    case = opened(here)
    with pytest.raises(CustomerNotTold):
        close(case=case, by=here.lead, at=MONDAY + DAY, unreachable_because="  ")
    close(case=case, by=here.lead, at=MONDAY + DAY, unreachable_because="Letter came back: moved abroad.")
    assert Case.objects.get().state == "closed"


def test_what_a_person_corrects_to_praise_closes_without_an_answer(here: Lindenau) -> None:
    case = opened(here)
    corrected(case.feedback.reading, intent="praise", by=here.lead, at=MONDAY + HOUR)
    assert close(case=case, by=here.lead, at=MONDAY + DAY).nothing_owed


def test_after_the_first_human_answer_five_business_days_count(here: Lindenau) -> None:
    case = opened(here)
    answer(case=case, by=here.lead, text="We are on it.", decides=False, at=MONDAY + 2 * HOUR)
    case.refresh_from_db()
    assert (case.state, case.next_step) == ("acknowledged", "Decide, and tell the customer the decision.")
    # Said on Monday: Tuesday to Friday, the weekend, Monday 17:00 in Lindenau.
    assert case.due_at == MONDAY.replace(day=9, hour=16)


def test_an_empty_answer_is_none(here: Lindenau) -> None:
    with pytest.raises(AnswerIsEmpty):
        answer(case=opened(here), by=here.lead, text=" \n", decides=True, at=MONDAY + HOUR)


def test_nothing_can_be_done_with_a_closed_case(here: Lindenau) -> None:
    case = opened(here)
    close(case=case, by=here.lead, at=MONDAY + DAY, unreachable_because="No address.")
    for act in (
        lambda: take_over(case=case, person=here.clerk, at=MONDAY + 2 * DAY),
        lambda: answer(case=case, by=here.lead, text="Sorry.", decides=True, at=MONDAY + 2 * DAY),
        lambda: offer(case=case, to=here.sales, by=here.lead, reason="Yours.", at=MONDAY + 2 * DAY),
        lambda: close(case=case, by=here.lead, at=MONDAY + 2 * DAY),
    ):
        with pytest.raises(CaseIsClosed, match=case.number):
            act()


def test_ten_business_days_without_an_act_of_a_person_are_silted(here: Lindenau) -> None:
    case = opened(here)
    # Monday 2 November; Repentance Day on the 18th is a holiday in Saxony.
    for day, silted in ((13, False), (16, True)):
        at = MONDAY.replace(day=day)
        assert silted_cases(at=at).exists() is silted
    take_over(case=case, person=here.lead, at=MONDAY.replace(day=6))
    for day, silted in ((20, False), (23, True)):
        assert silted_cases(at=MONDAY.replace(day=day)).exists() is silted
    assert not silted_cases(at=MONDAY.replace(day=23), after=11).exists()


def test_a_case_is_overdue_after_its_due_date_until_it_is_closed(here: Lindenau) -> None:
    case = opened(here)
    assert not overdue_cases(at=case.due_at).exists()
    assert overdue_cases(at=case.due_at + timedelta(seconds=1)).get() == case
    close(case=case, by=here.lead, at=MONDAY + DAY, unreachable_because="No address.")
    assert not overdue_cases(at=case.due_at + DAY).exists()


def test_many_are_answered_and_closed_at_once_all_or_none(here: Lindenau) -> None:
    cases = [opened(here) for _ in range(3)]
    replies = [Reply(case, here.lead, "You are right.", decides=True, at=MONDAY + DAY) for case in cases[:2]]
    before = Entry.objects.count()
    answer_many(replies=replies)
    assert Entry.objects.count() == before + 1
    with pytest.raises(CustomerNotTold):
        close_many(acts=[Close(case, here.lead, MONDAY + 2 * DAY) for case in cases])
    assert not Case.objects.filter(state="closed").exists()
    close_many(acts=[Close(case, here.lead, MONDAY + 2 * DAY) for case in cases[:2]])
    assert Case.objects.filter(state="closed").count() == 2


def test_each_act_leaves_an_entry_about_its_case(here: Lindenau) -> None:
    case = opened(here)
    take_over(case=case, person=here.lead, at=MONDAY + HOUR)
    entry = Entry.objects.get(subject=f"case:{case.pk}")
    assert (entry.act, entry.actor) == ("take_over_case", here.lead.trail_name)
