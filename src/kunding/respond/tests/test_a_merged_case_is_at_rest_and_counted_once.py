"""A merged case is owed nothing, alarms nobody and is counted where it goes on; each history tells of it."""

import pytest
from django.db import IntegrityError, transaction

from kunding.customers.queries.subject import Subject
from kunding.respond import actions
from kunding.respond.actions.erase import erase_matters
from kunding.respond.belongings import matters_of
from kunding.respond.facts import cases_of_months, months_changed_since
from kunding.respond.models import Case, CaseMerge, Escalation
from kunding.respond.queries import (
    cases_mark,
    open_cases,
    overdue_cases,
    promises_due,
    silted_cases,
    verdicts_awaited_in_vain,
)
from kunding.respond.rules import SILTED_AFTER_DAYS
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau
from kunding.respond.tests.pair import DAY, HOUR, again, apart, merged, opened, rows
from kunding.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


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
