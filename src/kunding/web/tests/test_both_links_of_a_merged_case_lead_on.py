"""Both links of merged cases show the one in which all goes on, and no stranger reads what was said in the other."""

from datetime import timedelta

import pytest
from django.test import Client

from kunding.conftest import NOW, Firm, say
from kunding.listen.models import Feedback, Mail
from kunding.respond.actions import answer, decide_batch, merge_cases, unmerge_case
from kunding.respond.models import Case, Verdict
from kunding.respond.signing import link_word

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FIRST, SECOND, ANSWER, LATER = "Der Abschlag ist zu hoch.", "Noch immer!", "Wir prüfen den Zähler.", "Er war falsch."


def opened(firm: Firm, text: str, *, number: int, sender: str = "erika@example.org", **what: object) -> Case:
    said = say(
        firm, text, at=NOW + number * HOUR, number=2 * number, intent="complaint", sentiment="negative",
        touchpoint=firm.bill,
    )  # fmt: skip
    Feedback.objects.filter(pk=said.pk).update(**{"channel": "mail", "author": sender, **what})
    if sender:
        Mail.objects.create(
            feedback_id=said.pk, source=firm.source, received_at=NOW, said_at=NOW, sorted_at=NOW, sender=sender,
            message_id=f"{number}@example.org", kind="new", digest=str(number), size=1,
        )  # fmt: skip
    decide_batch(keys=[said.pk], at=NOW + number * HOUR)
    return Case.objects.get(feedback=said)


def merged(firm: Firm, kept: Case, part: Case) -> None:
    answer(case=kept, by=firm.lea, text=ANSWER, decides=False, at=NOW + 3 * HOUR)
    merge_cases(kept=kept, merged=part, by=firm.lea, at=NOW + 4 * HOUR)
    answer(case=Case.objects.get(pk=kept.pk), by=firm.lea, text=LATER, decides=True, at=NOW + 5 * HOUR)


def page(case: Case) -> str:
    return Client().get(f"/anliegen/{link_word(case.number)}/", headers={"accept-language": "de"}).content.decode()


def shown(case: Case) -> list[bool]:
    here = page(case)
    return [words in here for words in (FIRST, SECOND, ANSWER, LATER)]


def test_of_one_writer_both_links_show_all(firm: Firm) -> None:
    one, other = opened(firm, FIRST, number=0), opened(firm, SECOND, number=1)
    merged(firm, one, other)
    assert shown(one) == shown(other) == [True] * 4
    assert one.number in page(other)


@pytest.mark.parametrize("typed", [{"channel": "web"}, {"customer": None, "author": "x@example.org"}])
def test_whoever_only_typed_who_they_are_reads_their_own_words_and_what_we_tell_from_then_on(
    firm: Firm, typed: dict[str, object]
) -> None:
    sender = "" if "channel" in typed else "x@example.org"
    one, stranger = opened(firm, FIRST, number=0), opened(firm, SECOND, number=1, sender=sender, **typed)
    Case.objects.filter(pk=stranger.pk).update(customer=typed.get("customer", firm.customer.pk))
    merged(firm, one, Case.objects.get(pk=stranger.pk))
    assert shown(stranger) == [False, True, False, True]
    assert shown(one) == [True, False, True, True]


def test_what_is_added_through_either_link_comes_to_the_one_case_and_stays_with_its_writer(firm: Firm) -> None:
    one, stranger = opened(firm, FIRST, number=0), opened(firm, SECOND, number=1, sender="", channel="web", author="y")
    merged(firm, one, stranger)
    entered = {"text": "Ich habe nachgesehen.", "once": "a-word-of-the-form"}
    Client().post(f"/anliegen/{link_word(stranger.number)}/add/", entered)
    words = Feedback.objects.get(text="Ich habe nachgesehen.")
    assert (words.answers_to_id, words.author) == (one.feedback_id, "y")
    assert "Ich habe nachgesehen." in page(stranger)
    assert "Ich habe nachgesehen." not in page(one)
    verdict = {"solved": "no", "why": "Nur für Sie bestimmt."}
    Client().post(f"/anliegen/{link_word(one.number)}/verdict/", verdict)
    assert "Nur für Sie bestimmt." in page(one)
    assert "Nur für Sie bestimmt." not in page(stranger)


def test_one_verdict_counts_whichever_link_it_comes_by(firm: Firm) -> None:
    one, other = opened(firm, FIRST, number=0), opened(firm, SECOND, number=1)
    merged(firm, one, other)
    Client().post(f"/anliegen/{link_word(other.number)}/verdict/", {"solved": "yes"})
    Client().post(f"/anliegen/{link_word(one.number)}/verdict/", {"solved": "no"})
    assert list(Verdict.objects.values_list("case", "solved")) == [(one.pk, "yes")]


def test_taken_apart_each_link_shows_its_own_case_again(firm: Firm) -> None:
    one, other = opened(firm, FIRST, number=0), opened(firm, SECOND, number=1)
    merged(firm, one, other)
    unmerge_case(merged=Case.objects.get(pk=other.pk), by=firm.lea, at=NOW + 6 * HOUR)
    assert shown(one) == [True, False, True, True]
    assert shown(other) == [False, True, False, False]
