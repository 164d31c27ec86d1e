import re
import threading

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from kunding.config.openid import openid_providers
from kunding.conftest import Firm
from tests.attacks.directory import CLIENT, SECRET, running

FORGED = (
    {"host": "evil.example"},
    {"x-forwarded-host": "evil.example"},
    {"host": "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https"},
    {"x-original-host": "evil.example", "x-rewrite-url": "https://evil.example/"},
    {"forwarded": "host=evil.example;proto=https", "x-forwarded-server": "evil.example"},
    {"origin": "https://evil.example", "referer": "https://evil.example/"},
)


@pytest.mark.parametrize("headers", FORGED, ids=lambda headers: " ".join(headers))
# The worst case: a proxy in front that lets every name through.
@override_settings(ALLOWED_HOSTS=["*"], KUNDING_URL="https://kunding.lindenau.example", ACCOUNT_RATE_LIMITS={})
def test_the_link_to_a_new_password_leads_home(firm: Firm, headers: dict[str, str]) -> None:
    Client().post(reverse("account_reset_password"), {"email": firm.vera.email}, headers=headers)
    for thread in threading.enumerate():
        if thread.name.startswith("mail to"):
            thread.join(5)
    (letter,) = mail.outbox
    text = f"{letter.subject}\n{letter.body}\n{letter.extra_headers}"
    assert "evil" not in text
    links = re.findall(r"https?://\S+", text)
    assert links
    assert all(link.startswith("https://kunding.lindenau.example/account/password/reset/key/") for link in links)


@pytest.mark.parametrize("headers", FORGED, ids=lambda headers: " ".join(headers))
def test_the_directory_sends_people_home(firm: Firm, headers: dict[str, str]) -> None:
    with running() as directory:
        providers = openid_providers(url=directory.url, client=CLIENT, secret=SECRET, name="ID")
        with override_settings(
            ALLOWED_HOSTS=["*"], SOCIALACCOUNT_PROVIDERS=providers, KUNDING_URL="https://kunding.lindenau.example"
        ):
            begun = Client().post(reverse("company_login"), headers=headers)
    assert (
        "redirect_uri=https%3A%2F%2Fkunding.lindenau.example%2Faccount%2Fcompany%2Fback%2F" in begun.headers["Location"]
    )
    assert "evil" not in begun.headers["Location"]
