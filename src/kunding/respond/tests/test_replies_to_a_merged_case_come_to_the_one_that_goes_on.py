"""Whichever letter, number or mail of merged cases the customer answers: the reply comes into the one that goes on."""

from datetime import timedelta

import pytest

from kunding.listen.models import Feedback, Mail
from kunding.respond import actions
from kunding.respond.models import Case, Outgoing
from kunding.respond.queries import Belongs, Place, address_of, conversation_of, letters_of
from kunding.respond.signing import reply_address
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau, said

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


def mail(here: Lindenau, name: str, *, sender: str, feedback: int | None = None, **what: object) -> Mail:
    return Mail.objects.create(
        source=here.source, message_id=f"{name}@example.org", sender=sender, kind="new", digest=name, size=1,
        said_at=MONDAY, received_at=MONDAY, sorted_at=MONDAY, feedback_id=feedback, **what,
    )  # fmt: skip


def opened(here: Lindenau, name: str, *, sender: str, at: timedelta = HOUR) -> Case:
    reading = said(here, at=MONDAY + at, author=sender, customer=here.customer, touchpoint=here.bill)
    mail(here, name, sender=sender, feedback=reading.feedback.pk)
    actions.decide_batch(keys=[reading.pk], at=MONDAY + at)
    return Case.objects.get(feedback=reading.feedback)


@pytest.fixture
def pair(here: Lindenau) -> tuple[Case, Case]:
    """A case of one address, and one of another address of the same customer that was merged into it."""
    kept, part = opened(here, "one", sender="erika@work.example"), opened(here, "two", sender="erika@home.example")
    actions.answer(case=part, by=here.lead, text="We look.", decides=False, channel="mail", at=MONDAY + 2 * HOUR)
    actions.merge_cases(kept=kept, merged=part, by=here.lead, at=MONDAY + 3 * HOUR)
    return Case.objects.get(pk=kept.pk), Case.objects.get(pk=part.pk)


def place_of(reply: Mail) -> Belongs:
    return conversation_of([reply])[reply.pk]


@pytest.mark.parametrize("sender", ["erika@work.example", "erika@home.example"])
def test_by_the_address_of_either_number_by_our_letter_and_by_the_own_mail(
    here: Lindenau, pair: tuple[Case, Case], sender: str
) -> None:
    kept, part = pair
    ours = Outgoing.objects.get(case=part).message_id[1:-1]
    ways = [
        *({"recipients": [reply_address(case.number, mailbox="service@firm.example")]} for case in pair),
        *({"references": [name]} for name in (ours, "one@example.org", "two@example.org")),
    ]
    for count, way in enumerate(ways):
        reply = mail(here, f"reply {count}", sender=sender, **way)
        assert place_of(reply) == Belongs(Place.JOINS, kept.feedback_id), way
    stranger = mail(here, "stranger", sender="x@example.net", **ways[1])
    assert place_of(stranger) == Belongs(Place.STRANGER, kept.feedback_id)


def test_taken_apart_each_conversation_is_its_own_again_and_what_came_since_stays(
    here: Lindenau, pair: tuple[Case, Case]
) -> None:
    kept, part = pair
    since = said(here, at=MONDAY + 4 * HOUR, text="And the bus?", author="erika@home.example")
    Feedback.objects.filter(pk=since.feedback.pk).update(answers_to=kept.feedback)
    mail(here, "since", sender="erika@home.example", feedback=since.feedback.pk)
    actions.unmerge_case(merged=part, by=here.lead, at=MONDAY + 5 * HOUR)
    for name, case in (("two@example.org", part), ("one@example.org", kept), ("since@example.org", kept)):
        reply = mail(here, f"to {name}", sender="erika@home.example", references=[name])
        assert place_of(reply).to == case.feedback_id


def test_an_answer_goes_to_whoever_wrote_last_in_either_and_letters_of_both_are_shown(
    here: Lindenau, pair: tuple[Case, Case]
) -> None:
    kept, _ = pair
    assert address_of(kept) == "erika@home.example"
    assert [letter.to for letter in letters_of(kept)] == ["erika@home.example"]


def test_a_letter_of_the_merged_one_that_comes_back_lets_somebody_call_in_the_one_that_goes_on(
    here: Lindenau, pair: tuple[Case, Case]
) -> None:
    kept, part = pair
    letter = Outgoing.objects.get(case=part)
    actions.note_bounces(reports=[actions.Report([letter.message_id[1:-1]], action="failed")], at=MONDAY + 5 * HOUR)
    assert "erika@home.example" in Case.objects.get(pk=kept.pk).next_step
    assert Case.objects.get(pk=part.pk).state == "closed"


def test_who_was_told_only_by_a_letter_that_came_back_meanwhile_is_told_anew_when_taken_apart(here: Lindenau) -> None:
    kept, part = opened(here, "one", sender="erika@work.example"), opened(here, "two", sender="erika@home.example")
    actions.answer(case=part, by=here.lead, text="Done.", decides=True, channel="mail", at=MONDAY + 2 * HOUR)
    actions.merge_cases(kept=kept, merged=part, by=here.lead, at=MONDAY + 3 * HOUR)
    letter = Outgoing.objects.get(case=part)
    actions.note_bounces(reports=[actions.Report([letter.message_id[1:-1]], action="failed")], at=MONDAY + 5 * HOUR)
    actions.unmerge_case(merged=part, by=here.lead, at=MONDAY + 6 * HOUR)
    assert Case.objects.get(pk=part.pk).state == "decided"
