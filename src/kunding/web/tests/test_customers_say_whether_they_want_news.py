"""On the page of the own matter customers say whether to hear when the cause is gone, and take it back there."""

import pytest
from django.test import Client
from django.utils.timezone import now

from kunding.conftest import NOW, Firm, say
from kunding.customers.actions import note_consent
from kunding.customers.models import Consent, Customer
from kunding.listen.models import Feedback, Mail
from kunding.respond.actions import decide_batch
from kunding.respond.models import Case, Wish
from kunding.respond.queries.news import who_wants_news
from kunding.respond.signing import link_word
from kunding.trail.models import Entry

pytestmark = pytest.mark.django_db
OFFER, KEPT = "Yes, write to me about it", "Do not write to me about it"


def opened(firm: Firm, **feedback: object) -> Case:
    said = say(firm, "The instalment is too high.", intent="complaint", language="en")
    Feedback.objects.filter(pk=said.pk).update(**{"author": "erika@example.org", "channel": "mail", **feedback})
    decide_batch(keys=[said.pk], at=NOW)
    return Case.objects.select_related("feedback").get(feedback=said)


def page(case: Case) -> str:
    return Client().get(f"/anliegen/{link_word(case.number)}/").content.decode()


def says(case: Case, wants: str) -> str:
    address = f"/anliegen/{link_word(case.number)}/news/"
    return Client().post(address, {"wants": wants}, follow=True).content.decode()


def wants(case: Case) -> bool:
    return bool(who_wants_news([case], at=now()))


def test_a_yes_and_a_no_stand_in_the_ledger_and_in_the_history(firm: Firm) -> None:
    case = opened(firm)
    assert OFFER in page(case)
    assert "e…@example.org" in page(case), "others may see the page"
    assert "Thank you. We write to you" in says(case, "yes")
    assert wants(case)
    assert KEPT in page(case)
    says(case, "no")
    assert not wants(case)
    ledger = list(Consent.objects.order_by("pk").values_list("customer", "verdict", "purpose", "channel", "by"))
    told = (firm.customer.pk, "told_when_fixed", "mail", None)
    assert [(who, purpose, way, by) for who, _, purpose, way, by in ledger] == [told, told]
    assert [verdict for _, verdict, *_ in ledger] == ["given", "withdrawn"]
    assert case.number in Consent.objects.latest("pk").proof
    acts = Entry.objects.filter(subject=f"case:{case.pk}", actor="customer").values_list("act", flat=True)
    assert list(acts) == ["want_news", "want_no_news"]


def test_saying_it_twice_is_saying_it_once(firm: Firm) -> None:
    case = opened(firm)
    for _ in range(2):
        says(case, "yes")
    assert (Wish.objects.count(), Consent.objects.count()) == (1, 1)


def test_who_is_no_customer_of_record_is_kept_with_the_matter_alone(firm: Firm) -> None:
    case = opened(firm, customer=None)
    Case.objects.filter(pk=case.pk).update(customer=None)
    says(case, "yes")
    case.refresh_from_db()
    assert (wants(case), Consent.objects.count()) == (True, 0)


def test_a_number_that_somebody_typed_into_the_form_changes_nobodys_ledger(firm: Firm) -> None:
    case = opened(firm, channel="web")
    says(case, "yes")
    assert (wants(case), Consent.objects.count()) == (True, 0)


def test_an_objection_in_the_ledger_is_stronger_than_a_wish(firm: Firm) -> None:
    case = opened(firm, channel="web")
    note_consent(customer=firm.customer.pk, verdict="objected", proof="call", said_at=NOW, at=NOW)
    assert "We do not write to you about it." in says(case, "yes")
    assert not wants(case)


def test_the_box_of_the_form_is_taken_back_here(firm: Firm) -> None:
    case = opened(firm, channel="web", customer=None, extra={"tell_me": True})
    Case.objects.filter(pk=case.pk).update(customer=None)
    assert KEPT in page(case)
    says(case, "no")
    assert not wants(Case.objects.select_related("feedback").get(pk=case.pk))


def test_whom_nobody_can_write_to_is_asked_nothing(firm: Firm) -> None:
    Customer.objects.update(email="")
    case = opened(firm, author="@somebody")
    assert OFFER not in page(case)
    says(case, "yes")
    assert not Wish.objects.exists()


def test_who_came_by_mail_is_asked_too(firm: Firm) -> None:
    case = opened(firm, author="")
    moments = dict.fromkeys(("said_at", "received_at", "sorted_at"), NOW)
    Mail.objects.create(
        source=firm.source,
        feedback=case.feedback,
        sender="karl@example.org",
        message_id="1@example.org",
        kind="new",
        digest="0" * 64,
        size=1,
        **moments,
    )
    assert "k…@example.org" in page(case)
    says(case, "yes")
    assert wants(case)
