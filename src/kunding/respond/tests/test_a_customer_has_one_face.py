"""Whoever talks to a customer sees one time line over all units, channels and records of the person."""

from datetime import timedelta

import pytest

from kunding.conftest import login
from kunding.customers.actions import merge_customers
from kunding.customers.models import Customer
from kunding.people.models import Grant, Person, Role
from kunding.respond.actions import answer, decide_batch
from kunding.respond.models import Case
from kunding.respond.queries.one_face import one_face
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau, said

HOUR = timedelta(hours=1)


@pytest.fixture
def here(db: None) -> Lindenau:
    return lindenau()


def opened(here: Lindenau, **what: object) -> Case:
    reading = said(here, **what)
    decide_batch(keys=[reading.pk], at=MONDAY + HOUR)
    return Case.objects.get(feedback=reading.feedback)


def test_all_units_channels_and_records_stand_in_one_line(here: Lindenau) -> None:
    other = Customer.objects.create(reference="4712", name="E. Yilmaz")
    bill = opened(here, touchpoint=here.bill, customer=here.customer, text="The bill is wrong.", channel="mail")
    opened(here, touchpoint=here.shop, customer=other, text="The shop was closed.", channel="phone", at=MONDAY + HOUR)
    answer(case=bill, by=here.lead, text="You are right.", decides=False, at=MONDAY + 2 * HOUR)
    merge_customers(kept=here.customer.pk, merged=other.pk, by=here.lead, at=MONDAY)
    page = one_face(other.pk, viewer=here.chief, at=MONDAY + 3 * HOUR)
    assert [(one.kind, one.unit) for one in page.moments] == [
        ("answered", "Billing"),
        ("said", "Sales"),
        ("said", "Billing"),
    ]
    assert len(page.open_cases) == 2
    assert page.card.reference == here.customer.reference


def test_others_cases_are_seen_as_happenings_but_not_opened(here: Lindenau) -> None:
    opened(here, touchpoint=here.bill, customer=here.customer)
    page = one_face(here.customer.pk, viewer=here.clerk, at=MONDAY + 3 * HOUR)
    assert (page.open_cases, page.elsewhere) == ([], 1)
    assert [one.case for one in page.moments] == [""]


def test_names_in_the_words_are_for_the_owner_of_the_case(here: Lindenau) -> None:
    case = opened(here, touchpoint=here.bill, customer=here.customer, text="Erika rang.", spans="0-5:name")
    for viewer, is_told in ((case.owner, True), (here.clerk, False)):
        moment = one_face(here.customer.pk, viewer=viewer, at=MONDAY).moments[0]
        assert ("Erika" in moment.words) is is_told
        assert "rang." in moment.words


def test_long_lives_are_folded_and_unfold(here: Lindenau) -> None:
    for number in range(45):
        said(here, customer=here.customer, at=MONDAY + number * HOUR)
    folded = one_face(here.customer.pk, viewer=here.chief, at=MONDAY)
    assert (len(folded.moments), folded.more) == (40, 5)
    assert one_face(here.customer.pk, viewer=here.chief, at=MONDAY, all_of_it=True).more == 0


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_opens_for_everybody_in_both_languages(here: Lindenau, language: str) -> None:
    opened(here, touchpoint=here.bill, customer=here.customer)
    Grant.objects.create(person=here.clerk, role=Role.EMPLOYEE, unit=here.sales, given_at=MONDAY)
    for person in Person.objects.all():
        page = login(person).get(f"/customers/{here.customer.pk}/", headers={"accept-language": language})
        assert page.status_code == 200
        assert b"Erika Yilmaz" in page.content
    assert login(here.clerk).get("/customers/999999/").status_code == 404
