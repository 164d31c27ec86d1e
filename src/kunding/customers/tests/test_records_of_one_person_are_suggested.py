from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from django.utils import translation
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kunding.customers.actions import find_duplicates, merge_customers, receive_customers, tell_apart, unmerge_customers
from kunding.customers.models import Customer, Identity, Search
from kunding.customers.queries.duplicates import duplicates_owed, suggested_duplicates
from kunding.customers.rules.contact import phone_number, plain_email, plain_name
from kunding.customers.rules.duplicates import COLUMNS, LIKELY, pairs
from kunding.customers.tests.lindenau import Firm

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
NO_CONTRACTS = pl.DataFrame(schema={"key": pl.Int64(), "value": pl.String()})


def records(*rows: dict[str, str]) -> pl.DataFrame:
    blank = dict.fromkeys(COLUMNS, "")
    return pl.DataFrame([blank | row | {"key": number} for number, row in enumerate(rows)], schema=COLUMNS)


def person(name: str = "", email: str = "", phone: str = "", born: str = "", place: str = "") -> dict[str, str]:
    return {
        "name": plain_name(name),
        "email": plain_email(email),
        "phone": phone_number(phone),
        "born": born,
        "place": place,
    }


def hints_of(*rows: dict[str, str], contracts: pl.DataFrame = NO_CONTRACTS) -> list[list[str]]:
    return pairs(records(*rows), contracts)["hints"].to_list()


class TestTwoRecordsAreSuggested:
    @pytest.mark.parametrize(
        ("one", "other", "hints"),
        [
            (
                person("Erika Yılmaz", phone="0341 123456"),
                person("Erika Yilmaz", phone="+49 341 12 34 56"),
                ["phone", "name"],
            ),
            (
                person("Erika Yilmaz", phone="0341 123456"),
                person("E. Yilmaz", phone="0341 123456"),
                ["phone", "name_nearly"],
            ),
            (person("", email="a@example.org"), person("Anna Alt", email="A@Example.org"), ["email"]),
            (
                person("Jörg Müller", email="jmueller@example.org"),
                person("Joerg Mueller", email="jmuellr@example.org"),
                ["name", "email_nearly"],
            ),
            (
                person("Ben Bast", phone="0341 1234567"),
                person("Ben Bast", phone="0341 1234568"),
                ["name", "phone_nearly"],
            ),
            (person("Ida Ast", born="1970-01-02"), person("Ida Ast", born="1970-01-02"), ["born", "name"]),
            (person("Ida Ast", place="04109 x 1"), person("Ida Ast", place="04109 x 1"), ["name", "place"]),
        ],
    )
    def test_who_share_something_rare(self, one: dict[str, str], other: dict[str, str], hints: list[str]) -> None:
        assert hints_of(one, other) == [hints]

    def test_under_whom_the_same_contract_runs(self) -> None:
        contracts = pl.DataFrame({"key": [0, 1], "value": ["v-7", "v-7"]})
        assert hints_of(person("Ida Ast"), person("Olaf Ort"), person("Uwe Ur"), contracts=contracts) == []
        assert hints_of(person("Ida Ast"), person("Ida Ast"), contracts=contracts) == [["contract", "name"]]


class TestTwoRecordsAreNotSuggested:
    def test_for_their_name_alone(self) -> None:
        assert hints_of(person("Thomas Müller"), person("Thomas Müller")) == []

    def test_when_a_family_shares_a_number(self) -> None:
        assert hints_of(person("Ida Ast", phone="0341 123456"), person("Olaf Ast", phone="0341 123456")) == []

    def test_when_father_and_son_share_all_but_the_birthday(self) -> None:
        father = person("Karl Ast", phone="0341 123456", email="ast@example.org", born="1950-01-01")
        assert hints_of(father, father | {"born": "1980-01-01"}) == []

    def test_when_a_whole_office_shares_a_number(self) -> None:
        assert hints_of(*[person(f"{letter}a Amt", phone="0341 123456") for letter in "bcdfghjklm"]) == []

    def test_when_an_empty_address_is_all_they_share(self) -> None:
        assert hints_of(person(), person(), person("Ida Ast"), person("Ida Ast")) == []


@settings(deadline=None)  # the first comparison compiles
@given(
    st.lists(st.tuples(*[st.sampled_from(["", "a b", "a c", "d"])] * 2, st.sampled_from(["", "1", "2"])), max_size=12)
)
def test_a_pair_is_given_once_in_order_and_with_reasons(rows: list[tuple[str, str, str]]) -> None:
    found = pairs(records(*[{"name": name, "born": born, "place": place} for name, place, born in rows]), NO_CONTRACTS)
    assert found.select("one", "other").is_unique().all()
    for one, other, confidence, hints in found.iter_rows():
        assert one < other
        assert LIKELY <= confidence <= 1
        assert len(hints) >= 1
        assert set(hints) - {"name", "name_nearly"}


