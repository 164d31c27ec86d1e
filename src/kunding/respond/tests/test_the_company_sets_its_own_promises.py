"""Service levels and the ladder are set on one page, and count for new cases from then on."""

from datetime import timedelta

import pytest

from kunding.conftest import login
from kunding.people.models import Grant, Role
from kunding.respond.actions import PromiseIsWrong, decide_batch, escalate, set_ladder, set_service_levels
from kunding.respond.models import Case, Escalation, ServiceLevel
from kunding.respond.queries import promises_due
from kunding.respond.rules import Level, RungFacts, level_of
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau, said

HOUR = timedelta(hours=1)


@pytest.fixture
def here(db: None) -> Lindenau:
    return lindenau()


def due(here: Lindenau, **what: object) -> timedelta:
    reading = said(here, **{"touchpoint": here.bill, "customer": here.customer, **what})
    decide_batch(keys=[reading.pk], at=MONDAY)
    return Case.objects.get(feedback=reading.feedback).due_at - MONDAY


def test_kind_channel_and_segment_have_their_own_levels(here: Lindenau) -> None:
    levels = [Level(), Level(kind="complaint", answer=2 * HOUR), Level(segment="home", channel="phone", answer=HOUR)]
    set_service_levels(levels=levels, by=here.chief, at=MONDAY)
    assert due(here, channel="mail") == 2 * HOUR
    assert due(here, channel="phone") == HOUR
    assert due(here, channel="phone", customer=None) == 2 * HOUR
    assert due(here, channel="mail", recommend=2, intent="none") == 7 * HOUR  # six, with a lunch break


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        (Level(segment="home"), Level(kind="complaint")),
        (Level(kind="complaint"), Level(channel="mail")),
        (Level(kind="complaint", channel="mail"), Level(segment="home")),
    ],
)
def test_the_narrowest_level_counts_whatever_the_order(narrow: Level, wide: Level) -> None:
    for levels in ((narrow, wide, Level()), (Level(), wide, narrow)):
        assert level_of(kind="complaint", channel="mail", segment="home", levels=levels) == narrow


def test_two_lines_for_the_same_customers_are_refused_and_nothing_changes(here: Lindenau) -> None:
    set_service_levels(levels=[Level()], by=here.chief, at=MONDAY)
    with pytest.raises(PromiseIsWrong, match="Two lines"):
        set_service_levels(levels=[Level(answer=HOUR), Level()], by=here.chief, at=MONDAY)
    assert ServiceLevel.objects.get().answer_minutes == 360


def test_a_ladder_of_five_rungs_reaches_whom_it_names(here: Lindenau) -> None:
    rungs = [
        RungFacts(1, timedelta(0), "owner"),
        RungFacts(2, HOUR, "person", here.clerk.pk),
        RungFacts(3, 2 * HOUR, "cco"),
    ]
    set_ladder(rungs=rungs, by=here.chief, at=MONDAY)
    due(here)
    late = MONDAY + timedelta(days=10)
    escalate(keys=list(promises_due(late).values_list("pk", flat=True)), at=late)
    assert list(Escalation.objects.order_by("rung").values_list("to__name", flat=True)) == ["Lead", "Clerk", "Chief"]
    with pytest.raises(PromiseIsWrong, match="later than"):
        set_ladder(rungs=rungs[::-1], by=here.chief, at=MONDAY)
    with pytest.raises(PromiseIsWrong, match="Name the person"):
        set_ladder(rungs=[RungFacts(1, HOUR, "person")], by=here.chief, at=MONDAY)


def test_the_page_keeps_what_is_entered_for_those_who_may(here: Lindenau) -> None:
    Grant.objects.create(person=here.clerk, role=Role.EMPLOYEE, unit=here.sales, given_at=MONDAY)
    assert login(here.clerk).get("/settings/promises/").status_code == 403
    entered = {
        "which": "levels",
        "level-TOTAL_FORMS": "2",
        "level-INITIAL_FORMS": "2",
        "level-0-acknowledge": "1",
        "level-0-answer": "4",
        "level-0-close_days": "5",
        "level-1-kind": "leaving",
        "level-1-acknowledge": "0.5",
        "level-1-answer": "1.5",
        "level-1-by_the_clock": "on",
        "level-1-close_days": "2",
    }
    client = login(here.chief)
    assert client.post("/settings/promises/", entered).status_code == 302
    kept = set(ServiceLevel.objects.values_list("kind", "answer_minutes", "by_the_clock", "close_days"))
    assert kept == {("", 240, False, 5), ("leaving", 90, True, 2)}
    page = client.post("/settings/promises/", {**entered, "level-0-answer": "soon"}, headers={"accept-language": "de"})
    assert page.status_code == 200
    assert ServiceLevel.objects.count() == 2
