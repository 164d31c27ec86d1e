import re
import statistics
import threading
import time

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from kunding.conftest import Firm

ENGLISH = {"accept-language": "en"}
STRANGER = "nobody@lindenau.example"


def told(client: Client, name: str, fields: dict[str, str], email: str) -> tuple[int, str, str]:
    """What the answer says, without the e-mail that was entered and the form's own random words."""
    answer = client.post(reverse(name), fields)
    page = re.sub(r'(csrfmiddlewaretoken" value=|name="csrf" content=)"[^"]+"', "", answer.content.decode())
    return answer.status_code, answer.headers.get("Location", ""), page.replace(email, "…")


def wait_for_letters() -> None:
    for thread in threading.enumerate():
        if thread.daemon and thread.name.startswith("mail to"):
            thread.join(5)


def test_a_wrong_login_says_the_same_of_known_and_unknown_people(firm: Firm) -> None:
    said = {
        told(Client(), "account_login", {"login": email, "password": "wrong words here"}, email)
        for email in (firm.vera.email, STRANGER)
    }
    assert len(said) == 1


def test_whoever_left_looks_like_nobody(firm: Firm) -> None:
    firm.emil.is_active = False
    firm.emil.save()
    said = {
        told(Client(), "account_login", {"login": email, "password": "wrong words here"}, email)
        for email in (firm.emil.email, STRANGER)
    }
    assert len(said) == 1


def test_asking_for_a_password_says_the_same_and_writes_to_known_people_only(firm: Firm) -> None:
    said = {told(Client(), "account_reset_password", {"email": email}, email) for email in (firm.vera.email, STRANGER)}
    assert len(said) == 1
    wait_for_letters()
    assert [letter.to for letter in mail.outbox] == [[firm.vera.email]]


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"], ACCOUNT_RATE_LIMITS={})
def test_a_wrong_login_takes_as_long_for_unknown_people(firm: Firm) -> None:
    firm.vera.set_password("a long password")
    firm.vera.save()
    took: dict[str, list[float]] = {firm.vera.email: [], STRANGER: []}
    for _ in range(5):
        for email, times in took.items():
            begun = time.thread_time()  # work done, so that other programs on this machine do not count
            Client().post(reverse("account_login"), {"login": email, "password": "wrong words here"})
            times.append(time.thread_time() - begun)
    known, unknown = (statistics.median(times) for times in took.values())
    assert 0.5 < known / unknown < 2


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_login", {"login": "vera@lindenau.example", "password": "wrong words here"}),
        ("account_reset_password", {"email": "vera@lindenau.example"}),
    ],
)
def test_one_target_is_not_tried_again_and_again(firm: Firm, name: str, fields: dict[str, str]) -> None:
    answers = [
        # From another address each time: it is the target that counts.
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(reverse(name), fields, headers=ENGLISH).content
        for number in range(1, 9)
    ]
    assert "Too many" not in answers[0].decode()
    assert "Too many" in answers[-1].decode() or "too often" in answers[-1].decode()


def test_tokens_are_not_guessed_again_and_again(firm: Firm) -> None:
    codes = [
        Client().get(reverse("api:cases"), headers={"authorization": f"Bearer {number}"}).status_code
        for number in range(40)
    ]
    assert codes[0] == 401
    assert codes[-1] == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.77").get(reverse("api:cases"), headers={"authorization": "Bearer x"})
    assert elsewhere.status_code == 401
