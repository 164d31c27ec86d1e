"""Whatever people, customers and the loop do in whatever order: a case is never without owner, due date, next step."""

import os
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from kunding.people.models import Absence
from kunding.respond import actions
from kunding.respond.models import Answer, Case, CaseMerge, Closure, Escalation, Handover, Outcome, Reopening, Verdict
from kunding.respond.queries import offers_unanswered, promises_due, readings_undecided, verdicts_awaited_in_vain
from kunding.respond.queries.parts import standing
from kunding.respond.rules import TABLE
from kunding.respond.tests.lindenau import MONDAY, lindenau, said
from kunding.trail.queries import first_break

HOUR = timedelta(hours=1)
# `make bench` walks 12,000 steps; the suite takes a shorter walk each time.
STEPS, STEPS_IN_A_ROW = int(os.environ.get("KUNDING_TEST_STEPS", "1000")), 50
REFUSALS = (
    actions.ActIsOutOfPlace,
    actions.AnswerIsEmpty,
    actions.CaseIsClosed,
    actions.CustomerNotTold,
    actions.HandoverGoesNowhere,
    actions.MergeIsWrong,
    actions.RecourseIsMissing,
    actions.TaskIsWrong,
    actions.VerdictIsThere,
    actions.VerdictTooEarly,
)
people, units = st.sampled_from(("chief", "lead", "clerk")), st.sampled_from(("billing", "sales"))
outcomes = st.sampled_from(Outcome.values)
REACHABLE = {(before, row.after) for row in TABLE for before in row.before}


