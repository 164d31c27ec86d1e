from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kunding.conftest import NOW, Firm
from kunding.customers.models import Customer
from kunding.listen.models import Feedback
from kunding.people.actions import issue_token
from kunding.respond.models import Case
from kunding.respond.signing import link_word
from kunding.trail.models import Entry

pytestmark = pytest.mark.django_db
MOST_QUERIES = 34  # a reader in the request, or a loop over rows, would show here


@pytest.fixture
def emil(firm: Firm) -> dict[str, str]:
    return {"Authorization": f"Bearer {issue_token(person=firm.emil, name='test', at=NOW)}"}


def post(headers: dict[str, str], **entered: object):
    return Client().post("/api/v1/cases", entered, content_type="application/json", headers=headers)


def test_a_case_is_opened_on_a_customers_behalf(firm: Firm, emil: dict[str, str]) -> None:
    told = post(emil, text="Der Zähler läuft rückwärts.", channel="phone", customer="4711", touchpoint="Jahresrechnung",
                kind="complaint").json()  # fmt: skip
    case = Case.objects.get()
    assert told["number"] == case.number
    assert told["link"] == f"http://127.0.0.1:8000/anliegen/{link_word(case.number)}/"
    assert datetime.fromisoformat(told["due_at"]) == case.due_at
    assert (case.kind, case.customer, case.owner) == ("complaint", firm.customer, firm.lea)
    assert case.feedback.extra == {"entered_by": firm.emil.trail_name}
    assert Entry.objects.get(act="open_case").actor == firm.emil.trail_name


def test_the_same_reference_opens_one_case(emil: dict[str, str]) -> None:
    told = [post(emil, text="Kein Strom.", reference="A1").json() for _ in range(3)]
    assert told[0] == told[1] == told[2]
    assert Case.objects.count() == 1


def test_nobody_learns_of_a_colleagues_case_by_its_reference(firm: Firm, emil: dict[str, str]) -> None:
    mine = post(emil, text="Kein Strom.", reference="A1").json()
    lea = {"Authorization": f"Bearer {issue_token(person=firm.lea, name='test', at=NOW)}"}
    assert post(lea, text="?", reference="A1").json()["number"] != mine["number"]


def test_the_words_are_not_read_in_the_request(firm: Firm, emil: dict[str, str]) -> None:
    post(emil, text="Erster.")  # the source is made
    with CaptureQueriesContext(connection) as asked:
        post(emil, text="Zweiter.", customer="4711", touchpoint="bill")
    assert not Feedback.objects.filter(reading__isnull=False).exists()
    assert len(asked) <= MOST_QUERIES


def test_an_empty_customer_is_nobody(firm: Firm, emil: dict[str, str]) -> None:
    Customer.objects.create(reference="")
    post(emil, text="Wer bin ich?", customer=" ")
    assert Case.objects.get().customer is None


@pytest.mark.parametrize("wrong", [{"text": ""}, {"text": "x", "channel": "pigeon"}, {"text": "x", "kind": "murder"},
                                   {"text": "x" * 100_001}, {"text": "x", "said_at": "gestern"}])  # fmt: skip
def test_what_is_wrong_is_told_and_opens_nothing(emil: dict[str, str], wrong: dict[str, object]) -> None:
    assert post(emil, **wrong).status_code == 422
    assert not Feedback.objects.exists()


def test_a_stranger_opens_nothing(firm: Firm) -> None:
    assert post({}, text="Hallo").status_code == 401
