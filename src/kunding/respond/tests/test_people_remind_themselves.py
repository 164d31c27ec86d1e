"""Who wants to look at a case again on a day finds it in the inbox then, and nobody else hears of it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localtime, now

from kunding.conftest import Firm
from kunding.people.models import Person, Unit
from kunding.respond.actions import (
    ReminderIsWrong,
    close,
    merge_cases,
    remind,
    remind_me,
    reminder_back,
    reminder_done,
)
from kunding.respond.actions.erase import erase_matters
from kunding.respond.belongings import Matters
from kunding.respond.models import Case, Outgoing, Reminder
from kunding.respond.queries import reminders_owed
from kunding.respond.queries.inbox import counts, inbox, wanted
from kunding.respond.queries.reminders import reminded_cases
from kunding.respond.queries.sight import sight_of
from kunding.respond.tests.desk import login, opened, page_of, post
from kunding.trail.models import Entry

pytestmark = pytest.mark.django_db
LINDENAU = ZoneInfo("Europe/Berlin")
SET_AT = datetime(2026, 12, 14, 9, tzinfo=LINDENAU)  # a Monday
SATURDAY, MONDAY = date(2026, 12, 19), date(2026, 12, 21)
OPENS = datetime(2026, 12, 21, 8, tzinfo=LINDENAU)
DAY = timedelta(days=1)


@pytest.fixture
def case(firm: Firm) -> Case:
    return opened(firm)


def seen_by(person: Person, at: datetime) -> list[str]:
    """The cases that stand under “to look at again today”, the same that are counted."""
    sight = sight_of(person, at=at)
    rows = inbox(wanted({"show": "reminders"}), sight=sight, at=at).rows
    assert counts(sight, at=at)["reminders"] == len(rows)
    return [row.number for row in rows]


def pay(at: datetime) -> int:
    """Let the loop pay what it owes, as its stage does."""
    return remind(keys=list(reminders_owed(at).values_list("pk", flat=True)), at=at)


def test_the_case_stands_in_the_inbox_from_that_business_day_on_until_it_is_done(firm: Firm, case: Case) -> None:
    reminder = remind_me(case=case, person=firm.lea, day=SATURDAY, why="Zählerstand da?", at=SET_AT)
    assert reminder.day == MONDAY, "nobody works on a Saturday"
    assert seen_by(firm.lea, OPENS - DAY) == []
    for at in (OPENS, OPENS + 30 * DAY):
        assert seen_by(firm.lea, at) == [case.number]
    reminder_done(case=case, person=firm.lea, at=OPENS)
    assert seen_by(firm.lea, OPENS) == []
    reminder_back(case=case, person=firm.lea, at=OPENS)
    assert seen_by(firm.lea, OPENS) == [case.number]


def test_holidays_of_the_own_unit_count(firm: Firm, case: Case) -> None:
    epiphany = date(2027, 1, 6)  # a holiday in Sachsen-Anhalt, none in Sachsen
    assert remind_me(case=case, person=firm.lea, day=epiphany, at=SET_AT).day == epiphany
    Unit.objects.filter(pk=firm.billing.pk).update(state="ST")
    lea = Person.objects.get(pk=firm.lea.pk)
    assert remind_me(case=case, person=lea, day=epiphany, at=SET_AT).day == epiphany + DAY


@pytest.mark.parametrize("late", [timedelta(0), timedelta(minutes=1), 9 * DAY], ids=["at once", "soon", "an outage"])
def test_a_mail_comes_once_when_the_company_opens_also_after_an_outage(firm: Firm, case: Case, late: timedelta) -> None:
    remind_me(case=case, person=firm.lea, day=SATURDAY, why="Zählerstand da?", at=SET_AT)
    assert pay(OPENS - timedelta(minutes=1)) == 0
    assert [pay(OPENS + late), pay(OPENS + late), pay(OPENS + late + DAY)] == [1, 0, 0]
    letter = Outgoing.objects.get(purpose="reminder")
    assert letter.to == firm.lea.email
    assert case.number in letter.subject
    assert "Zählerstand" not in letter.subject + letter.text
    assert letter.subject not in page_of(login(firm.vera), case)
    assert seen_by(firm.lea, OPENS + late) == [case.number]


def test_a_repeat_by_a_second_worker_writes_no_second_mail(firm: Firm, case: Case) -> None:
    reminder = remind_me(case=case, person=firm.lea, day=SATURDAY, at=SET_AT)
    pay(OPENS)
    Reminder.objects.filter(pk=reminder.pk).update(act_at=OPENS)  # as if the first worker had died before its end
    pay(OPENS)
    assert Outgoing.objects.filter(purpose="reminder").count() == 1


def test_nobody_else_sees_it_and_no_date_moves(firm: Firm, case: Case) -> None:
    before = Case.objects.values().get(pk=case.pk)
    told = Entry.objects.count()
    remind_me(case=case, person=firm.lea, day=SATURDAY, why="Ein Wort für mich.", at=SET_AT)
    pay(OPENS)
    reminder_done(case=case, person=firm.lea, at=OPENS)
    reminder_back(case=case, person=firm.lea, at=OPENS)
    assert Case.objects.values().get(pk=case.pk) == before
    assert Entry.objects.count() == told
    assert seen_by(firm.vera, OPENS) == []
    vera = login(firm.vera)
    trail = vera.get(reverse("respond:trail", args=[case.number])).content.decode()
    assert "Ein Wort für mich." not in page_of(vera, case) + trail
    assert "Ein Wort für mich." in page_of(login(firm.lea), case)
    # Nor is it hidden from what is late.
    late = inbox(wanted({"show": "overdue"}), sight=sight_of(firm.lea, at=OPENS), at=OPENS)
    assert [row.number for row in late.rows] == [case.number]


def test_one_line_on_the_page_sets_it_and_one_click_ends_it(firm: Firm, case: Case) -> None:
    lea, day = login(firm.lea), localtime(now()).date() + 40 * DAY
    page = post(lea, "remind", case, day=day.isoformat(), why="Zählerstand da?", list="show=overdue")
    reminder = Reminder.objects.get()
    assert "you find it in your inbox again" in page
    assert "Zählerstand da?" in page
    assert "what the customer was promised stays" in page
    assert 'name="list" value="show=overdue"' in page, "the list from which the person came goes along"
    page = post(lea, "reminder_done", case)
    assert "Zählerstand da?" not in page
    assert "you are not reminded any more" in page
    assert "Zählerstand da?" in post(lea, "reminder_back", case)
    reminder.refresh_from_db()
    assert (reminder.done_at, reminder.act_at is None) == (None, False), "it is still to come"
    other = day + 7 * DAY
    post(lea, "remind", case, day=other.isoformat(), why="")
    assert Reminder.objects.get().day >= other, "another day takes the place of the first"


def test_a_day_must_be_to_come(firm: Firm, case: Case) -> None:
    for day in (SET_AT.date(), SET_AT.date() - DAY, SET_AT.date() + 5000 * DAY):
        with pytest.raises(ReminderIsWrong):
            remind_me(case=case, person=firm.lea, day=day, at=SET_AT)
    for day in ("", "soon", "2020-01-01"):
        post(login(firm.lea), "remind", case, day=day)
    assert not Reminder.objects.exists()


def test_who_may_not_see_the_case_any_more_is_not_reminded(firm: Firm, case: Case) -> None:
    remind_me(case=case, person=firm.lea, day=SATURDAY, at=SET_AT)
    Case.objects.filter(pk=case.pk).update(unit=firm.sales, owner=firm.emil)
    assert pay(OPENS) == 0
    assert seen_by(firm.lea, OPENS) == []
    assert login(firm.emil).post(reverse("respond:reminder_done", args=[case.number])).status_code == 302
    assert Reminder.objects.get().done_at is None, "the own reminders only"


def test_who_has_left_is_not_written_to(firm: Firm, case: Case) -> None:
    remind_me(case=case, person=firm.lea, day=SATURDAY, at=SET_AT)
    Person.objects.filter(pk=firm.lea.pk).update(is_active=False)
    assert pay(OPENS) == 0
    assert not Outgoing.objects.filter(purpose="reminder").exists()


def test_a_closed_case_comes_back_to_the_eye_as_well(firm: Firm, case: Case) -> None:
    remind_me(case=case, person=firm.lea, day=SATURDAY, at=SET_AT)
    close(case=case, by=firm.lea, at=SET_AT, unreachable_because="Keine Adresse.")
    assert seen_by(firm.lea, OPENS) == [case.number]


def test_a_reminder_goes_on_with_a_case_that_was_merged(firm: Firm, case: Case) -> None:
    kept = opened(firm, number=2)
    remind_me(case=case, person=firm.lea, day=SATURDAY, why="Zählerstand da?", at=SET_AT)
    merge_cases(kept=kept, merged=case, by=firm.lea, at=SET_AT)
    assert seen_by(firm.lea, OPENS) == [kept.number]
    pay(OPENS)
    assert kept.number in Outgoing.objects.get(purpose="reminder").subject
    lea = login(firm.lea)
    assert "Zählerstand da?" in page_of(lea, kept)
    post(lea, "reminder_done", kept)
    assert seen_by(firm.lea, OPENS) == []
    remind_me(case=Case.objects.get(pk=kept.pk), person=firm.lea, day=MONDAY + DAY, at=OPENS)
    assert Reminder.objects.get().case == kept, "a case has one reminder for each person"


def test_what_is_done_is_forgotten_a_day_later(firm: Firm, case: Case) -> None:
    remind_me(case=case, person=firm.lea, day=SATURDAY, why="Ein Wort für mich.", at=SET_AT)
    reminder_done(case=case, person=firm.lea, at=SET_AT)
    pay(SET_AT + timedelta(hours=23))
    assert Reminder.objects.exists()
    assert pay(SET_AT + DAY) == 0
    assert not Reminder.objects.exists()


def test_who_is_erased_is_erased_from_reminders(firm: Firm, case: Case) -> None:
    remind_me(case=case, person=firm.lea, day=SATURDAY, why="Frau Yilmaz anrufen", at=SET_AT)
    counts_of = erase_matters(matters=Matters((case.pk,), ()), names=[], by=firm.vera, at=SET_AT)
    assert counts_of["reminders"] == 1
    assert not Reminder.objects.exists()


def test_reminders_are_found_by_index_however_many_cases_there_are(firm: Firm, case: Case) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("The plan is read on SQLite.")
    for person in (firm.vera, firm.emil):
        sql, values = reminded_cases(sight_of(person, at=OPENS), at=OPENS).order_by().query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
            plan = [row[3] for row in cursor.fetchall()]
        assert not [step for step in plan if step.startswith("SCAN respond_case")], plan
        assert any("respond_case USING INTEGER PRIMARY KEY" in step for step in plan), plan
        assert any("respond_to_look_at_again" in step for step in plan), plan
