import json
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from kunding.conftest import Firm, Life, login

FOREIGN = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "javascript:alert(1)",
    "\thttps://evil.example",
)
PAGES = ("/", "/feedback/", "/themes/", "/pains/", "/cases/", "/settings/assumptions/", "/method/", "/works-council/")


@pytest.mark.parametrize("address", FOREIGN)
def test_nobody_is_sent_elsewhere(firm: Firm, address: str) -> None:
    firm.vera.set_password("a long password")
    firm.vera.save()
    answers = [
        login(firm.vera).post(reverse("web:light"), {"light": "dark", "next": address}),
        login(firm.vera).post(reverse("set_language"), {"language": "en", "next": address}),
        Client().post(
            reverse("account_login"), {"login": firm.vera.email, "password": "a long password", "next": address}
        ),
    ]
    for answer in answers:
        assert "evil" not in answer.headers.get("Location", "")
        assert not answer.headers.get("Location", "").startswith("javascript")


def test_each_page_forbids_foreign_and_inline_scripts(life: Life) -> None:
    client = login(life.firm.vera)
    for page in PAGES:
        answer = client.get(page)
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert b" style=" not in answer.content, "the policy forbids style attributes"
        assert b" onclick=" not in answer.content


def test_customers_words_stay_out_of_shared_caches(life: Life) -> None:
    assert login(life.firm.vera).get("/feedback/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "127.0.0.1@evil.example"]
)
def test_a_forged_host_is_refused(firm: Firm, host: str) -> None:
    assert Client().get("/account/login/", headers={"host": host}).status_code == 400


def test_nobody_can_sign_up(db: None) -> None:
    answer = Client().post(
        reverse("account_signup"),
        {"email": "eve@evil.example", "password1": "a long password", "password2": "a long password"},
    )
    assert b"eve@evil.example" not in answer.content
    assert not Client().login(email="eve@evil.example", password="a long password")


def test_demo_logins_are_shown_in_the_demo_only(db: None, tmp_path: Path) -> None:
    row = {"email": "vera@demo.example", "password": "demo", "name": "Vera", "role": "CCO"}
    (tmp_path / "demo.json").write_text(json.dumps([row]))
    with override_settings(KUNDING_HOME=tmp_path, KUNDING_DEMO=True):
        assert b"vera@demo.example" in Client().get("/account/login/").content
    with override_settings(KUNDING_HOME=tmp_path, KUNDING_DEMO=False):
        assert b"vera@demo.example" not in Client().get("/account/login/").content


def test_errors_speak_to_a_person(firm: Firm) -> None:
    missing = login(firm.vera).get("/no-such-page/", headers={"accept-language": "de"})
    assert missing.status_code == 404
    assert "Hier ist nichts" in missing.content.decode()
    refused = login(firm.emil).get(reverse("improve:assumptions"), headers={"accept-language": "de"})
    assert refused.status_code == 403
    assert "nicht für Sie" in refused.content.decode()