@given(st.text(max_size=30))
@example("ᴬnna")
@example("Ǣlfric")
def test_what_is_brought_into_one_form_stays_in_it(text: str) -> None:
    assert plain_name(plain_name(text)) == plain_name(text)
    assert phone_number(phone_number(text)) == phone_number(text)
    assert plain_email(plain_email(text)) == plain_email(text)


@pytest.fixture
def twins(firm: Firm) -> tuple[Customer, Customer]:
    Customer.objects.filter(pk=firm.customer.pk).update(phone="0341 123456")
    other = Customer.objects.create(reference="4712", name="Erika Yılmaz-Ost", phone="+49 (0)341 123456")
    firm.customer.refresh_from_db()
    return firm.customer, other


def suggested() -> list[tuple[int, int]]:
    return [(row.one.pk, row.other.pk) for row in suggested_duplicates()[1]]


def test_a_suggestion_says_why_in_the_readers_language(twins: tuple[Customer, Customer]) -> None:
    assert find_duplicates(at=NOON) == 1
    assert suggested_duplicates()[1][0].because == (
        "same phone number, name almost the same: Erika Yilmaz / Erika Yılmaz-Ost"
    )
    with translation.override("de"):
        (row,) = suggested_duplicates()[1]
        assert row.because == "gleiche Telefonnummer, Name fast gleich: Erika Yilmaz / Erika Yılmaz-Ost"
        assert (row.percent, row.how_sure) == (74, "wahrscheinlich")
    assert Customer.objects.filter(merged_into__isnull=False).count() == 0


def test_not_the_same_is_remembered(firm: Firm, twins: tuple[Customer, Customer]) -> None:
    find_duplicates(at=NOON)
    tell_apart(one=twins[1].pk, other=twins[0].pk, by=firm.emil, at=NOON)
    find_duplicates(at=NOON)
    assert suggested() == []


def test_not_the_same_holds_for_all_records_of_a_person(firm: Firm, twins: tuple[Customer, Customer]) -> None:
    third = Customer.objects.create(reference="4713", name="Erika Yilmaz", phone="0341 123456")
    find_duplicates(at=NOON)
    assert len(suggested()) == 3
    merge = merge_customers(kept=twins[0].pk, merged=third.pk, by=firm.vera, at=NOON)
    tell_apart(one=twins[0].pk, other=twins[1].pk, by=firm.vera, at=NOON)
    assert suggested() == []
    unmerge_customers(merge=merge, by=firm.vera, at=NOON)
    assert suggested() == [(twins[1].pk, third.pk)]


def test_what_was_merged_is_not_suggested_and_what_was_taken_back_neither(
    firm: Firm, twins: tuple[Customer, Customer]
) -> None:
    find_duplicates(at=NOON)
    merge = merge_customers(kept=twins[0].pk, merged=twins[1].pk, by=firm.vera, at=NOON)
    assert suggested() == []
    assert find_duplicates(at=NOON) == 0
    unmerge_customers(merge=merge, by=firm.vera, at=NOON)
    find_duplicates(at=NOON)
    assert suggested() == []


def test_the_search_is_owed_after_an_import_and_at_most_once_an_hour(firm: Firm) -> None:
    assert duplicates_owed(NOON) == []
    receive_customers(rows=pl.DataFrame({"reference": ["1"], "name": ["Ida Ast"]}), at=NOON)
    assert duplicates_owed(NOON) == ["duplicates"]
    find_duplicates(keys=["duplicates"], at=NOON)
    receive_customers(rows=pl.DataFrame({"reference": ["2"], "name": ["Ida Ast"]}), at=NOON)
    assert duplicates_owed(NOON + timedelta(minutes=59)) == []
    assert duplicates_owed(NOON + timedelta(minutes=61)) == ["duplicates"]
    assert Search.objects.get().customers == 2


def test_birthdays_and_addresses_come_from_the_exports_own_columns(firm: Firm) -> None:
    for number in "12":
        Customer.objects.create(reference=number, name="Ida Ast", extra={"Geburtsdatum": "2.1.1970"})
    for number in "34":
        Customer.objects.create(reference=number, name="Olaf Ort", extra={"PLZ": "04109", "Straße": "Am Markt 1"})
    Identity.objects.create(kind="contract", value="v1", customer=firm.customer)
    assert find_duplicates(at=NOON) == 2
    assert {row.because for row in suggested_duplicates()[1]} == {"same birthday, same name", "same name, same address"}
