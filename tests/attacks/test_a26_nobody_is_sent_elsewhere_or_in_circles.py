from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from kunding.conftest import Firm, login
from kunding.web.access import ROWS
from kunding.web.tests.test_each_page_is_open_to_those_whom_the_table_names import FACTORIES

FOREIGN = (
    *(
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example/",
        "\\\\evil.example",
        "https:evil.example",
    ),
    *("http:///evil.example", "javascript:alert(1)", "data:text/html,x", "\thttps://evil.example", " //evil.example"),
    *(
        "https://testserver@evil.example/",
        "//evil.example%2f..",
        "/%09/evil.example",
        "https://evil.example\\@testserver",
    ),
    *("//testserver.evil.example/", "ftp://evil.example", "\x00//evil.example", "http:\\\\evil.example"),
)
NAMES = (
    "next",
    "url",
    "redirect",
    "redirect_to",
    "return",
    "return_to",
    "continue",
    "to",
    "back",
    "goto",
    "rurl",
    "callback",
)


def leads_home(location: str) -> bool:
    parts = urlsplit(location)
    is_plain = location.startswith("/") and not location.startswith(("//", "/\\"))
    return is_plain or (parts.scheme in {"http", "https"} and parts.hostname == "testserver")


@pytest.mark.parametrize("address", FOREIGN)
def test_no_parameter_sends_anybody_elsewhere(firm: Firm, address: str) -> None:
    firm.vera.set_password("a long password")
    firm.vera.save()
    fields = dict.fromkeys(NAMES, address)
    visits = [
        lambda: login(firm.vera).post(reverse("web:light"), {**fields, "light": "dark"}),
        lambda: login(firm.vera).post(reverse("set_language"), {**fields, "language": "en"}),
        lambda: Client().post(
            reverse("account_login"), {**fields, "login": firm.vera.email, "password": "a long password"}
        ),
        lambda: login(firm.vera).get(reverse("account_login"), fields),
        lambda: login(firm.vera).post(reverse("account_logout"), fields),
        lambda: login(firm.vera).post(reverse("people:log_out", args=[firm.vera.pk]), fields),
        lambda: login(firm.vera).post(reverse("people:place", args=[firm.emil.pk]), fields),
        lambda: Client().get(reverse("people:me"), fields),
    ]
    for visit in visits:
        answer = visit()
        location = answer.headers.get("Location", "")
        assert not location or leads_home(location), location
        assert b'http-equiv="refresh"' not in answer.content.lower()


def test_a_next_page_within_the_house_is_kept(firm: Firm) -> None:
    answer = login(firm.vera).post(reverse("web:light"), {"light": "dark", "next": "/cases/?show=mine"})
    assert answer.headers["Location"] == "/cases/?show=mine"


@pytest.mark.parametrize("is_known", [False, True])
def test_no_address_goes_round_in_circles(firm: Firm, is_known: bool) -> None:
    for row in ROWS:
        if row.name in FACTORIES or "GET" not in row.methods or row.name.startswith(("api:", "cockpit:report")):
            continue
        client = login(firm.vera) if is_known else Client()
        nested = f"{reverse('account_login')}?next=" * 3 + reverse(row.name)
        # Follows redirects and raises where one leads to a page that was there before.
        for query in ({}, {"next": reverse(row.name)}, {"next": nested}):
            answer = client.get(reverse(row.name), query, follow=True)
            assert len(answer.redirect_chain) <= 3, (row.name, answer.redirect_chain)
