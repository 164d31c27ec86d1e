from collections.abc import Iterator

import pytest
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from kunding.config.openid import openid_providers
from kunding.conftest import Firm
from kunding.people.models import Person
from tests.attacks.directory import CLIENT, SECRET, Directory, running


@pytest.fixture
def directory() -> Iterator[Directory]:
    with running() as found:
        providers = openid_providers(url=found.url, client=CLIENT, secret=SECRET, name="Lindenau ID")
        with override_settings(SOCIALACCOUNT_PROVIDERS=providers):
            yield found


def log_in(directory: Directory, client: Client, next_page: str = "") -> HttpResponse:
    begun = client.post(reverse("company_login"), {"next": next_page})
    assert begun.status_code == 302, begun.content
    brought = directory.agree(begun.headers["Location"])
    back = client.get(reverse("openid_connect_callback", args=["company"]), brought, headers={"accept-language": "en"})
    return HttpResponse(back.content, status=back.status_code, headers=dict(back.headers))


def is_in(client: Client) -> bool:
    return client.get(reverse("people:me")).status_code == 200


def test_a_known_person_with_a_confirmed_e_mail_comes_in(directory: Directory, firm: Firm) -> None:
    assert "Lindenau ID" in Client().get("/account/login/").content.decode()
    for _ in range(2):  # the second time by the tie of the first
        client = Client()
        directory.claims = {"email": firm.lea.email.upper()}
        answer = log_in(directory, client, "/cases/")
        assert (answer.status_code, answer.headers["Location"]) == (302, "/cases/")
        assert is_in(client)
    assert list(SocialAccount.objects.values_list("user", "uid", "extra_data")) == [(firm.lea.pk, "7", {})]


@pytest.mark.parametrize("verified", [False, None, "true", "false", 1, [True]])
def test_an_e_mail_that_is_not_confirmed_opens_nothing(directory: Directory, firm: Firm, verified: object) -> None:
    directory.claims = {"email": firm.vera.email, "email_verified": verified}
    client = Client()
    answer = log_in(directory, client)
    assert answer.status_code == 403
    assert b"does not confirm" in answer.content
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("email", ["eve@evil.example", "", None, ["vera@lindenau.example"]])
def test_nobody_is_added(directory: Directory, firm: Firm, email: object) -> None:
    before = Person.objects.count()
    directory.claims = {"email": email}
    client = Client()
    assert log_in(directory, client).status_code == 403
    assert not is_in(client)
    assert Person.objects.count() == before


def test_whoever_left_stays_out(directory: Directory, firm: Firm) -> None:
    Person.objects.filter(pk=firm.lea.pk).update(is_active=False)
    directory.claims = {"email": firm.lea.email}
    assert log_in(directory, Client()).status_code == 403


def test_an_account_that_was_tied_before_opens_nobody_elses_door(directory: Directory, firm: Firm) -> None:
    directory.claims = {"email": firm.emil.email, "sub": "emil"}
    assert log_in(directory, Client()).status_code == 302
    # Emil's account calls itself Vera, and a new account calls itself Emil.
    for claims in ({"email": firm.vera.email, "sub": "emil"}, {"email": firm.emil.email, "sub": "another"}):
        directory.claims = claims
        client = Client()
        answer = log_in(directory, client)
        assert answer.status_code == 403
        assert b"tied to another account" in answer.content
        assert not is_in(client)


def test_a_login_that_another_browser_began_is_refused(directory: Directory, firm: Firm) -> None:
    directory.claims = {"email": firm.emil.email}
    begun = Client().post(reverse("company_login"))
    brought = directory.agree(begun.headers["Location"])
    victim = Client()
    assert victim.get(reverse("openid_connect_callback", args=["company"]), brought).status_code == 403
    assert not is_in(victim)


def test_without_a_directory_there_is_no_such_door(firm: Firm) -> None:
    assert Client().post(reverse("company_login")).status_code == 404
    assert Client().get(reverse("openid_connect_callback", args=["company"])).status_code == 404
    assert reverse("company_login") not in Client().get("/account/login/").content.decode()
