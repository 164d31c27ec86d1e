"""Whoever answers has seen the newest words; nothing typed is lost."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from kunding.conftest import Firm, say
from kunding.respond.actions import answer, be_present, keep_draft
from kunding.respond.models import Answer, Case, Draft, Presence
from kunding.respond.tests.desk import login, opened, page_of, post


@pytest.fixture
def case(firm: Firm) -> Case:
    return opened(firm)


def newest(page: str) -> str:
    return re.search(r'name="newest" value="([^"]*)"', page)[1]  # type: ignore[index]


def test_an_answer_is_held_back_where_a_colleague_was_faster_and_both_are_shown(firm: Firm, case: Case) -> None:
    lea = login(firm.lea)
    seen = newest(page_of(lea, case))
    answer(case=case, by=firm.vera, text="Vera war schneller.", decides=False, at=now())
    page = post(lea, "answer", case, text="Das schreibt Lea.", outcome="", channel="mail", newest=seen)
    assert Answer.objects.get().by == firm.vera
    assert "your answer was not sent" in page
    assert "Vera war schneller." in page
    assert "Das schreibt Lea.</textarea>" in page
    assert Draft.objects.get().text == "Das schreibt Lea."
    # Whoever sends again has seen it.
    post(lea, "answer", case, text="Das schreibt Lea.", outcome="", channel="mail", newest=newest(page))
    assert Answer.objects.count() == 2
    assert not Draft.objects.exists()


def test_an_answer_is_held_back_where_the_customer_wrote_again(firm: Firm, case: Case) -> None:
    lea = login(firm.lea)
    seen = newest(page_of(lea, case))
    again = say(firm, "Es hat sich erledigt.", number=8, at=now())
    again.answers_to = case.feedback
    again.save()
    page = post(lea, "answer", case, text="Wir prüfen das.", outcome="", channel="mail", newest=seen)
    assert "The customer wrote again" in page
    assert not Answer.objects.exists()


def test_the_same_answer_sent_twice_is_kept_once(firm: Firm, case: Case) -> None:
    lea = login(firm.lea)
    seen = newest(page_of(lea, case))
    for _ in range(2):
        post(lea, "answer", case, text="Wir prüfen das.", outcome="", channel="mail", newest=seen)
    assert Answer.objects.count() == 1


def test_a_refused_answer_is_still_there_to_be_mended(firm: Firm, case: Case) -> None:
    page = post(login(firm.lea), "answer", case, text="Nein, leider.", outcome="declined", channel="mail")
    assert "Name where the customer may turn to" in page
    assert "Nein, leider.</textarea>" in page
    assert not Answer.objects.exists()


def test_a_draft_is_kept_while_typing_and_offered_again_to_its_writer_alone(firm: Firm, case: Case) -> None:
    lea = login(firm.lea)
    kept = lea.post(
        reverse("respond:draft", args=[case.number]), {"text": "Guten Tag Frau Yilmaz"}, headers={"hx-request": "true"}
    )
    assert b"Draft kept" in kept.content
    assert "Guten Tag Frau Yilmaz</textarea>" in page_of(lea, case)
    assert "Guten Tag Frau Yilmaz" not in page_of(login(firm.vera), case)
    lea.post(reverse("respond:draft", args=[case.number]), {"text": "  "})
    assert not Draft.objects.exists()


def test_the_tone_of_a_draft_is_told_and_its_proposal_taken_without_scripts(firm: Firm, case: Case) -> None:
    lea = login(firm.lea)
    official = "Sehr geehrte Frau Yilmaz,\n\nwir prüfen es. Diesbezüglich erhalten Sie am Montag Bescheid."
    page = post(lea, "draft", case, text=official)
    assert "show the proposal" in page
    post(lea, "draft", case, text=official, proposal="1")
    assert "Diesbezüglich" not in Draft.objects.get().text


def test_colleagues_see_who_writes_just_now_and_forget_it_soon(firm: Firm, case: Case) -> None:
    looks = reverse("respond:presence", args=[case.number])
    login(firm.vera).post(looks, {"text": "Sehr"})
    seen = login(firm.lea).post(looks, {"text": "", "newest": "0.0"}).content.decode()
    assert "Vera Vogt is writing just now." in seen
    assert "Something new was said" in seen
    assert "Lea Lenz has this case open" in login(firm.vera).post(looks, {"text": ""}).content.decode()
    Presence.objects.update(at=now().replace(year=2020))
    assert "Vera" not in login(firm.lea).post(looks, {}).content.decode()
    assert Presence.objects.count() == 1


def test_nobody_is_present_in_a_case_that_they_may_not_see(firm: Firm, case: Case) -> None:
    assert login(firm.emil).post(reverse("respond:presence", args=[case.number])).status_code == 404
    assert login(firm.emil).post(reverse("respond:draft", args=[case.number]), {"text": "x"}).status_code == 404
    assert not Presence.objects.exists()


@pytest.mark.parametrize("word", ["", "1.1.1", "x", "1; DROP TABLE", "9" * 40 + ".1", "١.١"])
def test_a_forged_mark_of_the_newest_sends_at_most_one_answer(firm: Firm, case: Case, word: str) -> None:
    post(login(firm.lea), "answer", case, text="Wir prüfen das.", outcome="", channel="mail", newest=word)
    assert Answer.objects.count() <= 1


def test_presence_and_drafts_leave_no_trail(firm: Firm, case: Case, client: Client) -> None:
    keep_draft(case=case, by=firm.lea, text="x", at=now())
    be_present(case=case, person=firm.lea, writes=True, at=now())
    page = login(firm.vera).get(reverse("respond:trail", args=[case.number])).content.decode()
    assert "Lea Lenz" not in page
