from ipaddress import ip_network

import pytest
from django.test import Client
from django.urls import reverse

from kunding.conftest import NOW, Firm
from kunding.respond.actions import WebhookIsWrong, add_webhook, change_secret, restore_webhook
from kunding.respond.calls.signature import secret_of
from kunding.respond.models import Event, Webhook
from kunding.respond.queries.webhooks import ACTS, webhook_states
from kunding.respond.rules.webhooks import EVENT_OF_ACT
from kunding.respond.signing import webhook_key
from kunding.respond.tests.desk import login
from kunding.trail.models import Entry

pytestmark = pytest.mark.django_db
NOBODY = "http://127.0.0.1:9/kunding"  # the port of the service that discards


@pytest.fixture(autouse=True)
def at_home(settings) -> None:  # type: ignore[no-untyped-def]
    settings.KUNDING_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]


@pytest.fixture
def vera(firm: Firm) -> Client:
    return login(firm.vera)


@pytest.fixture
def hook(firm: Firm) -> Webhook:
    return add_webhook(address=NOBODY, name="ERP", by=firm.vera, at=NOW)[0]


def page(client: Client, act: str, hook: Webhook | None = None, **fields: object) -> str:
    """Do the act and return the page that follows."""
    answer = client.post(reverse(f"respond:{act}", args=[hook.pk] if hook else []), fields, follow=True)
    assert answer.status_code == 200
    if hook:
        hook.refresh_from_db()
    return answer.content.decode()


def secret_in(html: str) -> str:
    return html.partition("whsec_")[2].partition("<")[0]


def test_one_is_added_tried_and_shows_its_secret_once(vera: Client) -> None:
    shown = page(vera, "webhooks", name="ERP", address=NOBODY, events=["case.opened", "case.closed"])
    hook = Webhook.objects.get()
    assert f"whsec_{secret_in(shown)}" == secret_of(webhook_key(hook.salt))
    assert "The test call was not taken. Nobody answers there." in shown
    assert hook.events == ["case.opened", "case.closed"]
    for name, keys in (("webhooks", []), ("webhook", [hook.pk])):
        assert "whsec_" not in vera.get(reverse(f"respond:{name}", args=keys)).content.decode()


def test_no_secret_lies_in_the_database_or_the_trail(vera: Client) -> None:
    secret = secret_in(page(vera, "webhooks", name="ERP", address=NOBODY))
    kept = [str(row) for rows in (Webhook.objects.values(), Entry.objects.values()) for row in rows]
    assert secret
    assert not [row for row in kept if secret in row]


def test_a_new_secret_is_another_one(vera: Client, hook: Webhook) -> None:
    before = webhook_key(hook.salt)
    assert secret_in(page(vera, "change_webhook_secret", hook))
    assert webhook_key(hook.salt) != before == webhook_key(hook.salt_before)
    assert change_secret(webhook=hook, at=NOW) != secret_of(before)


def test_a_deleted_one_can_be_brought_back(vera: Client, hook: Webhook) -> None:
    page(vera, "delete_webhook", hook)
    assert webhook_states() == []
    assert vera.get(reverse("respond:webhook", args=[hook.pk])).status_code == 404
    assert "Bring back" in vera.get(reverse("respond:webhooks")).content.decode()
    page(vera, "restore_webhook", hook)
    assert [state.webhook for state in webhook_states()] == [hook]


def test_one_whose_name_is_taken_meanwhile_is_not_brought_back(vera: Client, hook: Webhook) -> None:
    page(vera, "delete_webhook", hook)
    add_webhook(address=NOBODY, name="ERP", at=NOW)
    with pytest.raises(WebhookIsWrong, match="named “ERP” already"):
        restore_webhook(webhook=hook, at=NOW)


def test_one_that_failed_for_long_is_sent_to_again_with_one_click(vera: Client, hook: Webhook) -> None:
    Webhook.objects.update(tries=90, failing_since=NOW, failure="refuses", status=500, paused_at=NOW)
    shown = vera.get(reverse("respond:webhooks")).content.decode()
    assert "The receiver answers 500." in shown
    assert "Send again" in shown
    page(vera, "resume_webhook", hook)
    assert (hook.tries, hook.failure, hook.failing_since, hook.paused_at) == (0, "", None, None)


def test_pausing_and_changing_are_acts_in_the_trail(vera: Client, hook: Webhook) -> None:
    page(vera, "pause_webhook", hook)
    page(vera, "pause_webhook", hook)
    page(vera, "webhook", hook, name="SAP", address=NOBODY, events=["case.late"])
    page(vera, "replay_webhook", hook, since="2026-11-01")
    about = Entry.objects.filter(subject=f"webhook:{hook.pk}").order_by("pk")
    done = ["add_webhook", "pause_webhook", "change_webhook", "replay_webhook"]
    assert list(about.values_list("act", flat=True)) == done
    assert {entry.actor for entry in about} == {hook.made_by.trail_name if hook.made_by else ""}
    assert (hook.name, hook.events, hook.paused_at) == ("SAP", ["case.late"], None)


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        ({"address": "ftp://127.0.0.1/"}, "This is no address"),
        ({"address": "https://me:secret@example.org/"}, "This is no address"),
        ({"address": "https:///path"}, "This is no address"),
        ({"address": "http://192.0.2.7/"}, "private network"),
        ({"address": f"https://{'a' * 70}.example/"}, "No host of that name"),
        ({"name": ""}, "required"),
        ({"events": ["case.exploded"]}, "case.exploded"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_added(vera: Client, entered: dict[str, object], said: str) -> None:
    assert said in page(vera, "webhooks", **{"name": "ERP", "address": NOBODY, **entered})
    assert not Webhook.objects.exists()


def test_each_event_has_its_act_and_each_act_its_event() -> None:
    assert set(EVENT_OF_ACT.values()) == set(Event.values)
    assert set(EVENT_OF_ACT) == set(ACTS)
