"""Zendesk 2025/26 relay spam: an open form that writes the attacker's words to any victim."""

import pytest
from django.test import Client
from django.utils.timezone import now

from kunding.conftest import Firm
from kunding.listen.models import Feedback
from kunding.respond.actions import acknowledge
from kunding.respond.models import Outgoing
from kunding.respond.queries import acknowledgements_owed
from kunding.respond.rules.letters import PER_RECIPIENT
from kunding.web.public.limits import NEW_MATTERS
from tests.attacks.letterbox import filled_in

pytestmark = pytest.mark.django_db
SPAM = "BUY-CHEAP-PILLS https://evil.example"


def flood(times: int, **changes: object) -> None:
    for number in range(times):
        sent = filled_in(text=f"{SPAM} {number}", name=SPAM, customer_number=SPAM[:40], **changes)
        Client(REMOTE_ADDR=f"198.51.100.{number}").post("/melden/", sent)


def letters() -> list[Outgoing]:
    at = now()
    while owed := acknowledgements_owed(at):
        acknowledge(keys=owed, at=at)
    return list(Outgoing.objects.all())


@pytest.mark.parametrize("victim", ["victim@example.org", "VICTIM@example.org"])
def test_a_victim_gets_three_letters_at_most_and_none_of_the_attackers_words(firm: Firm, victim: str) -> None:
    flood(30, email=victim)
    sent = letters()
    assert len(sent) == PER_RECIPIENT
    for letter in sent:
        assert letter.to == victim.lower()
        assert not [word for word in (*SPAM.split(), "evil") if word in letter.subject + letter.text]


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\nBcc: b@example.org",
        "a@example.org, b@example.org",
        "a@example.org;b@example.org",
        "<a@example.org>",
        '"x" <a@example.org>',
    ],
)
def test_an_address_is_one_address(firm: Firm, address: str) -> None:
    assert Client().post("/melden/", filled_in(email=address)).status_code == 422
    assert not Feedback.objects.exists()


def test_one_sender_is_slowed_down(firm: Firm) -> None:
    sender = Client(REMOTE_ADDR="203.0.113.9")
    codes = [
        sender.post("/melden/", filled_in(text=f"{SPAM} {number}")).status_code
        for number in range(NEW_MATTERS.times + 2)
    ]
    assert codes == [302] * NEW_MATTERS.times + [429, 429]
    assert Feedback.objects.count() == NEW_MATTERS.times


def test_a_proxy_that_nobody_named_does_not_shut_the_form_for_all(firm: Firm) -> None:
    codes = {Client(REMOTE_ADDR="10.0.0.2").post("/melden/", filled_in(text=str(n))).status_code for n in range(30)}
    assert codes == {302}
