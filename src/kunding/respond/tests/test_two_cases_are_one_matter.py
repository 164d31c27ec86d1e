"""Two cases of one matter are merged and taken apart again: nothing is lost, and no promise gets later."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kunding.customers.actions import merge_customers
from kunding.customers.models import Customer
from kunding.respond import actions
from kunding.respond.models import Answer, Case, Handover
from kunding.respond.queries import readings_undecided
from kunding.respond.queries.history import talk
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau, said
from kunding.respond.tests.pair import DAY, HOUR, again, apart, merged, opened, refusal, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


def test_the_earlier_promise_counts_and_the_stronger_kind(here: Lindenau) -> None:
    first, second = opened(here), opened(here, at=MONDAY + HOUR, intent="chasing", urgency="high")
    assert second.due_at < first.due_at, "whoever asks again is answered sooner"
    sooner = {name: min(getattr(first, name), getattr(second, name)) for name in ("answer_by", "close_by", "due_at")}
    merged(here, first, second)
    first = again(first)
    assert {name: getattr(first, name) for name in sooner} == sooner
    assert (first.kind, first.opened_at, first.number) == ("chasing", MONDAY, first.number)
    assert first.next_step == "Read what has come together, and answer the customer once."


def test_the_waiting_began_with_the_first_of_both(here: Lindenau) -> None:
    old, new = opened(here), opened(here, at=MONDAY + DAY)
    merged(here, new, old, at=MONDAY + DAY + HOUR)
    assert again(new).opened_at == MONDAY


@pytest.mark.parametrize("answered", ["", "first", "second", "both"])
def test_merged_and_taken_apart_all_stands_as_it_stood(here: Lindenau, answered: str) -> None:
    first, second = opened(here), opened(here, at=MONDAY + HOUR, intent="leaving")
    for name, case in (("first", first), ("second", second)):
        if answered in {name, "both"}:
            actions.answer(case=case, by=here.lead, text="We look into it.", decides=False, at=MONDAY + 2 * HOUR)
    before = rows()
    merged(here, first, second, at=MONDAY + 3 * HOUR)
    apart(here, second, at=MONDAY + 40 * DAY)
    assert rows() == before


MOMENTS = st.lists(st.integers(0, 300), min_size=3, max_size=5)


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(hours=MOMENTS, intents=st.lists(st.sampled_from(("complaint", "chasing", "leaving")), min_size=5, max_size=5),
       order=st.randoms(use_true_random=False))  # fmt: skip
def test_many_are_merged_and_taken_apart_in_any_order(hours: list[int], intents: list[str], order) -> None:  # type: ignore[no-untyped-def]
    with transaction.atomic():
        here = lindenau()
        cases = [
            opened(here, at=MONDAY + hour * HOUR, intent=intent) for hour, intent in zip(hours, intents, strict=False)
        ]
        before, later = rows(), MONDAY + 301 * HOUR
        kept, *parts = order.sample(cases, len(cases))
        for count, part in enumerate(parts, 2):
            merged(here, kept, part, at=later)
            assert again(kept).due_at == min(case.due_at for case in (kept, *parts[: count - 1]))
        for part in order.sample(parts, len(parts)):
            due = again(kept).due_at
            apart(here, part, at=later)
            assert again(kept).due_at >= due
        assert rows() == before
        transaction.set_rollback(True)


def test_what_somebody_did_since_stays_and_what_the_merge_did_goes(here: Lindenau) -> None:
    first, second = opened(here), opened(here, at=MONDAY + HOUR, intent="chasing", urgency="high")
    merged(here, first, second, at=MONDAY + 2 * HOUR)
    actions.answer(case=again(first), by=here.lead, text="We look into it.", decides=False, at=MONDAY + 3 * HOUR)
    since = again(first)
    apart(here, second, at=MONDAY + 5 * HOUR)
    now = again(first)
    assert (now.due_at, now.state, now.next_step) == (since.due_at, since.state, since.next_step)
    assert (now.kind, now.close_by, now.answer_by) == (first.kind, first.close_by, first.answer_by)
    assert Answer.objects.get().case == first
    assert (again(second).state, again(second).due_at) == (second.state, second.due_at)


def test_after_an_answer_a_later_merge_brings_no_old_promise_back(here: Lindenau) -> None:
    first, second = opened(here), opened(here, intent="chasing", urgency="high")
    merged(here, first, second)
    actions.answer(case=again(first), by=here.lead, text="We look into it.", decides=False, at=MONDAY + 2 * HOUR)
    third = opened(here, at=MONDAY + 3 * HOUR)
    due = min(again(first).due_at, third.due_at)
    merged(here, first, third, at=MONDAY + 4 * HOUR)
    assert again(first).due_at == due
    apart(here, third, at=MONDAY + 5 * HOUR)
    assert again(first).due_at > second.due_at


def test_the_conversation_shows_both_and_says_from_which_case(here: Lindenau) -> None:
    first, second = opened(here, text="My bill is wrong."), opened(here, text="Still wrong.", at=MONDAY + HOUR)
    actions.answer(case=second, by=here.lead, text="We look into it.", decides=False, at=MONDAY + 2 * HOUR)
    merged(here, first, second, at=MONDAY + 3 * HOUR)
    whole = talk(again(first), unmasked=True, newest=30)
    told = [(one.kind, one.words, one.of) for one in whole.happenings]
    assert told == [
        ("said", "My bill is wrong.", ""),
        ("said", "Still wrong.", second.number),
        ("answered", "We look into it.", second.number),
        ("merged", "", second.number),
    ]
    assert (whole.count, whole.told) == (4, False)
    apart(here, second, at=MONDAY + 4 * HOUR)
    assert [one.words for one in talk(again(first), unmasked=True).happenings] == ["My bill is wrong."]


def test_what_the_customer_says_in_the_merged_one_comes_to_the_one_that_goes_on(here: Lindenau) -> None:
    first, second = opened(here), opened(here)
    actions.answer(case=first, by=here.lead, text="We look into it.", decides=False, at=MONDAY)
    merged(here, first, second)
    before = again(second).due_at
    reading = said(here, at=MONDAY + 2 * HOUR, intent="chasing", customer=here.customer)
    reading.feedback.answers_to = second.feedback
    reading.feedback.save()
    actions.decide_batch(keys=list(readings_undecided(MONDAY + DAY).values_list("pk", flat=True)), at=MONDAY + 3 * HOUR)
    assert again(first).next_step == "The customer wrote again: read it and answer."
    assert (again(second).state, again(second).due_at) == ("closed", before)
    assert Case.objects.count() == 2


def test_what_makes_no_sense_is_refused_in_a_sentence(here: Lindenau) -> None:
    first, second = opened(here), opened(here)
    assert refusal(here, first, first) == "A case cannot be merged with itself."
    other = Customer.objects.create(reference="4712", name="Anton Berg")
    stranger = opened(here, customer=other)
    assert "are of different customers" in refusal(here, first, stranger)
    Handover.objects.create(
        case=second, giver=here.billing, receiver=here.sales, reason="Theirs.", at=MONDAY, answer_by=MONDAY + DAY
    )
    assert "take the offer back first" in refusal(here, first, second)
    Handover.objects.all().delete()
    actions.answer(case=first, by=here.lead, text="Done.", decides=True, at=MONDAY)
    assert "the customer still waits" in refusal(here, first, second)
    actions.close(case=first, by=here.lead, at=MONDAY)
    assert "is closed: open it again first" in refusal(here, first, second)
    assert "is closed: open it again first" in refusal(here, second, first)
    with pytest.raises(actions.MergeIsWrong, match="is not merged"):
        actions.unmerge_case(merged=second, by=here.lead, at=MONDAY)


def test_two_records_of_one_person_are_no_two_customers(here: Lindenau) -> None:
    twin = Customer.objects.create(reference="9001", name="E. Yilmaz")
    first, second = opened(here), opened(here, customer=twin)
    merge_customers(kept=here.customer.pk, merged=twin.pk, by=here.lead, at=MONDAY)
    merged(here, first, second)
    assert again(second).merged_into == first


def test_a_case_of_nobody_gets_the_customer_of_the_other_and_gives_it_back(here: Lindenau) -> None:
    known, call = opened(here), opened(here, author="")
    Case.objects.filter(pk=call.pk).update(customer=None)
    merged(here, call, known)
    assert again(call).customer == here.customer
    apart(here, known)
    assert again(call).customer is None


def test_into_a_merged_one_means_into_the_one_in_which_it_goes_on(here: Lindenau) -> None:
    first, second, third = opened(here), opened(here), opened(here)
    merged(here, first, second)
    merged(here, second, third)
    assert again(third).merged_into == first
    assert "one case already" in refusal(here, first, second)
    fourth = opened(here)
    assert "merge" in refusal(here, fourth, first), "what holds others goes on"
    merged(here, first, fourth)
    assert Case.objects.filter(merged_into=first).count() == 3
