from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunding.customers.actions import note_consent
from kunding.listen.models import Mail, Source
from kunding.respond import actions
from kunding.respond.models import Answer, Case, Outgoing, Purpose, State
from kunding.respond.queries import acknowledgements_owed, verdicts_to_ask_for
from kunding.respond.queries.letters import address_of, within_limits
from kunding.respond.rules.letters import IN_ALL, PER_RECIPIENT
from kunding.respond.signing import link_word, number_of_reply
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau, said

pytestmark = pytest.mark.django_db
SOON = MONDAY + timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


def wrote(here: Lindenau, *, author: str = "erika@example.org", kind: str = "form", **what: object) -> Case:
    source, _ = Source.objects.get_or_create(name=kind, defaults={"kind": kind})
    reading = said(here, author=author, source=source, **what)
    actions.decide_batch(keys=[reading.pk], at=MONDAY)
    return Case.objects.get(feedback=reading.feedback)


def receipts(at: datetime = SOON) -> Sequence[Outgoing]:
    actions.acknowledge(keys=acknowledgements_owed(at), at=at)
    return list(Outgoing.objects.filter(purpose=Purpose.ACKNOWLEDGEMENT).order_by("pk"))


def asked(at: datetime) -> int:
    return actions.ask_for_verdict(keys=verdicts_to_ask_for(at), at=at)


def told(here: Lindenau, **what: object) -> Case:
    case = wrote(here, **{"language": "en", **what})
    actions.answer(case=case, by=here.lead, text="We pay it back.", decides=True, at=MONDAY)
    return case


def test_a_receipt_says_who_until_when_and_where_and_is_no_answer(here: Lindenau) -> None:
    case = wrote(here, text="Attack at dawn", subject="Buy this", language="en")
    (letter,) = receipts()
    assert letter.to == "erika@example.org"
    assert f"http://127.0.0.1:8000/anliegen/{link_word(case.number)}/" in letter.text
    assert "until" in letter.text or "by today" in letter.text
    assert not {"Attack", "dawn", "Buy", "Erika"} & set(f"{letter.subject} {letter.text}".split())
    case.refresh_from_db()
    assert case.state == State.ACKNOWLEDGED
    assert not Answer.objects.exists()
    assert case.due_at == case.answer_by


def test_a_receipt_is_sent_once(here: Lindenau) -> None:
    wrote(here)
    assert len(receipts()) == len(receipts()) == 1
    assert not acknowledgements_owed(SOON)


@pytest.mark.parametrize(("language", "word"), [("de", "Guten Tag"), ("en", "Good day"), ("fr", "Good day")])
def test_a_receipt_speaks_the_customers_language(here: Lindenau, language: str, word: str) -> None:
    wrote(here, language=language)
    assert receipts()[0].text.startswith(word)


@pytest.mark.parametrize("what", [{"kind": "file"}, {"author": "4711"}, {"author": ""}, {"author": "@"}])
def test_nobody_gets_a_receipt_who_did_not_write_to_us_or_has_no_address(here: Lindenau, what: dict[str, str]) -> None:
    wrote(here, channel="web", **what)
    assert not receipts()


def test_a_receipt_two_days_late_is_not_sent(here: Lindenau) -> None:
    wrote(here)
    assert not receipts(MONDAY + 2 * DAY)


def test_a_typed_number_does_not_lead_to_the_address_on_record(here: Lindenau) -> None:
    here.customer.email = "real@example.org"
    here.customer.save()
    typed = wrote(here, author="4711", customer=here.customer, channel="web")
    called = wrote(here, author="4711", customer=here.customer, channel="phone")
    assert (address_of(typed.feedback), address_of(called.feedback)) == ("", "real@example.org")


def test_a_mail_is_answered_in_its_thread(here: Lindenau) -> None:
    case = wrote(here, author="other@example.org", kind="maildir")
    moments = dict.fromkeys(("said_at", "received_at", "sorted_at"), MONDAY)
    Mail.objects.create(
        source=case.feedback.source,
        message_id="1@mail.example",
        sender="erika@mail.example",
        kind="new",
        digest="0" * 64,
        size=1,
        feedback=case.feedback,
        **moments,
    )
    (letter,) = receipts()
    assert (letter.to, letter.in_reply_to) == ("erika@mail.example", "<1@mail.example>")


def test_a_reply_to_a_receipt_finds_its_case(here: Lindenau, settings) -> None:
    settings.KUNDING_MAIL_FROM = "Lindenau <service@lindenau.example>"
    case = wrote(here)
    assert number_of_reply(receipts()[0].reply_to) == case.number


def test_a_stranger_is_written_to_a_few_times_a_day_at_most(here: Lindenau) -> None:
    for _ in range(10):
        wrote(here, author="Victim@example.org")
    assert len(receipts()) == PER_RECIPIENT
    assert len(receipts(SOON + timedelta(hours=23))) == PER_RECIPIENT
    assert Case.objects.filter(state=State.RECEIVED).count() == 10 - PER_RECIPIENT


@given(st.lists(st.sampled_from(["", "a@x", "b@x", "c@x"]), max_size=40))
def test_limits_hold_for_any_batch(addresses: list[str]) -> None:
    chosen = within_limits(list(enumerate(addresses)), at=MONDAY)
    reached = [addresses[key] for key in chosen]
    assert "" not in reached
    assert all(
        reached.count(address) == min(addresses.count(address), PER_RECIPIENT) for address in set(addresses) - {""}
    )
    assert len(chosen) <= IN_ALL


def test_the_verdict_is_asked_for_once_and_once_more(here: Lindenau) -> None:
    told(here)
    assert [asked(MONDAY + days * DAY) for days in (0, 1, 1, 4, 5, 5, 9)] == [0, 1, 0, 0, 1, 0, 0]
    first, second = Outgoing.objects.filter(purpose=Purpose.ASK_FOR_VERDICT).order_by("pk")
    assert second.subject.startswith("Reminder")
    assert "We pay" not in first.text


def test_after_an_outage_one_question_is_asked_and_not_two(here: Lindenau) -> None:
    told(here)
    assert [asked(MONDAY + days * DAY) for days in (7, 7, 8, 11)] == [1, 0, 0, 1]


def test_whoever_has_judged_is_not_asked(here: Lindenau) -> None:
    case = told(here)
    actions.give_verdict(case=case, solved="no", at=SOON)
    assert not asked(MONDAY + DAY)


def test_whoever_objected_to_surveys_is_not_asked(here: Lindenau) -> None:
    told(here, customer=here.customer)
    note_consent(customer=here.customer.pk, verdict="objected", proof="by phone", said_at=MONDAY, at=MONDAY)
    assert not asked(MONDAY + DAY)


def test_a_fix_is_told_once_to_each_address(here: Lindenau) -> None:
    cases = [told(here), told(here, author="ERIKA@example.org"), told(here, author="")]
    fixes = [actions.Fix(case, "initiative:1", "Your bill shows each step now.") for case in cases]
    assert [actions.tell_customers(fixes=fixes, at=SOON) for _ in range(2)] == [1, 0]
    assert "each step" in Outgoing.objects.get(purpose=Purpose.FIXED).text
    assert actions.tell_customers(fixes=[actions.Fix(cases[0], "initiative:2", " ")], at=SOON) == 0