class Firm(RuleBasedStateMachine):
    """A company on some wild days."""

    cases = Bundle("cases")

    @initialize()
    def found(self) -> None:
        """Found the company; it lives in a transaction that is rolled back."""
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.here, self.now = lindenau(), MONDAY
        self.seen: dict[int, str] = {}

    @rule(target=cases, place=st.sampled_from(("bill", "shop", None)), urgent=st.booleans(), late=st.booleans())
    def customer_speaks(self, place: str | None, urgent: bool, late: bool) -> int:
        """A customer complains, now or in an old export."""
        at = self.now - timedelta(days=90) if late else self.now
        reading = said(
            self.here,
            at=at,
            touchpoint=getattr(self.here, place) if place else None,
            customer=self.here.customer,
            urgency="high" if urgent else "normal",
        )
        actions.decide_batch(keys=[reading.pk], at=self.now)
        return Case.objects.get(feedback=reading.feedback).pk

    @rule(case=cases, intent=st.sampled_from(("chasing", "praise", "none", "complaint")))
    def customer_writes_again(self, case: int, intent: str) -> None:
        """A customer writes in the same matter."""
        before = Case.objects.count()
        reading = said(self.here, at=self.now, intent=intent, sentiment="neutral", customer=self.here.customer)
        reading.feedback.answers_to = Case.objects.get(pk=case).feedback
        reading.feedback.save()
        actions.decide_batch(keys=list(readings_undecided(self.now).values_list("pk", flat=True)), at=self.now)
        assert Case.objects.count() == before

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        """Time passes, and the loop pays what is owed."""
        self.now += hours * HOUR
        self.loop_runs()

    @rule(days=st.integers(2, 40))
    def outage(self, days: int) -> None:
        """Nothing runs for days, then everything at once, twice."""
        self.now += timedelta(days=days)
        self.loop_runs()
        before = Escalation.objects.count(), Closure.objects.count()
        self.loop_runs()
        assert (Escalation.objects.count(), Closure.objects.count()) == before

    def loop_runs(self) -> None:
        """Pay the three stages until nothing is owed."""
        for owed, pay in (
            (promises_due, actions.escalate),
            (offers_unanswered, actions.lapse),
            (verdicts_awaited_in_vain, actions.close_settled),
        ):
            pay(keys=list(owed(self.now).values_list("pk", flat=True)), at=self.now)
            assert not owed(self.now).exists()

    @rule(case=cases, who=people)
    def take_over(self, case: int, who: str) -> None:
        """Somebody takes it over."""
        self.attempt(lambda: actions.take_over(case=self.case(case), person=self.person(who), at=self.now))

    @rule(case=cases, who=people, kind=st.sampled_from(("complaint", "leaving", "detractor", "chasing")))
    def assess(self, case: int, who: str, kind: str) -> None:
        """Somebody says what it is."""
        self.attempt(lambda: actions.assess(case=self.case(case), kind=kind, by=self.person(who), at=self.now))

    @rule(case=cases, who=people, outcome=outcomes, recourse=st.sampled_from(("", "Conciliation body")))
    def decide(self, case: int, who: str, outcome: str, recourse: str) -> None:
        """Somebody decides."""
        self.attempt(
            lambda: actions.decide_matter(
                case=self.case(case), by=self.person(who), outcome=outcome, recourse=recourse, at=self.now
            )
        )

    @rule(case=cases, who=people, text=st.sampled_from(("", "We looked into it.")), decides=st.booleans())
    def answer(self, case: int, who: str, text: str, decides: bool) -> None:
        """Somebody answers."""
        self.attempt(
            lambda: actions.answer(case=self.case(case), by=self.person(who), text=text, decides=decides, at=self.now)
        )

    @rule(case=cases, who=people, to=units, reason=st.sampled_from(("", "Theirs.")))
    def offer(self, case: int, who: str, to: str, reason: str) -> None:
        """Somebody offers it to another unit."""
        unit = getattr(self.here, to)
        self.attempt(
            lambda: actions.offer(case=self.case(case), to=unit, by=self.person(who), reason=reason, at=self.now)
        )

    @rule(case=cases, who=people, what=st.sampled_from(("accept", "refuse", "withdraw")))
    def settle_offer(self, case: int, who: str, what: str) -> None:
        """Somebody answers the offer, or takes it back."""
        words = {"reason": "Not ours."} if what == "refuse" else {}
        act = getattr(actions, what)
        self.attempt(lambda: act(case=self.case(case), by=self.person(who), at=self.now, **words))

    @rule(case=cases, who=people, because=st.sampled_from(("", "Moved abroad.")))
    def close(self, case: int, who: str, because: str) -> None:
        """Somebody closes it."""
        self.attempt(
            lambda: actions.close(case=self.case(case), by=self.person(who), at=self.now, unreachable_because=because)
        )

    @rule(case=cases, solved=st.sampled_from(("yes", "partly", "no")))
    def customer_judges(self, case: int, solved: str) -> None:
        """The customer gives a verdict."""
        self.attempt(lambda: actions.give_verdict(case=self.case(case), solved=solved, at=self.now))

    @rule(case=cases)
    def reopen(self, case: int) -> None:
        """Somebody opens it again."""
        self.attempt(
            lambda: actions.reopen(case=self.case(case), because="Came back.", by=self.here.chief, at=self.now)
        )

    @rule(kept=cases, part=cases, who=people)
    def merge(self, kept: int, part: int, who: str) -> None:
        """Somebody says that two cases are one matter: the earlier promise counts."""
        before = [standing(self.case(key)) for key in (kept, part)]
        waiting = [case.due_at for case in before if case.state != "told"]
        self.attempt(
            lambda: actions.merge_cases(kept=self.case(kept), merged=self.case(part), by=self.person(who), at=self.now)
        )
        if self.case(before[1].pk).merged_into == before[0] and waiting:
            assert self.case(before[0].pk).due_at <= min(waiting)

    @rule(case=cases, who=people)
    def unmerge(self, case: int, who: str) -> None:
        """Somebody takes a merge back: the case stands as it stood."""
        merge = CaseMerge.objects.filter(merged=case, undone_at=None).first()
        stood = (merge.state, self.case(case).due_at, self.case(case).next_step) if merge else None
        self.attempt(lambda: actions.unmerge_case(merged=self.case(case), by=self.person(who), at=self.now))
        if stood is not None:
            again = self.case(case)
            assert (again.state, again.due_at, again.next_step) == stood

    @rule(who=people, deputy=people, days=st.integers(0, 20))
    def goes_on_leave(self, who: str, deputy: str, days: int) -> None:
        """Somebody goes on leave, perhaps in a circle of deputies."""
        if who != deputy:
            today = self.now.date()
            Absence.objects.create(
                person=self.person(who),
                deputy=self.person(deputy),
                starts_on=today,
                ends_on=today + timedelta(days=days),
            )

    @invariant()
    def each_open_case_has_an_owner_a_due_date_and_a_next_step(self) -> None:
        """P11."""
        for case in Case.objects.exclude(state="closed").select_related("owner"):
            assert case.owner.is_active
            assert case.next_step
            assert case.due_at >= case.opened_at

    @invariant()
    def each_move_is_in_the_table(self) -> None:
        """What the docs draw is what happens; a rule may make several moves, so a path must exist."""
        for pk, state in Case.objects.filter(merged_into=None).values_list("pk", "state"):
            before = self.seen.get(pk, "received")
            assert state == before or state in _reachable_from(before), (before, state)
            self.seen[pk] = state

    @invariant()
    def nobody_is_closed_before_being_told(self) -> None:
        """Also after a reopening: each round needs its own answer."""
        for closure in Closure.objects.select_related("answer"):
            told = closure.answer is not None and closure.answer.decides and closure.answer.round == closure.round
            assert told or closure.unreachable_because or closure.nothing_owed
        open_with_closure = Case.objects.exclude(state="closed").filter(closures__round=_round())
        assert not open_with_closure.exists()
        closed_without = Case.objects.filter(state="closed", merged_into=None).exclude(closures__round=_round())
        assert not closed_without.exists()

    @invariant()
    def each_rung_and_each_person_once_for_each_due_date(self) -> None:
        """One escalation per step."""
        rows = list(Escalation.objects.values_list("case", "due_at", "rung"))
        assert len(rows) == len(set(rows))

    @invariant()
    def one_unit_has_it_and_one_offer_is_open_at_most(self) -> None:
        """P71: no case lies between two units without an owner."""
        offered = list(Handover.objects.filter(outcome="offered").values_list("case", "giver"))
        assert len({case for case, _ in offered}) == len(offered)
        giving = dict(Case.objects.filter(pk__in=[case for case, _ in offered]).values_list("pk", "unit"))
        assert all(giving[case] == giver for case, giver in offered)

    @invariant()
    def a_merged_case_is_at_rest_and_goes_on_in_one_that_knows_it(self) -> None:
        """No chains, no circles, nothing on offer, and whoever holds none says so."""
        in_force = dict(CaseMerge.objects.filter(undone_at=None).values_list("merged", "kept"))
        merged = dict(Case.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
        assert merged == in_force
        assert not set(merged) & set(merged.values())
        assert not Handover.objects.filter(case__in=merged, outcome="offered").exists()
        assert set(Case.objects.exclude(alone=None).values_list("pk", flat=True)) == set(merged.values())

    @invariant()
    def rounds_answers_and_verdicts_fit(self) -> None:
        """One verdict a round; a round more for each reopening."""
        for case in Case.objects.all():
            assert case.round == 1 + Reopening.objects.filter(case=case).count()
        assert not Answer.objects.filter(text="").exists()
        rows = list(Verdict.objects.values_list("case", "round"))
        assert len(rows) == len(set(rows))

    def teardown(self) -> None:
        """The trail is whole; the company goes."""
        if hasattr(self, "transaction"):
            assert first_break() is None
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def attempt(self, act: object) -> None:
        """Do it, or be refused with a sentence and nothing half done."""
        before = _snapshot()
        try:
            with transaction.atomic():
                act()  # type: ignore[operator]
        except REFUSALS as no:
            refusal = str(no)
        else:
            return
        assert refusal
        assert _snapshot() == before

    def case(self, key: int) -> Case:
        """Return the case as it is now."""
        return Case.objects.get(pk=key)

    def person(self, name: str):  # type: ignore[no-untyped-def]
        """Return one of the three."""
        return getattr(self.here, name)


def _snapshot() -> tuple[object, ...]:
    return (list(Case.objects.order_by("pk").values()), Closure.objects.count(), Answer.objects.count())


def _round() -> F:
    return F("round")


def _reachable_from(state: str) -> set[str]:
    found = {state}
    while more := {after for before, after in REACHABLE if before in found} - found:
        found |= more
    return found


@pytest.mark.django_db
def test_no_order_of_acts_leaves_a_customer_without_owner_due_date_and_next_step() -> None:
    run_state_machine_as_test(
        Firm,
        settings=settings(
            max_examples=max(1, STEPS // STEPS_IN_A_ROW),
            stateful_step_count=STEPS_IN_A_ROW,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
