"""Whoever sees that two records are one customer looks the other up, sees what comes together, and merges them."""

import pytest
from django.test import Client
from django.urls import reverse

from kunding.conftest import NOW, Firm, login, say
from kunding.customers.actions import tell_apart
from kunding.customers.models import Consent, Customer, Merge
from kunding.respond.queries.together import together
from kunding.respond.tests.desk import opened


@pytest.fixture
def twin(firm: Firm) -> Customer:
    """A second record of the same person, with a feedback of its own."""
    Customer.objects.filter(pk=firm.customer.pk).update(
        name="Erika Yilmaz", email="erika@example.org", value_per_year=400
    )
    twin = Customer.objects.create(
        reference="9001", name="Yılmaz, Erika", email="erika@example.org", phone="0341 123456", value_per_year=120
    )
    feedback = say(firm, "Noch einmal ich.", number=1)
    type(feedback).objects.filter(pk=feedback.pk).update(customer=twin)
    return twin


def preview(client: Client, firm: Firm, other: Customer) -> str:
    address = reverse("respond:together", args=[firm.customer.pk])
    return client.get(address, {"other": other.pk}, headers={"accept-language": "en"}).content.decode()


def test_the_other_record_is_found_and_the_own_one_is_not(firm: Firm, twin: Customer) -> None:
    page = login(firm.vera).get(reverse("respond:together", args=[firm.customer.pk]), {"words": "erika"})
    assert [one.key for one in page.context["found"]] == [twin.pk]
    assert f"other={twin.pk}" in page.content.decode()


def test_before_anybody_says_so_it_is_shown_what_comes_together(firm: Firm, twin: Customer) -> None:
    opened(firm)
    both = together(firm.customer.pk, twin.pk, at=NOW)
    assert (both.shown.feedback, both.merged.feedback, both.feedback) == (1, 1, 2)
    assert (both.shown.open_cases, both.merged.open_cases, both.cases) == (1, 0, 1)
    assert both.value_per_year == 520
    assert (both.emails, both.phones) == (("erika@example.org",), ("0341 123456",))
    page = preview(login(firm.vera), firm, twin)
    assert "same e-mail address" in page
    assert not Merge.objects.exists(), "looking merges nothing"


def test_a_merge_by_hand_is_taken_back_like_any_other(firm: Firm, twin: Customer) -> None:
    vera = login(firm.vera)
    vera.post(reverse("customers:merge"), {"kept": firm.customer.pk, "merged": twin.pk})
    twin.refresh_from_db()
    assert twin.merged_into == firm.customer
    vera.post(reverse("customers:unmerge", args=[Merge.objects.get().pk]))
    twin.refresh_from_db()
    assert twin.merged_into is None


def test_strangers_get_a_second_look(firm: Firm) -> None:
    stranger = Customer.objects.create(reference="1", name="Anton Berg", email="anton@example.org")
    assert "Look twice" in preview(login(firm.vera), firm, stranger)


def test_who_said_that_they_are_not_the_same_is_named(firm: Firm, twin: Customer) -> None:
    tell_apart(one=twin.pk, other=firm.customer.pk, by=firm.lea, at=NOW)
    assert "Lea Lenz said on" in preview(login(firm.vera), firm, twin)


def test_it_is_said_that_an_objection_counts_for_both(firm: Firm, twin: Customer) -> None:
    assert "an objection of the customer" not in preview(login(firm.vera), firm, twin)
    Consent.objects.create(customer=twin, verdict="objected", proof="call", at=NOW, noted_at=NOW)
    assert "an objection of the customer" in preview(login(firm.vera), firm, twin)


def test_a_record_is_not_merged_with_itself_or_with_nobody(firm: Firm, twin: Customer) -> None:
    vera = login(firm.vera)
    vera.post(reverse("customers:merge"), {"kept": firm.customer.pk, "merged": twin.pk})
    for other in (firm.customer.pk, twin.pk, "0", "x"):
        page = vera.get(reverse("respond:together", args=[firm.customer.pk]), {"other": other})
        assert (page.status_code, page.context["chosen"]) == (200, None)
    assert vera.get(reverse("respond:together", args=[firm.customer.pk]), {"other": "987654"}).status_code == 404


def test_whoever_may_not_merge_is_not_led_there(firm: Firm, twin: Customer) -> None:
    customer = reverse("respond:customer", args=[firm.customer.pk])
    address = reverse("respond:together", args=[firm.customer.pk])
    assert address in login(firm.vera).get(customer).content.decode()
    assert address not in login(firm.emil).get(customer).content.decode()
    assert login(firm.emil).get(address).status_code == 403
