"""A withdrawn campaign goes out after all, and two records that were told apart may be suggested again."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from kunding.customers.actions import CampaignStays, plan_campaigns, sign_off, tell_apart, withdraw_campaign
from kunding.customers.actions.campaigns import send_after_all
from kunding.customers.models import Campaign, Customer, ToldApart
from kunding.customers.queries.campaigns import state_of_campaign
from kunding.customers.queries.limits import limits
from kunding.customers.tests.lindenau import Firm, login
from kunding.trail.models import Entry

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def campaign(firm: Firm) -> Campaign:
    row = {"reference": "C1", "name": "Brief", "channel": "mail", "size": "5000", "starts_on": "2026-11-20"}
    plan_campaigns(rows=[row], by=firm.lea, at=NOON)
    return Campaign.objects.get()


def test_a_withdrawn_campaign_has_the_sign_off_again_that_it_had(firm: Firm, campaign: Campaign) -> None:
    sign_off(campaign=campaign, approved=True, by=firm.vera, at=NOON)
    before = state_of_campaign(Campaign.objects.get(), limits())
    vera = login(firm.vera)
    vera.post(reverse("customers:withdraw", args=[campaign.pk]))
    address = reverse("customers:after_all", args=[campaign.pk])
    assert address in vera.get(reverse("customers:campaigns"), {"month": "2026-11"}).content.decode()
    vera.post(address)
    assert state_of_campaign(Campaign.objects.get(), limits()) is before
    assert list(Entry.objects.order_by("-pk").values_list("act", flat=True)[:2]) == [
        "send_after_all",
        "withdraw_campaign",
    ]


def test_what_was_not_withdrawn_cannot_go_out_after_all(firm: Firm, campaign: Campaign) -> None:
    with pytest.raises(CampaignStays, match="not withdrawn"):
        send_after_all(campaign=campaign, by=firm.vera, at=NOON)
    withdraw_campaign(campaign=campaign, by=firm.vera, at=NOON)
    send_after_all(campaign=Campaign.objects.get(), by=firm.vera, at=NOON)
    assert not hasattr(Campaign.objects.get(), "withdrawal")


def test_not_the_same_is_taken_back_with_one_click(firm: Firm) -> None:
    one, other = (Customer.objects.create(reference=word, name="Erika") for word in ("A1", "A2"))
    vera = login(firm.vera)
    page = vera.post(reverse("customers:apart"), {"one": one.pk, "other": other.pk}, follow=True).content.decode()
    address = reverse("customers:not_apart", args=[ToldApart.objects.get().pk])
    assert address in page
    vera.post(address)
    assert not ToldApart.objects.exists()
    assert Entry.objects.latest("pk").act == "forget_apart"
    assert tell_apart(one=one.pk, other=other.pk, by=firm.vera, at=NOON).one == one
