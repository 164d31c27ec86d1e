import base64
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from allauth.account.forms import default_token_generator
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core import signing
from django.test import Client, override_settings
from django.urls import reverse

from kunding.conftest import NOW, Firm, Life
from kunding.people.actions import issue_token
from kunding.people.invitation import password_link
from kunding.respond.signing import link_word
from tests.attacks.directory import SECRET, Directory, new_key
from tests.attacks.test_a08_only_a_confirmed_e_mail_of_a_known_person_logs_in import directory, is_in, log_in

__all__ = ["directory"]  # a fixture


def unsigned(claims: dict[str, Any], alg: str = "none") -> str:
    parts = ({"alg": alg, "kid": "one", "typ": "JWT"}, claims)
    words = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
    return ".".join([*words, ""])


FORGED: dict[str, Callable[[Directory], Callable[[dict[str, Any]], str]]] = {
    "alg none": lambda _: unsigned,
    "alg nOnE": lambda _: lambda claims: unsigned(claims, "nOnE"),
    "RS256 without signature": lambda _: lambda claims: unsigned(claims, "RS256"),
    "another key": lambda server: lambda claims: server.signed(claims, key=new_key()),
    "unknown key id": lambda server: lambda claims: server.signed(claims, kid="two"),
    "own key in the header": lambda server: (
        lambda claims: server.signed(
            claims, key=(key := new_key()), jwk=json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
        )
    ),
    "signed with the client's secret": lambda _: (
        lambda claims: jwt.encode(claims, SECRET, algorithm="HS256", headers={"kid": "one"})
    ),
    "signed with the public key as a secret": lambda server: (
        lambda claims: jwt.api_jws.encode(
            json.dumps(claims).encode(), json.dumps(server.keys()).encode(), algorithm="HS256", headers={"kid": "one"}
        )
    ),
    "expired": lambda server: lambda claims: server.signed({**claims, "exp": int(time.time()) - 3600}),
    "without an end": lambda server: lambda claims: server.signed({k: v for k, v in claims.items() if k != "exp"}),
    "not yet": lambda server: lambda claims: server.signed({**claims, "nbf": int(time.time()) + 3600}),
    "for another program": lambda server: lambda claims: server.signed({**claims, "aud": "another"}),
    "for several programs": lambda server: lambda claims: server.signed({**claims, "aud": ["another", "kunding"]}),
    "of another directory": lambda server: lambda claims: server.signed({**claims, "iss": "https://evil.example"}),
    "for another login": lambda server: lambda claims: server.signed({**claims, "nonce": "another"}),
    "without nonce": lambda server: lambda claims: server.signed({k: v for k, v in claims.items() if k != "nonce"}),
    "no token": lambda _: lambda claims: "no.token.atall",
    "empty": lambda _: lambda claims: "",
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_identity_token_logs_nobody_in(directory: Directory, firm: Firm, how: str) -> None:
    directory.claims = {"email": firm.vera.email}
    directory.sign = FORGED[how](directory)
    client = Client()
    assert log_in(directory, client).status_code == 403
    assert not is_in(client)


def mutants(word: str) -> list[str]:
    turned = "A" if word[-1] != "A" else "B"
    return [word[:-1] + turned, word[:-6], word + "A", word.swapcase(), "", "none", word[::-1]]


def test_a_forged_link_to_set_a_password_opens_nothing(firm: Firm) -> None:
    true, other = password_link(firm.vera), password_link(firm.emil)
    person, _, key = true.rstrip("/").rpartition("/")[2].partition("-")
    _, _, key_of_emil = other.rstrip("/").rpartition("/")[2].partition("-")
    with override_settings(SECRET_KEY="another key altogether, which no one here signs with"):
        foreign = default_token_generator.__class__().make_token(firm.vera)
    for forged in [*mutants(key), key_of_emil, foreign, link_word("K-2026-000024")]:
        if not forged:
            continue
        path = reverse("account_reset_password_from_key", args=[person, forged])
        client = Client()
        shown = client.get(path, follow=True)
        client.post(shown.redirect_chain[-1][0] if shown.redirect_chain else path, NEW_PASSWORD)
        firm.vera.refresh_from_db()
        assert not firm.vera.has_usable_password() or not firm.vera.check_password(NEW_PASSWORD["password1"])
    _, _, again = password_link(firm.vera).rstrip("/").rpartition("/")[2].partition("-")
    assert again, "the true link stays possible"


NEW_PASSWORD = {"password1": "an attacker's word", "password2": "an attacker's word"}


def test_a_forged_api_token_opens_nothing(firm: Firm) -> None:
    token = issue_token(person=firm.vera, name="export", at=NOW)
    good = Client().get(reverse("api:cases"), headers={"authorization": f"Bearer {token}"})
    assert good.status_code == 200
    for forged in [*mutants(token), unsigned({"sub": firm.vera.pk}), str(firm.vera.pk), link_word("K-2026-000024")]:
        answer = Client().get(reverse("api:cases"), headers={"authorization": f"Bearer {forged}"})
        assert answer.status_code == 401


def test_a_forged_link_of_a_case_opens_nothing(life: Life) -> None:
    word = link_word(life.waiting.number)
    assert Client().get(reverse("public:case", args=[word])).status_code == 200
    of_another_purpose = signing.dumps(life.waiting.number)
    for forged in [*mutants(word), of_another_purpose.replace(":", "-"), life.waiting.number]:
        if forged:
            assert Client().get(reverse("public:case", args=[forged])).status_code == 404, forged


def test_a_session_cannot_be_written_by_the_visitor(firm: Firm) -> None:
    forged = SessionStore()
    forged["_auth_user_id"] = str(firm.vera.pk)
    forged["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    forged["_auth_user_hash"] = firm.vera.get_session_auth_hash()
    forged.save()
    for key in (forged.session_key, "a" * 32, ""):
        client = Client()
        client.cookies["sessionid"] = key
        assert client.get(reverse("people:me")).status_code == 302
