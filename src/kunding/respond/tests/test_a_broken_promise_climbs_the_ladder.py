"""When a due date passes, named people are told: owner, lead, Chief Customer Officer, each exactly once."""

from datetime import date, timedelta

import pytest

from kunding.people.models import Absence, Person, Unit
from kunding.respond.actions import answer, decide_batch, escalate, take_over
from kunding.respond.models import Case, Escalation, Outgoing, Rung
from kunding.respond.queries import promises_due
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau, said

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


@pytest.fixture
def case(here: Lindenau) -> Case:
    """A case of the clerk in sales, which nobody leads; due on Monday at 17:00 in Lindenau."""
    here.sales.lead = here.lead
    here.sales.save()
    reading = said(here, touchpoint=here.shop, customer=here.customer)
    decide_batch(keys=[reading.pk], at=MONDAY)
    return Case.objects.get()


def told() -> list[tuple[int, str]]:
    return [(row.rung, row.to.name) for row in Escalation.objects.order_by("rung")]


def fire(at: object) -> int:
    keys = list(promises_due(at).values_list("pk", flat=True))  # type: ignore[arg-type]
    return escalate(keys=keys, at=at)  # type: ignore[arg-type]


def test_three_levels_go_to_three_people_in_business_time(case: Case) -> None:
    assert fire(case.due_at - MINUTE) == 0
    assert fire(case.due_at) == 1
    assert told() == [(1, "Clerk")]
    # Four business hours after Monday 17:00 is Tuesday noon; sixteen is Wednesday 17:00.
    tuesday_noon, wednesday = case.due_at + 19 * HOUR, case.due_at + 2 * DAY
    assert fire(tuesday_noon - MINUTE) == 0
    assert fire(tuesday_noon) == 1
    assert fire(wednesday - MINUTE) == 0
    assert fire(wednesday) == 1
    assert told() == [(1, "Clerk"), (2, "Lead"), (3, "Chief")]
    assert fire(wednesday + 30 * DAY) == 0


def test_after_an_outage_of_two_days_each_is_told_once_and_a_repeat_tells_nobody(case: Case) -> None:
    late = case.due_at + 3 * DAY
    keys = list(promises_due(late).values_list("pk", flat=True))
    assert escalate(keys=keys, at=late) == 3
    assert escalate(keys=keys, at=late) == 0
    assert told() == [(1, "Clerk"), (2, "Lead"), (3, "Chief")]
    assert sorted(Outgoing.objects.values_list("to", flat=True)) == [
        "chief@lindenau.example",
        "clerk@lindenau.example",
        "lead@lindenau.example",
    ]


def test_the_letter_names_the_due_time_as_the_clock_on_the_wall_shows_it(here: Lindenau, case: Case) -> None:
    for language in ("de", "en"):
        Person.objects.filter(pk=here.clerk.pk).update(language=language)
        Escalation.objects.all().delete()
        Outgoing.objects.all().delete()
        Case.objects.update(rung=0, escalate_at=case.due_at)
        fire(case.due_at)
        # Due at 16:00 in UTC, which is 17:00 in Lindenau.
        assert {"de": "heute, 17 Uhr", "en": "today, 5 PM"}[language] in Outgoing.objects.get().text


def test_a_lead_who_owns_the_case_is_not_their_own_manager(here: Lindenau) -> None:
    root = Unit.objects.get(code="root")
    root.lead = boss = Person.objects.create(email="boss@lindenau.example", name="Boss", unit=root)
    root.save()
    decide_batch(keys=[said(here, touchpoint=here.bill).pk], at=MONDAY)
    fire(MONDAY + 10 * DAY)
    assert told() == [(1, "Lead"), (2, boss.name), (3, "Chief")]


def test_nobody_is_told_twice_when_one_person_stands_on_two_rungs(here: Lindenau) -> None:
    decide_batch(keys=[said(here).pk], at=MONDAY)  # the chief owns what has no place
    fire(MONDAY + 10 * DAY)
    assert told() == [(1, "Chief")]


def test_the_deputy_of_somebody_on_leave_is_told_and_gets_new_cases(here: Lindenau, case: Case) -> None:
    Absence.objects.create(person=here.clerk, deputy=here.lead, starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 13))
    assert fire(case.due_at) == 1
    assert told() == [(1, "Lead")]
    decide_batch(keys=[said(here, touchpoint=here.shop).pk], at=MONDAY + DAY)
    decide_batch(keys=[said(here, touchpoint=here.shop).pk], at=MONDAY + 14 * DAY)
    assert list(Case.objects.order_by("pk").values_list("owner__name", flat=True)[1:]) == ["Lead", "Clerk"]


def test_a_kept_promise_stops_the_ladder_and_the_next_promise_has_its_own(here: Lindenau, case: Case) -> None:
    fire(case.due_at)
    answer(case=case, by=here.clerk, text="We are on it.", decides=False, at=case.due_at + HOUR)
    assert fire(case.due_at + 3 * DAY) == 0
    case.refresh_from_db()
    assert fire(case.due_at) == 1
    assert [row.to.name for row in Escalation.objects.order_by("at")] == ["Clerk", "Clerk"]


def test_taking_a_late_case_over_does_not_hide_that_it_is_late(here: Lindenau, case: Case) -> None:
    take_over(case=case, person=here.lead, at=case.due_at + HOUR)
    fire(case.due_at + DAY)
    assert [row.to.name for row in Escalation.objects.order_by("rung")] == ["Lead"] + ["Chief"] * 0


def test_who_was_told_the_decision_waits_for_nothing(here: Lindenau, case: Case) -> None:
    answer(case=case, by=here.clerk, text="You get it back.", decides=True, at=MONDAY + HOUR)
    assert fire(MONDAY + 60 * DAY) == 0


def test_an_old_export_alarms_nobody(here: Lindenau) -> None:
    reading = said(here, touchpoint=here.shop, at=MONDAY - 200 * DAY)
    reading.feedback.arrived_at = MONDAY
    reading.feedback.save()
    decide_batch(keys=[reading.pk], at=MONDAY)
    case = Case.objects.get()
    assert case.due_at < MONDAY < case.close_by
    assert fire(MONDAY + 60 * DAY) == 0


def test_the_company_sets_its_own_ladder_with_people_by_name(here: Lindenau) -> None:
    Rung.objects.create(position=1, after_minutes=60, station="person", person=here.lead)
    Rung.objects.create(position=2, after_minutes=120, station="cco")
    decide_batch(keys=[said(here, touchpoint=here.shop).pk], at=MONDAY)
    due = Case.objects.get().due_at
    assert fire(due) == 0
    assert fire(due + 16 * HOUR) == 1  # Tuesday 9:00
    assert fire(due + 17 * HOUR) == 1
    assert told() == [(1, "Lead"), (2, "Chief")]
