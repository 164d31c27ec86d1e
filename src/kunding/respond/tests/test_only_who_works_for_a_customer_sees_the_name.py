"""The waiting list and the case page name the customer only to those who work for them."""

from datetime import timedelta

import pytest

from kunding.people.models import Grant, Person, Role
from kunding.respond.actions import answer, decide_batch, take_over, transfer
from kunding.respond.models import Case
from kunding.respond.queries import NOBODYS, CaseUnknown, case_page, sight_of, waiting_list
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau, said

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=41)
WORDS = "My name is Erika Yilmaz and my bill is wrong."


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


@pytest.fixture
def case(here: Lindenau) -> Case:
    reading = said(here, touchpoint=here.bill, customer=here.customer, text=WORDS, spans="11-23:name")
    decide_batch(keys=[reading.pk], at=MONDAY)
    return Case.objects.get()


def names(person: Person) -> list[str]:
    return [line.customer for line in waiting_list(at=LATER, sight=sight_of(person))]


def test_the_chief_and_the_units_lead_see_it_and_another_units_clerk_does_not(here: Lindenau, case: Case) -> None:
    assert names(here.chief) == ["E. Yilmaz"]
    assert names(here.lead) == ["E. Yilmaz"]
    assert names(here.clerk) == [""]


@pytest.mark.parametrize("role", [Role.ANALYST, Role.HR, Role.WORKS_COUNCIL, Role.ADMINISTRATOR])
def test_roles_that_look_at_figures_see_no_names(here: Lindenau, case: Case, role: Role) -> None:
    Grant.objects.create(person=here.clerk, role=role, given_at=MONDAY)
    assert names(here.clerk) == [""]


def test_who_takes_a_case_over_sees_its_customer(here: Lindenau, case: Case) -> None:
    take_over(case=case, person=here.clerk, at=MONDAY + timedelta(hours=1))
    assert names(here.clerk) == ["E. Yilmaz"]


def test_a_line_tells_days_boundary_and_whether_it_silted(here: Lindenau, case: Case) -> None:
    transfer(case=case, to=here.sales, by=here.lead, reason="", at=MONDAY + timedelta(days=1))
    line = waiting_list(at=LATER, sight=NOBODYS)[0]
    assert (line.days, line.between, line.unit, line.silted, line.overdue) == (41, "Billing ⇄ Sales", "Sales", True, True)
    assert line.subject == "The bill"


def test_others_read_the_words_masked_and_no_answers(here: Lindenau, case: Case) -> None:
    answer(case=case, by=here.lead, text="Dear Mrs Yilmaz", decides=True, at=MONDAY + timedelta(hours=2))
    page = case_page(number=case.number, at=LATER, sight=sight_of(here.lead))
    assert [event.what for event in page.events] == ["said", "decided"]
    assert [event.text for event in page.events] == [WORDS, "Dear Mrs Yilmaz"]
    masked = case_page(number=case.number, at=LATER, sight=sight_of(here.clerk))
    assert not any("Yilmaz" in str(value) for value in (masked.customer, masked.events))
    assert masked.business_time_left < timedelta(0)


def test_the_story_is_told_in_order(here: Lindenau, case: Case) -> None:
    hour = timedelta(hours=1)
    take_over(case=case, person=here.lead, at=MONDAY + hour)
    transfer(case=case, to=here.sales, by=here.lead, reason="Sales sold it.", at=MONDAY + 2 * hour)
    take_over(case=case, person=here.clerk, at=MONDAY + 3 * hour)
    answer(case=case, by=here.clerk, text="Solved.", decides=True, at=MONDAY + 4 * hour)
    page = case_page(number=case.number, at=LATER, sight=sight_of(here.chief))
    happened = [event.what for event in page.events]
    assert happened[:3] == ["said", "taken_over", "handed_over"]
    assert set(happened[3:5]) == {"accepted", "taken_over"}
    assert happened[5] == "decided"


def test_an_unknown_number_is_told(here: Lindenau) -> None:
    with pytest.raises(CaseUnknown, match="no case K-1"):
        case_page(number="K-1", at=LATER, sight=NOBODYS)
