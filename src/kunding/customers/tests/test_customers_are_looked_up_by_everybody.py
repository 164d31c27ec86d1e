from datetime import UTC, datetime

import polars as pl
import pytest

from kunding.customers.actions import find_duplicates, merge_customers, plan_campaigns, receive_customers
from kunding.customers.models import Consent, Customer, Merge, ToldApart
from kunding.customers.queries import customer_card
from kunding.customers.queries.search import found_customers
from kunding.customers.tests.lindenau import Firm, login

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def twins(firm: Firm) -> tuple[Customer, Customer]:
    rows = {
        "reference": ["4711", "4712"],
        "name": ["Erika Yilmaz", "Erika Yılmaz"],
        "email": ["erika@example.org", ""],
        "phone": ["0341 123456", "+49 341 123456"],
        "value_per_year": [400.0, 840.0],
    }
    receive_customers(rows=pl.DataFrame(rows), at=NOON)
    find_duplicates(at=NOON)
    firm.customer.refresh_from_db()
    return firm.customer, Customer.objects.get(reference="4712")


@pytest.mark.parametrize(
    "words", ["4712", "yilmaz erika", "Erika@Example.org", "0341 / 12 34 56", "+49 341 123456", "0049341123456"]
)
def test_by_name_number_address_and_phone(firm: Firm, twins: tuple[Customer, Customer], words: str) -> None:
    merge_customers(kept=twins[0].pk, merged=twins[1].pk, by=firm.vera, at=NOON)
    assert [one.reference for one in found_customers(words)[1]] == ["4711"]


@pytest.mark.parametrize("words", ["nobody", "\x00", "%", "_", "9" * 200, "''; --", "0"])
def test_what_names_nobody_finds_nobody(firm: Firm, words: str) -> None:
    assert len(found_customers(words)[1]) == (words == "\x00")  # what is no sign at all asks nothing


def test_the_card_puts_the_records_of_a_person_together(firm: Firm, twins: tuple[Customer, Customer]) -> None:
    plan_campaigns(
        rows=[{"name": "Preisbrief", "channel": "Brief", "size": "5", "starts_on": "2026-11-02"}], by=firm.lea, at=NOON
    )
    merge = merge_customers(kept=twins[0].pk, merged=twins[1].pk, by=firm.vera, at=NOON)
    card = customer_card(twins[1].pk, at=NOON)
    assert (card.key, card.name, card.value_per_year) == (twins[0].pk, "Erika Yilmaz", 1240)
    assert card.phones == ("0341 123456", "+49 341 123456")
    assert [one.name for one in card.campaigns] == ["Preisbrief"]
    assert [(one.merge, one.reference, one.by) for one in card.merged] == [(merge.pk, "4712", "Vera Vogt")]
    with pytest.raises(Customer.DoesNotExist):
        customer_card(10**15, at=NOON)


def test_the_value_is_shown_as_a_fact_to_protect(firm: Firm) -> None:
    told = {
        "de": "nie ein Grund, jemanden schlechter zu behandeln",
        "en": "never a reason to serve anybody worse",
    }
    cost = {"de": "Diesen Kunden zu verlieren kostet 400", "en": "Losing this customer costs"}
    for language in ("de", "en"):
        page = login(firm.emil).get(f"/customers/{firm.customer.pk}/", headers={"accept-language": language})
        assert told[language] in page.content.decode()
        assert cost[language] in page.content.decode()


def test_three_people_decide_about_duplicates_as_they_may(firm: Firm, twins: tuple[Customer, Customer]) -> None:
    pair = {"kept": twins[0].pk, "merged": twins[1].pk}
    emil, lea, vera = login(firm.emil), login(firm.lea), login(firm.vera)
    page = emil.get("/customers/doubles/", headers={"accept-language": "de"}).content.decode()
    assert "gleiche Telefonnummer, gleicher Name" in page
    assert 'action="/customers/doubles/merge/"' not in page
    assert emil.post("/customers/doubles/merge/", pair).status_code == 403
    assert lea.post("/customers/doubles/merge/", pair).status_code == 302
    merge = Merge.objects.get()
    assert merge.by == firm.lea
    assert lea.get(f"/customers/{twins[1].pk}/").headers["Location"] == f"/customers/{twins[0].pk}/"
    assert emil.post(f"/customers/merges/{merge.pk}/undo/").status_code == 403
    assert vera.post(f"/customers/merges/{merge.pk}/undo/").status_code == 302
    assert not Customer.objects.filter(merged_into__isnull=False).exists()
    told = vera.post(f"/customers/merges/{merge.pk}/undo/", follow=True, headers={"accept-language": "de"})
    assert "Das wurde schon zurückgenommen." in told.content.decode()


def test_not_the_same_is_said_on_the_page(firm: Firm, twins: tuple[Customer, Customer]) -> None:
    client = login(firm.lea)
    client.post("/customers/doubles/apart/", {"one": twins[0].pk, "other": twins[1].pk})
    assert ToldApart.objects.get().by == firm.lea
    assert "4712" not in client.get("/customers/doubles/").content.decode()
    client.post("/customers/doubles/look/")
    assert "4712" not in client.get("/customers/doubles/").content.decode()


@pytest.mark.parametrize("word", ["", "0", "-1", "٣", "9" * 40, "x"])
def test_a_record_that_is_none_is_not_found(firm: Firm, word: str) -> None:
    client = login(firm.vera)
    assert client.post("/customers/doubles/merge/", {"kept": firm.customer.pk, "merged": word}).status_code == 404


def test_each_employee_notes_an_objection_on_the_phone(firm: Firm) -> None:
    address = f"/customers/{firm.customer.pk}/consent/"
    login(firm.emil).post(address, {"verdict": "objected", "proof": "Anruf"})
    assert Consent.objects.get().by == firm.emil
    told = login(firm.emil).post(address, {"verdict": "given", "proof": "Anruf"}, follow=True)
    assert "Consent names its purpose" in told.content.decode() or "nennt ihren Zweck" in told.content.decode()
    assert Consent.objects.count() == 1
