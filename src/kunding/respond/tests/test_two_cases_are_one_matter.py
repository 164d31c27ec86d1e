"""Two cases of one matter are merged and taken apart again: nothing is lost, and no promise gets later."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kunding.customers.actions import merge_customers
from kunding.customers.models import Customer
from kunding.customers.queries.subject import Subject
from kunding.respond import actions
from kunding.respond.actions.erase import erase_matters
from kunding.respond.belongings import matters_of
from kunding.respond.facts import cases_of_months, months_changed_since
from kunding.respond.models import Answer, Case, CaseMerge, Escalation, Handover
from kunding.respond.queries import (
    cases_mark,
    open_cases,
    overdue_cases,
    promises_due,
    readings_undecided,
    silted_cases,
    verdicts_awaited_in_vain,
)
from kunding.respond.queries.history import talk
from kunding.respond.rules import SILTED_AFTER_DAYS
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau, said
from kunding.trail.models import Entry

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# An act of a person is remembered, and who merged whom is kept: all else must stand as it stood.
PASSES = frozenset({"touched_at"})


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


def opened(here: Lindenau, *, at: datetime = MONDAY, customer: Customer | None = None, **what: object) -> Case:
    reading = said(here, at=at, customer=customer or here.customer, touchpoint=here.bill, **what)
    actions.decide_batch(keys=[reading.pk], at=at)
    return Case.objects.get(feedback=reading.feedback)


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def merged(here: Lindenau, kept: Case, part: Case, *, at: datetime = MONDAY + HOUR) -> CaseMerge:
    return actions.merge_cases(kept=again(kept), merged=again(part), by=here.lead, at=at)


def apart(here: Lindenau, part: Case, *, at: datetime = MONDAY + 2 * HOUR) -> None:
    actions.unmerge_case(merged=again(part), by=here.lead, at=at)


def rows() -> list[dict[str, object]]:
    return [
        {name: value for name, value in row.items() if name not in PASSES}
        for row in Case.objects.order_by("pk").values()
    ]


def refusal(here: Lindenau, kept: Case, part: Case) -> str:
    before = rows()
    with pytest.raises((actions.MergeIsWrong, actions.CaseIsClosed)) as no, transaction.atomic():
        merged(here, kept, part)
    assert rows() == before
    return str(no.value)


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


def test_a_merged_case_waits_for_nobody_alarms_nobody_and_is_counted_once(here: Lindenau) -> None:
    first, second = opened(here), opened(here, at=MONDAY + HOUR)
    later = MONDAY + 5 * SILTED_AFTER_DAYS * DAY
    merged(here, first, second)
    for found in (open_cases(), overdue_cases(at=later), silted_cases(at=later), promises_due(later)):
        assert [case.pk for case in found] == [first.pk]
    assert not verdicts_awaited_in_vain(later).exists()
    actions.escalate(keys=[first.pk, second.pk], at=later)
    assert set(Escalation.objects.values_list("case", flat=True)) == {first.pk}
    assert [row["case_id"] for row in cases_of_months(["2026-11"]).to_pylist()] == [first.pk]
    apart(here, second, at=later)
    assert {row["case_id"] for row in cases_of_months(["2026-11"]).to_pylist()} == {first.pk, second.pk}
    assert [case.pk for case in promises_due(later)] == [second.pk], "it waits again, with the promise that it had"


def test_nobody_is_told_twice_of_one_broken_promise(here: Lindenau) -> None:
    first, second = opened(here), opened(here, at=MONDAY + HOUR)
    late = first.due_at + 2 * DAY
    actions.escalate(keys=[first.pk], at=late)
    told = Escalation.objects.count()
    merged(here, second, first, at=late)
    assert again(second).due_at == first.due_at
    actions.escalate(keys=list(promises_due(late).values_list("pk", flat=True)), at=late)
    assert Escalation.objects.count() == told
    apart(here, first, at=late)
    actions.escalate(keys=list(promises_due(late + 9 * DAY).values_list("pk", flat=True)), at=late + 9 * DAY)
    rungs = list(Escalation.objects.values_list("case", "due_at", "rung"))
    assert len(rungs) == len(set(rungs))


def test_the_lake_counts_the_first_human_answer_in_either_from_the_first_word(here: Lindenau) -> None:
    old, new = opened(here, at=MONDAY - 3 * DAY), opened(here)
    actions.answer(case=old, by=here.lead, text="We look into it.", decides=False, at=MONDAY - DAY)
    mark = cases_mark()
    merged(here, new, old)
    assert months_changed_since(mark) == ["2026-10", "2026-11"]
    assert not cases_of_months(["2026-11"]).num_rows
    row = cases_of_months(["2026-10"]).to_pylist()[0]
    assert (row["case_id"], row["opened_at"], row["answered_at"]) == (new.pk, MONDAY - 3 * DAY, MONDAY - DAY)
    assert row["round_answered_at"] is None, "the one that goes on was not answered yet"
    actions.answer(case=again(new), by=here.lead, text="It is solved.", decides=True, at=MONDAY + 2 * HOUR)
    assert cases_of_months(["2026-10"]).to_pylist()[0]["first_contact"] is False
    mark = cases_mark()
    apart(here, old, at=MONDAY + 3 * HOUR)
    assert months_changed_since(mark) == ["2026-10", "2026-11"]
    assert cases_of_months(["2026-10"]).num_rows == cases_of_months(["2026-11"]).num_rows == 1


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


def test_nothing_is_done_any_more_in_a_merged_case(here: Lindenau) -> None:
    first, second = opened(here), opened(here)
    merged(here, first, second)
    part, at, by = again(second), MONDAY + DAY, here.lead
    for act in (
        lambda: actions.answer(case=part, by=by, text="Done.", decides=True, at=at),
        lambda: actions.take_over(case=part, person=by, at=at),
        lambda: actions.reopen(case=part, because="Why not", by=by, at=at),
        lambda: actions.give_verdict(case=part, solved="yes", at=at),
        lambda: actions.offer(case=part, to=here.sales, by=by, reason="Theirs.", at=at),
    ):
        with pytest.raises(actions.CaseIsMerged, match=f"{second.number} was merged into {first.number}"):
            act()


def test_the_database_keeps_merged_cases_at_rest(here: Lindenau) -> None:
    first, second, third = opened(here), opened(here), opened(here)
    merged(here, first, second)
    for broken in ({"state": "in_work"}, {"escalate_at": MONDAY + 99 * DAY}, {"alone": {}}, {"merged_into": second}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=second.pk).update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseMerge.objects.create(kept=third, merged=second, state="received", at=MONDAY)


def test_whose_owner_has_left_meanwhile_is_owned_by_whoever_takes_it_apart(here: Lindenau) -> None:
    first, second = opened(here), opened(here)
    merged(here, first, second)
    type(here.lead).objects.filter(pk=again(second).owner_id).update(is_active=False)
    actions.unmerge_case(merged=again(second), by=here.chief, at=MONDAY + DAY)
    assert again(second).owner == here.chief


def test_each_history_says_who_did_it(here: Lindenau) -> None:
    first, second = opened(here), opened(here)
    merged(here, first, second)
    apart(here, second)
    acts = ("merge_case", "take_in_case", "unmerge_case", "let_case_go")
    told = Entry.objects.filter(act__in=acts).order_by("pk").values_list("act", "subject", "actor")
    who = here.lead.trail_name
    assert list(told) == [
        ("merge_case", f"case:{second.pk}", who),
        ("take_in_case", f"case:{first.pk}", who),
        ("unmerge_case", f"case:{second.pk}", who),
        ("let_case_go", f"case:{first.pk}", who),
    ]


def test_of_two_who_merge_at_once_the_second_is_told_and_changes_nothing(here: Lindenau) -> None:
    first, second = opened(here), opened(here)
    mine, theirs = (again(first), again(second)), (again(first), again(second))
    actions.merge_cases(kept=mine[0], merged=mine[1], by=here.lead, at=MONDAY)
    before = rows()
    for kept, part in (theirs, theirs[::-1]):
        with pytest.raises(actions.CaseIsMerged, match="it goes on there"), transaction.atomic():
            actions.merge_cases(kept=kept, merged=part, by=here.chief, at=MONDAY)
    assert rows() == before
    apart(here, second)
    with pytest.raises(actions.MergeIsWrong, match="is not merged"):
        actions.unmerge_case(merged=theirs[1], by=here.chief, at=MONDAY)


def test_erasing_takes_what_a_merge_remembers_and_a_case_of_nobody_that_was_merged(here: Lindenau) -> None:
    known, call, other = opened(here), opened(here, author=""), opened(here)
    Case.objects.filter(pk=call.pk).update(customer=None, next_step="Call Erika Yilmaz.")
    merged(here, call, known)
    subject = Subject(records=(here.customer.pk,), words=frozenset(), names=("Erika Yilmaz",))
    matters = matters_of(subject, feedback=(known.feedback_id, other.feedback_id))
    assert set(matters.cases) == {known.pk, call.pk, other.pk}
    erase_matters(matters=matters, names=("Erika Yilmaz",), by=here.chief, at=MONDAY + DAY)
    call = again(call)
    assert (call.customer, call.next_step, call.state) == (None, "", "closed")
    assert "Erika" not in str(call.alone)
    assert str(here.customer.pk) not in str((call.alone or {})["terms"]["customer"])
    with pytest.raises(actions.MergeIsWrong, match="were erased"):
        apart(here, known, at=MONDAY + 2 * DAY)
