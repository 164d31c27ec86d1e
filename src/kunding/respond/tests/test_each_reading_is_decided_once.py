"""Each reading is decided upon once, and opens one case at most."""

from datetime import timedelta

import pytest

from kunding.respond.actions import decide_batch
from kunding.respond.models import Case, Triage
from kunding.respond.queries import readings_to_decide_again, readings_undecided
from kunding.respond.tests.lindenau import MONDAY, Lindenau, corrected, keys, lindenau, said
from kunding.trail.models import Entry

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=2)


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


def test_a_complaint_gets_an_owner_a_due_date_and_a_next_step(here: Lindenau) -> None:
    reading = said(here, touchpoint=here.bill, customer=here.customer)
    assert decide_batch(keys=[reading.pk], at=LATER) == 1
    case = Case.objects.get()
    assert (case.owner, case.unit, case.kind, case.state) == (here.lead, here.billing, "complaint", "received")
    # 10:00 in Lindenau and six business hours with a lunch break: 17:00 the same day.
    assert case.due_at == MONDAY + timedelta(hours=7)
    assert case.opened_at == MONDAY
    assert case.next_step == "Tell the customer who takes care of it and until when."
    assert case.number == f"K-2026-{reading.pk:06d}"


def test_owner_is_the_touchpoints_own_else_its_units_lead_else_the_chief(here: Lindenau) -> None:
    readings = [said(here, touchpoint=place) for place in (here.shop, here.bill, None)]
    decide_batch(keys=keys(readings), at=LATER)
    owners = [case.owner for case in Case.objects.order_by("feedback_id")]
    assert owners == [here.clerk, here.lead, here.chief]


def test_what_the_source_said_of_the_place_counts_where_the_reader_knows_none(here: Lindenau) -> None:
    said_at_the_shop = said(here, touchpoint=None)
    said_at_the_shop.feedback.touchpoint = here.shop
    said_at_the_shop.feedback.save()
    decide_batch(keys=[said_at_the_shop.pk], at=LATER)
    assert Case.objects.get().owner == here.clerk


def test_who_left_the_company_owns_no_case(here: Lindenau) -> None:
    here.clerk.is_active = False
    here.clerk.save()
    decide_batch(keys=[said(here, touchpoint=here.shop).pk], at=LATER)
    assert Case.objects.get().owner == here.chief


def test_a_repeat_does_nothing_and_leaves_no_trace(here: Lindenau) -> None:
    readings = [said(here), said(here, intent="praise", sentiment="positive"), said(here, answered_at=LATER)]
    decide_batch(keys=keys(readings), at=LATER)
    before = list(Case.objects.values()), list(Triage.objects.values()), Entry.objects.count()
    assert decide_batch(keys=keys(readings), at=LATER + timedelta(days=1)) == 0
    assert (list(Case.objects.values()), list(Triage.objects.values()), Entry.objects.count()) == before
    assert list(Triage.objects.values_list("outcome", flat=True)) == ["case", "nothing_owed", "answered"]


def test_nothing_is_owed_once_all_are_decided_also_where_a_gap_was_left(here: Lindenau) -> None:
    first, second, third = (said(here) for _ in range(3))
    assert set(readings_undecided(LATER)) == {first, second, third}
    decide_batch(keys=[first.pk, third.pk], at=LATER)
    assert set(readings_undecided(LATER)) == {second}
    decide_batch(keys=[second.pk], at=LATER)
    assert not readings_undecided(LATER).exists()


def test_one_batch_leaves_one_entry_that_names_the_feedback_and_the_changed_months(here: Lindenau) -> None:
    readings = [said(here), said(here, at=MONDAY - timedelta(days=60))]
    decide_batch(keys=keys(readings), at=LATER)
    entry = Entry.objects.get()
    assert (entry.act, entry.count) == ("decide_readings", 2)
    named = {"feedback": keys(readings), "months": ["2026-09", "2026-11"]}
    assert entry.detail == {"cases": 2, "again": 0, **named}


def test_a_reading_that_a_person_corrects_to_a_complaint_is_decided_again(here: Lindenau) -> None:
    reading = said(here, intent="none", sentiment="neutral")
    decide_batch(keys=[reading.pk], at=LATER)
    assert not readings_to_decide_again(LATER).exists()
    later_still = LATER + timedelta(minutes=5)
    corrected(reading, intent="complaint", by=here.lead, at=later_still)
    assert not readings_to_decide_again(LATER).exists()
    assert set(readings_to_decide_again(later_still)) == {reading}
    assert decide_batch(keys=[reading.pk], at=later_still) == 1
    assert Triage.objects.get().outcome == "case"
    assert not readings_to_decide_again(later_still + timedelta(days=1)).exists()


def test_a_correction_that_asks_for_no_answer_settles_it_again(here: Lindenau) -> None:
    reading = said(here, intent="none", sentiment="neutral")
    decide_batch(keys=[reading.pk], at=LATER)
    corrected(reading, intent="praise", by=here.lead, at=LATER + timedelta(minutes=1))
    decide_batch(keys=[reading.pk], at=LATER + timedelta(minutes=2))
    assert not Case.objects.exists()
    assert not readings_to_decide_again(LATER + timedelta(days=1)).exists()


def test_holidays_of_the_units_own_state_count(here: Lindenau) -> None:
    # Repentance Day 2026-11-18 is a holiday in Saxony only.
    here.sales.state = "BE"
    here.sales.save()
    eve = MONDAY.replace(day=17, hour=15)
    decide_batch(keys=keys([said(here, at=eve, touchpoint=place) for place in (here.bill, here.shop)]), at=LATER)
    in_saxony, in_berlin = Case.objects.order_by("feedback_id")
    assert (in_saxony.due_at.day, in_berlin.due_at.day) == (19, 18)
