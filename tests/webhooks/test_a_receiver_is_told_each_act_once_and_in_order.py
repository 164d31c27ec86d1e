import json
from datetime import timedelta

import pytest
from django.utils.dateparse import parse_datetime

from kunding.conftest import say
from kunding.respond.actions import (
    answer,
    answer_many,
    change_webhook,
    close_many,
    decide_batch,
    merge_cases,
    offer,
    pause_webhook,
    refuse,
    replay_webhook,
    resume_webhook,
    unmerge_case,
)
from kunding.respond.actions.answer import Reply
from kunding.respond.actions.close import Close
from kunding.respond.models import Case
from kunding.respond.queries.webhooks import owed_to, webhooks_due
from kunding.respond.rules.webhooks import PAUSES, Happened
from kunding.trail.actions import record
from tests.webhooks.office import NOW, SECRET_WORDS, Office, opened
from tests.webhooks.receiver import Receiver

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def read_and_decided(office: Office, number: int) -> list[Case]:
    """Open cases as the loop does: many in one batch, with one entry in the trail."""
    said = [
        say(office.firm, "Falsch!", number=each, intent="complaint", sentiment="negative") for each in range(number)
    ]
    decide_batch(keys=[each.pk for each in said], at=office.at)
    return list(Case.objects.filter(feedback__in=said).order_by("pk"))


def numbers(cases: list[Case], event: str) -> list[tuple[str, str]]:
    return [(event, case.number) for case in cases]


def test_the_life_of_a_case_is_told_as_it_went(office: Office, receiver: Receiver) -> None:
    office.tells(receiver)
    (case,) = read_and_decided(office, 1)
    offer(case=case, to=office.firm.sales, by=case.owner, reason="Ihr Laden", at=NOW + HOUR)
    refuse(case=case, by=office.firm.emil, reason="Nicht unserer", at=NOW + 2 * HOUR)
    answer(case=case, by=case.owner, text="Sie bekommen eine neue.", decides=True, at=NOW + 3 * HOUR)
    close_many(acts=[Close(case, case.owner, NOW + 4 * HOUR)])
    office.goes_round(after=5 * HOUR)
    words = [what for what, _ in receiver.told]
    assert words == ["case.opened", "case.offered", "case.refused", "case.answered", "case.closed"]
    moments = [parse_datetime(heard.content["timestamp"]) for heard in receiver.heard]
    assert moments == [NOW + number * HOUR for number in range(5)]
    office.goes_round()
    assert len(receiver.heard) == 5


def test_it_hears_how_the_case_stands_and_where_to_ask(office: Office, receiver: Receiver) -> None:
    office.tells(receiver)
    (case,) = read_and_decided(office, 1)
    office.goes_round()
    assert receiver.heard[0].content == {
        "type": "case.opened",
        "timestamp": "2026-11-02T09:00:00Z",
        "data": {
            "number": case.number,
            "kind": "complaint",
            "state": "received",
            "due_at": case.due_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "unit": "Abrechnung",
            "merged_into": None,
            "page": f"http://127.0.0.1:8000/cases/{case.number}/",
            "api": f"http://127.0.0.1:8000/api/v1/cases/{case.number}",
        },
    }
    asked = receiver.heard[0].content["data"]["api"].partition(":8000")[2]
    assert office.asks(asked).json()["number"] == case.number


def test_a_merge_is_told_with_the_case_in_which_it_goes_on(office: Office, receiver: Receiver) -> None:
    office.tells(receiver, "case.merged", "case.unmerged", "case.took_in", "case.let_go")
    kept, part = read_and_decided(office, 3)[::2]
    merge_cases(kept=kept, merged=part, by=office.firm.vera, at=NOW + HOUR)
    office.goes_round()
    assert receiver.told == [("case.merged", part.number), ("case.took_in", kept.number)]
    data = receiver.heard[0].content["data"]
    assert (data["state"], data["merged_into"], data["due_at"]) == ("merged", kept.number, None)
    unmerge_case(merged=part, by=office.firm.vera, at=NOW + 2 * HOUR)
    office.goes_round()
    assert receiver.told[2:] == [("case.unmerged", part.number), ("case.let_go", kept.number)]
    data = receiver.heard[2].content["data"]
    assert (data["state"], data["merged_into"]) == ("received", None)


def test_no_word_and_no_name_leaves(office: Office, receiver: Receiver) -> None:
    office.tells(receiver)
    office.opens()
    answer(case=Case.objects.get(), by=office.firm.lea, text="Liebe Frau Yilmaz, falsch!", decides=True, at=NOW)
    office.goes_round()
    assert len(receiver.heard) == 2
    sent = b" ".join(heard.body for heard in receiver.heard).decode() + str([each.headers for each in receiver.heard])
    forbidden = {*SECRET_WORDS.split(), *office.firm.lea.name.split(), office.firm.customer.reference}
    assert not {word for word in forbidden if len(word) > 3 and word in sent}


