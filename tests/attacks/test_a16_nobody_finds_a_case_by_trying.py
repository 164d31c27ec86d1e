"""Zammad CVE-2020-10102, LimeSurvey CVE-2019-16180: whether something exists shows in the answer or in its time."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kunding.conftest import Firm
from kunding.respond.models import Case
from kunding.respond.signing import LENGTH, REPLY, link_word, mark
from kunding.web.public.limits import WRONG_WORDS
from tests.attacks.letterbox import matter, page_of

pytestmark = pytest.mark.django_db


def wrong_words(case: Case) -> list[str]:
    right = link_word(case.number)
    return [
        case.number,
        f"{case.number}-",
        f"{case.number}-{'a' * LENGTH}",
        f"{case.number}-{mark(REPLY, case.number)}",  # made here, for another purpose
        f"K-2026-999999-{'a' * LENGTH}",
        f"K-2026-999999-{right.rpartition('-')[2]}",
        right[:-1] + ("a" if right[-1] != "a" else "b"),
        right[:-1],
        right + "a",
        right.upper(),
        right.lower(),
        "x",
        "%00",
        "' OR 1=1 --",
        "ä" * 40,
        "K-2026-" + "9" * 4000,
    ]


@pytest.mark.parametrize("act", ["", "photo/1/"])
def test_each_wrong_word_gets_the_same_answer_after_the_same_work(firm: Firm, act: str) -> None:
    case = matter(firm)
    seen: set[tuple[int, bytes, tuple[str, ...]]] = set()
    for number, word in enumerate(wrong_words(case)):
        with CaptureQueriesContext(connection) as asked:
            answered = Client(REMOTE_ADDR=f"192.0.2.{number}").get(f"/anliegen/{word}/{act}")
        seen.add((answered.status_code, answered.content, tuple(query["sql"] for query in asked)))
    ((status, _, asked_for),) = seen
    assert status == 404
    assert not [sql for sql in asked_for if "respond_" in sql or "listen_" in sql]


def test_the_right_word_opens_the_page(firm: Firm) -> None:
    assert Client().get(page_of(matter(firm))).status_code == 200


def test_whoever_tries_often_is_stopped_for_right_and_wrong_words_alike(firm: Firm) -> None:
    case, thief = matter(firm), Client(REMOTE_ADDR="192.0.2.66")
    assert [thief.get("/anliegen/x/").status_code for _ in range(WRONG_WORDS.times)] == [404] * WRONG_WORDS.times
    assert thief.get("/anliegen/x/").content == thief.get(page_of(case)).content
    assert thief.get(page_of(case)).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.67").get(page_of(case)).status_code == 200


def test_a_forwarded_address_is_not_believed(firm: Firm) -> None:
    codes = [
        Client(REMOTE_ADDR="203.0.113.9").get("/anliegen/x/", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}").status_code
        for number in range(WRONG_WORDS.times + 1)
    ]
    assert codes[-1] == 429


def test_the_form_says_nothing_about_who_is_a_customer(firm: Firm) -> None:
    shown = {
        Client(REMOTE_ADDR=f"192.0.2.{n}")
        .post("/melden/", {"text": "x", "once": "0123456789abcdef", "customer_number": w})["Location"]
        .split("?")[1]
        for n, w in enumerate(("4711", "0000", ""))
    }
    assert shown == {"done=received"}
