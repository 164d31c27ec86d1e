"""Whoever is on the phone with a customer notes what they say, and the case is there."""

import pytest
from django.urls import reverse

from kunding.conftest import Firm, login
from kunding.listen.models import Feedback
from kunding.respond.models import Case
from kunding.trail.models import Entry

pytestmark = pytest.mark.django_db
ADDRESS = "/new-case/"
SAID = {"text": "Der Zähler läuft rückwärts.", "channel": "phone", "kind": "complaint", "once": "one-form"}


def test_the_customers_page_leads_to_the_form_with_the_number(firm: Firm) -> None:
    vera = login(firm.vera)
    page = vera.get(reverse("respond:customer", args=[firm.customer.pk])).content.decode()
    assert f"{ADDRESS}?customer={firm.customer.reference}" in page
    assert (
        f'value="{firm.customer.reference}"'
        in vera.get(ADDRESS, {"customer": firm.customer.reference}).content.decode()
    )


def test_the_case_is_there_with_its_customer_and_place(firm: Firm) -> None:
    fields = {**SAID, "customer": firm.customer.reference, "touchpoint": firm.bill.code}
    page = login(firm.lea).post(ADDRESS, fields, follow=True)
    case = Case.objects.get()
    assert page.redirect_chain == [(f"/cases/{case.number}/", 302)]
    assert (case.customer, case.touchpoint, case.kind) == (firm.customer, firm.bill, "complaint")
    assert case.feedback.channel == "phone"
    assert "/anliegen/" in page.content.decode()
    assert Entry.objects.filter(act="open_case", actor=firm.lea.trail_name).count() == 1


def test_a_form_sent_twice_is_one_case(firm: Firm) -> None:
    for _ in range(2):
        login(firm.lea).post(ADDRESS, SAID)
    assert (Case.objects.count(), Feedback.objects.count()) == (1, 1)


def test_who_may_not_see_where_it_went_is_told_the_number_all_the_same(firm: Firm) -> None:
    page = login(firm.emil).post(ADDRESS, {**SAID, "touchpoint": firm.bill.code}, follow=True)
    assert page.redirect_chain == [(ADDRESS, 302)]
    assert Case.objects.get().number in page.content.decode()


def test_nothing_is_opened_without_words(firm: Firm) -> None:
    for fields in ({**SAID, "text": "  "}, {**SAID, "channel": "carrier pigeon"}, {**SAID, "kind": "x"}):
        assert login(firm.lea).post(ADDRESS, fields).status_code == 200
    assert not Case.objects.exists()


def test_a_stranger_is_led_to_the_login(firm: Firm, client) -> None:
    assert "/account/login/" in client.post(ADDRESS, SAID)["Location"]
    assert not Case.objects.exists()
