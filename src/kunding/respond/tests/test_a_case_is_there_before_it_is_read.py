from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kunding.conftest import login
from kunding.listen.actions import Place, hear_words
from kunding.listen.rules import Said
from kunding.people.models import Grant, Role
from kunding.respond import actions
from kunding.respond.models import Case, Kind, Triage
from kunding.respond.queries import cases_mark
from kunding.respond.rules import stronger_kind
from kunding.respond.tests.lindenau import BOOK, MONDAY, Lindenau, lindenau
from kunding.understand.models import Reading

pytestmark = pytest.mark.django_db
FORM = Place("The form")


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


def written(here: Lindenau, text: str = "Where is my refund?", **what: object) -> Case:
    feedback = hear_words(place=FORM, said=Said(text=text, author="erika@example.org", **what), at=MONDAY)
    return actions.open_case(feedback=feedback, at=MONDAY)


def read(case: Case, **what: object) -> None:
    reading = Reading.objects.create(feedback=case.feedback, **{**BOOK, **what})
    actions.decide_batch(keys=[reading.pk], at=MONDAY + timedelta(minutes=1))
    case.refresh_from_db()


def test_whoever_writes_to_us_has_a_case_at_once(here: Lindenau) -> None:
    case = written(here)
    assert (case.kind, case.state, case.owner) == ("request", "received", here.chief)
    assert case.next_step
    assert case.opened_at < case.acknowledge_by <= case.answer_by == case.due_at


def test_opening_again_opens_nothing_and_leaves_no_trace(here: Lindenau) -> None:
    case = written(here)
    before = cases_mark()
    assert actions.open_case(feedback=case.feedback, kind=Kind.LEAVING, at=MONDAY).pk == case.pk
    assert (cases_mark(), Case.objects.count()) == (before, 1)


def test_one_feedback_has_one_case_also_after_it_was_read(here: Lindenau) -> None:
    case = written(here)
    read(case, intent="question", sentiment="neutral")
    assert Case.objects.get() == case
    assert Triage.objects.get().outcome == "case"
    assert case.kind == "request"


def test_the_reading_sharpens_kind_owner_and_step(here: Lindenau) -> None:
    case = written(here)
    promised = case.answer_by
    read(case, intent="leaving", touchpoint=here.shop, urgency="high")
    assert (case.kind, case.owner, case.unit, case.touchpoint) == ("leaving", here.clerk, here.sales, here.shop)
    assert case.answer_by < promised
    assert "leave" in case.next_step


def test_what_a_person_touched_is_left_as_it_is(here: Lindenau) -> None:
    case = written(here)
    actions.take_over(case=case, person=here.lead, at=MONDAY + timedelta(seconds=30))
    read(case, intent="leaving", touchpoint=here.shop)
    assert (case.owner, case.kind) == (here.lead, "request")


def test_the_same_reference_is_the_same_case(here: Lindenau) -> None:
    assert written(here, reference="once").pk == written(here, reference="once").pk


@given(st.sampled_from(Kind.values), st.sampled_from(Kind.values))
def test_a_case_never_becomes_weaker(one: str, other: str) -> None:
    assert stronger_kind(one, other) == stronger_kind(other, one) == stronger_kind(one, stronger_kind(one, other))


def test_colleagues_are_told_why_they_see_no_words_yet(here: Lindenau) -> None:
    case = written(here)
    address = reverse("respond:case", args=[case.number])
    Grant.objects.create(person=here.clerk, role=Role.PROCESS_OWNER, given_at=MONDAY)
    colleague, owner = (
        login(person).get(address, headers={"accept-language": "en"}).content.decode()
        for person in (here.clerk, case.owner)
    )
    assert ("being read" in colleague, "Where is my refund?" in colleague) == (True, False)
    assert ("being read" in owner, "Where is my refund?" in owner) == (False, True)
