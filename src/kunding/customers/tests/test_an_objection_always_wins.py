from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from kunding.customers.actions import (
    StatementIsWrong,
    merge_customers,
    note_consent,
    note_contacts,
    set_limits,
    unmerge_customers,
)
from kunding.customers.models import Channel, Consent, Customer, Purpose
from kunding.customers.queries import may_contact, who_may_be_contacted
from kunding.customers.rules.campaigns import Limits
from kunding.customers.rules.consent import Because, Cap, Statement
from kunding.customers.rules.consent import may_contact as decide
from kunding.customers.tests.lindenau import Firm

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
STATEMENTS = st.builds(
    Statement,
    verdict=st.sampled_from(["given", "withdrawn", "objected"]),
    purpose=st.sampled_from(["", "survey", "advertising"]),
    channel=st.sampled_from(["", "mail", "phone", "letter"]),
    ground=st.sampled_from(["consent", "existing_customer"]),
    at=st.integers(0, 9).map(lambda day: NOON + day * DAY),
)


@given(st.lists(STATEMENTS, max_size=8), st.sampled_from(Channel.values), st.sampled_from(["survey", "advertising"]))
def test_after_an_objection_only_a_later_consent_counts(said: list[Statement], channel: str, purpose: str) -> None:
    objection = Statement("objected", "", "", "", NOON + 20 * DAY)
    at = NOON + 30 * DAY
    assert decide([*said, objection], purpose=purpose, channel=channel, at=at).because is Because.OBJECTED
    again = Statement("given", purpose, channel, "consent", NOON + 21 * DAY)
    assert decide([*said, objection, again], purpose=purpose, channel=channel, at=at).allowed
    buys = Statement("given", purpose, channel, "existing_customer", NOON + 21 * DAY)
    assert not decide([*said, objection, buys], purpose=purpose, channel=channel, at=at).allowed


@given(st.lists(STATEMENTS, max_size=8), st.sampled_from(["mail", "phone", "app", "chat", "social"]))
def test_without_a_statement_that_allows_it_nobody_is_written_to(said: list[Statement], channel: str) -> None:
    refusals = [one for one in said if one.verdict != "given"]
    assert not decide(refusals, purpose="survey", channel=channel, at=NOON + 30 * DAY).allowed


@given(st.lists(STATEMENTS, max_size=8), st.integers(0, 9))
def test_what_is_said_later_changes_nothing_today(said: list[Statement], day: int) -> None:
    at = NOON + day * DAY
    known = [one for one in said if one.at <= at]
    assert decide(said, purpose="survey", channel="mail", at=at) == decide(
        known, purpose="survey", channel="mail", at=at
    )


@pytest.mark.parametrize(("channel", "allowed"), [("mail", True), ("phone", False), ("letter", True)])
def test_the_law_for_existing_customers_is_about_electronic_mail(channel: str, allowed: bool) -> None:
    buys = Statement("given", "survey", "", "existing_customer", NOON)
    assert decide([buys], purpose="survey", channel=channel, at=NOON).allowed is allowed


def test_who_was_asked_often_enough_is_asked_again_only_later() -> None:
    agreed = Statement("given", "survey", "mail", "consent", NOON)
    answer = decide(
        [agreed], purpose="survey", channel="mail", at=NOON + 10 * DAY, contacts=[NOON], cap=Cap(times=1, days=90)
    )
    assert (answer.because, answer.at) == (Because.TOO_OFTEN, NOON + 90 * DAY)
    later = decide(
        [agreed], purpose="survey", channel="mail", at=NOON + 90 * DAY, contacts=[NOON], cap=Cap(times=1, days=90)
    )
    assert later.allowed


def agree(firm: Firm, customer: Customer, at: datetime = NOON, purpose: str = "survey") -> None:
    note_consent(
        customer=customer.pk, verdict="given", purpose=purpose, channel="mail", ground="consent",
        proof="double opt-in", said_at=at, at=at, by=firm.emil,
    )  # fmt: skip


def test_an_objection_to_one_record_counts_for_the_whole_person(firm: Firm) -> None:
    other = Customer.objects.create(reference="4712")
    agree(firm, firm.customer)
    note_consent(customer=other.pk, verdict="objected", proof="call", said_at=NOON + DAY, at=NOON + DAY)
    ask = {"purpose": "survey", "channel": "mail", "at": NOON + 2 * DAY}
    assert may_contact(firm.customer.pk, **ask).allowed
    merge = merge_customers(kept=firm.customer.pk, merged=other.pk, by=firm.vera, at=NOON)
    both = who_may_be_contacted([firm.customer.pk, other.pk], **ask)
    assert {one.because for one in both.values()} == {Because.OBJECTED}
    unmerge_customers(merge=merge, by=firm.vera, at=NOON)
    assert may_contact(firm.customer.pk, **ask).allowed


def test_the_cap_is_a_setting_and_counts_all_records_of_a_person(firm: Firm) -> None:
    other = Customer.objects.create(reference="4712")
    merge_customers(kept=firm.customer.pk, merged=other.pk, by=firm.vera, at=NOON)
    agree(firm, firm.customer)
    note_contacts(customers=[other.pk], purpose="survey", channel="mail", at=NOON)
    ask = {"purpose": "survey", "channel": "mail", "at": NOON + DAY}
    assert may_contact(firm.customer.pk, **ask).because is Because.TOO_OFTEN
    set_limits(limits=Limits(surveys=2), by=firm.vera, at=NOON)
    assert may_contact(firm.customer.pk, **ask).allowed


def test_being_told_that_it_is_mended_needs_consent_and_has_no_cap(firm: Firm) -> None:
    ask = {"purpose": Purpose.TOLD_WHEN_FIXED.value, "channel": "mail", "at": NOON}
    assert may_contact(firm.customer.pk, **ask).because is Because.NO_CONSENT
    agree(firm, firm.customer, purpose="told_when_fixed")
    note_contacts(customers=[firm.customer.pk] * 9, purpose="told_when_fixed", channel="mail", at=NOON)
    assert may_contact(firm.customer.pk, **ask).allowed


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "given", "purpose": "survey"},
        {"verdict": "given", "ground": "consent"},
        {"verdict": "objected", "ground": "consent"},
        {"verdict": "given", "purpose": "advertising", "channel": "phone", "ground": "existing_customer"},
        {"verdict": "objected", "proof": "  "},
        {"verdict": "perhaps"},
        {"verdict": "objected", "said_at": NOON + DAY},
    ],
)
def test_a_statement_that_proves_nothing_is_refused(firm: Firm, wrong: dict[str, object]) -> None:
    with pytest.raises(StatementIsWrong):
        note_consent(**{"customer": firm.customer.pk, "proof": "form", "said_at": NOON, "at": NOON, **wrong})
    assert not Consent.objects.exists()


def test_the_database_itself_refuses_consent_without_a_ground_or_proof(firm: Firm) -> None:
    sound = {"customer": firm.customer, "verdict": "given", "purpose": "survey", "ground": "consent", "proof": "form"}
    for wrong in ({"ground": ""}, {"purpose": ""}, {"proof": ""}, {"verdict": "objected"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.create(**{**sound, **wrong, "at": NOON, "noted_at": NOON})
