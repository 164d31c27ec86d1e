from datetime import timedelta

import polars as pl
import pytest

from kunding.conftest import NOW, Firm
from kunding.customers.actions import erase_records, note_consent, receive_customers
from kunding.customers.models import Customer, Erased
from kunding.customers.queries import may_contact
from kunding.customers.queries.erased import erased_addresses
from kunding.customers.queries.subject import find_subject

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)


def receive(*rows: tuple[str, str, str]) -> None:
    frame = pl.DataFrame(rows, schema=["reference", "email", "phone"], orient="row")
    receive_customers(rows=frame, at=LATER)


@pytest.fixture
def gone(firm: Firm) -> None:
    receive(("7001", "ada@adler.example", "0341 5550 1234"))
    erase_records(subject=find_subject("7001"), at=NOW)


@pytest.mark.parametrize(
    "row",
    [
        ("7001", "", ""),
        ("9999", "Ada@Adler.example", ""),
        ("9999", "", "+49 341 5550-1234"),
    ],
)
def test_who_comes_back_by_an_import_has_objected(gone: None, row: tuple[str, str, str]) -> None:
    receive(row, ("8888", "bo@baum.example", "0341 1"))
    back, other = (Customer.objects.get(reference=number).pk for number in (row[0], "8888"))
    for channel in ("mail", "letter"):
        assert may_contact(back, purpose="advertising", channel=channel, at=LATER).because.value == "objected"
    assert may_contact(other, purpose="advertising", channel="letter", at=LATER).allowed


def test_who_agrees_anew_is_asked_again(gone: None) -> None:
    receive(("7001", "ada@adler.example", ""))
    back = Customer.objects.get(reference="7001").pk
    note_consent(
        customer=back, verdict="given", purpose="survey", channel="mail", ground="consent", proof="Karte",
        said_at=LATER, at=LATER,
    )  # fmt: skip
    assert may_contact(back, purpose="survey", channel="mail", at=LATER).allowed


def test_an_address_without_a_customer_is_known_again(gone: None) -> None:
    assert erased_addresses(["ADA@adler.example", "bo@baum.example"]) == {"ADA@adler.example"}


def test_what_is_kept_names_nobody(gone: None, settings) -> None:  # type: ignore[no-untyped-def]
    kept = " ".join(Erased.objects.values_list("digest", flat=True))
    assert "ada" not in kept
    assert "7001" not in kept
    settings.SECRET_KEY = "the key of another installation, with which nothing is recognised"
    assert erased_addresses(["ada@adler.example"]) == set()
