import io
import zipfile

import pytest
from django.test import Client

from kunding.conftest import NOW, Life, login
from kunding.customers.models import Customer
from kunding.loop.models import Erasure
from kunding.people.models import Person
from kunding.respond.models import Case, Outgoing
from kunding.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(life: Life, vera: Client) -> None:
    vera.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    Person.objects.update(language="en")


def page(life: Life, act: str = "erase") -> str:
    return f"/customers/{life.firm.customer.pk}/{act}/"


def test_the_page_says_what_goes_and_that_it_cannot_come_back(life: Life, vera: Client) -> None:
    shown = vera.get(page(life)).content.decode()
    assert "This cannot be undone." in shown
    assert f"{life.firm.customer.feedback.count()} pieces of feedback" in shown
    assert life.waiting.number in shown


def test_another_record_with_the_same_address_is_named_and_keeps_its_letters(life: Life, vera: Client) -> None:
    Customer.objects.filter(reference="4711").update(email="erika@example.org")
    double = Customer.objects.create(reference="4799", name="E. Yilmaz", email="Erika@example.org")
    Case.objects.filter(pk=life.closed.pk).update(customer=double)
    letter = Outgoing.objects.create(
        case=life.closed, purpose="answer", to="erika@example.org", subject="s", text="t", message_id="<1@x>",
        written_at=NOW,
    )  # fmt: skip
    assert "The same e-mail has 4799" in vera.get(page(life)).content.decode()
    vera.post(page(life), {"number": "4711", "with_open_cases": "yes"})
    assert Outgoing.objects.filter(pk=letter.pk).exists()


def test_nothing_happens_without_the_number(life: Life, vera: Client) -> None:
    for number in ("", "4712"):
        vera.post(page(life), {"number": number, "with_open_cases": "yes"})
    assert Customer.objects.filter(reference="4711").exists()


def test_an_open_case_is_closed_only_where_somebody_says_so(life: Life, vera: Client) -> None:
    told = vera.post(page(life), {"number": "4711"}, follow=True).content.decode()
    assert life.waiting.number in told
    assert Customer.objects.filter(reference="4711").exists()
    told = vera.post(page(life), {"number": "4711", "with_open_cases": "yes"}, follow=True).content.decode()
    assert "The customer is erased." in told
    assert not Customer.objects.filter(reference="4711").exists()
    assert not Case.objects.get(pk=life.waiting.pk).is_open
    assert Erasure.objects.get().by == life.firm.vera


def test_what_is_held_is_handed_out_as_a_file_and_the_trail_knows(life: Life, vera: Client) -> None:
    given = vera.post(page(life, "disclose"))
    with zipfile.ZipFile(io.BytesIO(given.content)) as archive:
        assert "Erika Yilmaz" in archive.read("disclosure.html").decode()
    assert given.headers["Cache-Control"] == "no-store"
    assert Entry.objects.filter(act="disclose_customer", actor=life.firm.vera.trail_name).count() == 1


@pytest.mark.parametrize("act", ["erase", "disclose"])
def test_whoever_leads_a_team_may_not(life: Life, act: str) -> None:
    assert login(life.firm.lea).post(page(life, act), {"number": "4711"}).status_code == 403
    assert page(life, act) not in login(life.firm.lea).get(f"/customers/{life.firm.customer.pk}/").content.decode()


def test_the_page_of_an_erased_case_still_opens(life: Life, vera: Client) -> None:
    vera.post(page(life), {"number": "4711", "with_open_cases": "yes"})
    for address in (f"/cases/{life.waiting.number}/", f"/cases/{life.waiting.number}/trail/", "/", "/customers/"):
        assert vera.get(address).status_code == 200, address
    assert "erased the customer" in vera.get(f"/cases/{life.waiting.number}/trail/").content.decode()