def test_acts_on_many_cases_are_told_for_each(office: Office, receiver: Receiver) -> None:
    hook = office.tells(receiver)
    cases = read_and_decided(office, 7)
    answer_many(replies=[Reply(case, office.firm.vera, "Ja.", True, NOW) for case in cases[:4]])
    close_many(acts=[Close(case, office.firm.vera, NOW) for case in cases[:3]])
    assert owed_to(hook) == 7 + 4 + 3
    office.goes_round()
    told = [numbers(cases, "case.opened"), numbers(cases[:4], "case.answered"), numbers(cases[:3], "case.closed")]
    assert receiver.told == [each for some in told for each in some]
    assert len({heard.name for heard in receiver.heard}) == 14


def test_a_batch_that_breaks_off_goes_on_where_it_stood(office: Office, receiver: Receiver) -> None:
    hook = office.tells(receiver)
    cases = read_and_decided(office, 6)
    receiver.takes = 2
    office.goes_round()
    hook.refresh_from_db()
    assert owed_to(hook) == 4
    receiver.heard.clear()
    receiver.mood, receiver.takes = "200", None
    office.goes_round(after=PAUSES[0])
    assert receiver.told == numbers(cases[2:], "case.opened")
    hook.refresh_from_db()
    assert (owed_to(hook), hook.told_case) == (0, None)


def test_a_case_that_was_there_is_not_opened_twice(office: Office, receiver: Receiver) -> None:
    hook = office.tells(receiver, "case.opened")
    cases = read_and_decided(office, 2)
    decide_batch(keys=[case.feedback_id for case in cases], at=NOW)
    assert owed_to(hook) == 2


def test_it_hears_only_what_it_asked_for(office: Office, receiver: Receiver) -> None:
    hook = office.tells(receiver, "case.closed")
    (case,) = read_and_decided(office, 1)
    answer(case=case, by=case.owner, text="Ja.", decides=True, at=NOW)
    assert owed_to(hook) == 0
    office.goes_round()
    assert receiver.heard == []
    assert not webhooks_due(office.at).exists(), "what it does not want is passed over for good"
    close_many(acts=[Close(case, case.owner, NOW)])
    change_webhook(webhook=hook, address=hook.address, name="ERP", events=["case.closed", "case.judged"], at=NOW)
    office.goes_round()
    assert receiver.told == [("case.closed", case.number)]


def test_the_past_is_told_when_it_is_asked_for(office: Office, receiver: Receiver) -> None:
    office.opens(2)
    hook = office.tells(receiver)
    office.goes_round()
    assert receiver.heard == []
    replay_webhook(webhook=hook, since=NOW - timedelta(days=9999), at=office.at)
    office.goes_round()
    assert receiver.told == opened()
    names = [heard.name for heard in receiver.heard]
    replay_webhook(webhook=hook, since=NOW - timedelta(days=9999), at=office.at)
    office.goes_round()
    assert [heard.name for heard in receiver.heard] == names * 2, "told again under the same names"


def test_what_waits_can_be_left_out(office: Office, receiver: Receiver) -> None:
    hook = office.tells(receiver)
    read_and_decided(office, 3)
    replay_webhook(webhook=hook, since=office.at + HOUR, at=office.at + HOUR)
    office.goes_round(after=HOUR)
    assert receiver.heard == []


def test_a_paused_one_waits_and_then_hears_all(office: Office, receiver: Receiver) -> None:
    hook = office.tells(receiver)
    pause_webhook(webhook=hook, at=NOW)
    office.opens(2)
    office.goes_round(after=30 * 24 * HOUR)
    assert receiver.heard == []
    resume_webhook(webhook=hook, at=office.at)
    office.goes_round()
    assert receiver.told == opened()


def test_a_case_that_was_erased_is_told_to_nobody(office: Office, receiver: Receiver) -> None:
    office.tells(receiver)
    cases = read_and_decided(office, 3)
    cases[1].delete()
    office.goes_round()
    assert receiver.told == numbers([cases[0], cases[2]], "case.opened")


def test_a_long_trail_of_other_things_is_passed_over(office: Office, receiver: Receiver) -> None:
    office.tells(receiver)
    for number in range(250):
        record(act="read_feedback", actor="loop", at=NOW, count=number)
    (case,) = read_and_decided(office, 1)
    office.goes_round()
    assert receiver.told == numbers([case], "case.opened")


def test_what_is_told_has_a_name_of_letters_that_any_receiver_takes(office: Office, receiver: Receiver) -> None:
    office.tells(receiver)
    office.opens()
    office.goes_round()
    (heard,) = receiver.heard
    assert heard.name.replace("-", "").isalnum()
    assert heard.headers["content-type"] == "application/json"
    assert json.loads(heard.body)["type"] in heard.body.decode()
    assert set(Happened.__dataclass_fields__).isdisjoint({"text", "customer", "owner", "by"})
