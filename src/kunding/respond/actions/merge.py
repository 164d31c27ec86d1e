"""Two cases are one matter: one goes on in the other, and comes back as it was. No row of either moves."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext, override

from kunding.people.models import Person
from kunding.people.queries import company
from kunding.respond.actions.acts import Desk, tell, touch
from kunding.respond.models import Answer, Case, CaseMerge, Escalation, State
from kunding.respond.queries.outgoing import arrived
from kunding.respond.queries.parts import parts_in, side_of, standing, terms_of
from kunding.respond.rules import state_after
from kunding.respond.rules.merging import Part, Terms, own_terms, together, why_not_merged
from kunding.respond.rules.steps import step_after_merge

_MOMENTS = ("opened_at", "acknowledge_by", "answer_by", "close_by", "due_at", "escalate_at")


class MergeIsWrong(Exception):
    """These cases cannot be merged, or taken apart; the text says why and what to do."""


@transaction.atomic
def merge_cases(*, kept: Case, merged: Case, by: Person, at: datetime) -> CaseMerge:
    """Let the case `merged` go on in `kept`; one that was merged already stands for the one in which it goes on.

    Raises MergeIsWrong, or CaseIsMerged where somebody merged one of them at this moment.
    """
    first, second = standing(kept), standing(merged)
    if first.pk == second.pk and kept.pk != merged.pk:
        raise MergeIsWrong(gettext("These two are one case already."))
    desk = Desk([first.pk, second.pk], closed_too=True)
    into, part = desk.cases[first.pk], desk.cases[second.pk]
    if refusal := why_not_merged(side_of(into), side_of(part)):
        raise MergeIsWrong(refusal)
    # Told before anything changes: the months in which both cases were opened are out of date in the lake.
    tell("merge_case", {part.pk: part}, by=by, at=at, into=into.pk, number=into.number)
    tell("take_in_case", {into.pk: into}, by=by, at=at, merged=part.pk, number=part.number)
    own = _Own(into)
    merge = CaseMerge.objects.create(
        kept=into, merged=part, state=part.state, escalate_at=part.escalate_at, by=by, at=at
    )  # fmt: skip
    own.settle(desk, parts_in(into))
    if part.state != State.TOLD:
        own.say_what_is_next()
    part.state, part.escalate_at = State.CLOSED, None
    touch(into, at)
    touch(part, at)
    own.put_back(holds=True)  # first, since nothing may be due before the waiting began
    desk.put_back()
    Case.objects.filter(pk=part.pk).update(merged_into=into)
    return merge


@transaction.atomic
def unmerge_case(*, merged: Case, by: Person, at: datetime) -> CaseMerge:
    """Take a merge back: the case stands again as it stood; what came since stays where it came in.

    Raises MergeIsWrong where the case is not merged, or was erased since.
    """
    found = CaseMerge.objects.filter(merged=merged, undone_at=None).first()
    desk = Desk([found.kept_id, found.merged_id], closed_too=True, merged_too=True) if found else None
    # Asked again once both are held: of two who take it back at once the second is told so.
    merge = CaseMerge.objects.filter(merged=merged, undone_at=None).first()
    if desk is None or merge is None:
        raise MergeIsWrong(gettext("%(number)s is not merged with another case.") % {"number": merged.number})
    into, part = desk.cases[merge.kept_id], desk.cases[merge.merged_id]
    if not part.next_step:  # each case that is open has one: erasing alone takes it away
        raise MergeIsWrong(
            gettext("The customer’s data in %(number)s were erased: nobody waits in it any more.")
            % {"number": part.number}
        )
    own = _Own(into)
    merge.undone_by, merge.undone_at = by, at
    merge.save(update_fields=["undone_by", "undone_at"])
    rest = parts_in(into)
    own.settle(desk, rest)
    if not rest:
        own.go_on_as_before()
    Case.objects.filter(pk=part.pk).update(merged_into=None)
    _stand_again(part, merge, by)
    touch(into, at)
    touch(part, at)
    desk.put_back()
    own.put_back(holds=bool(rest))
    tell("unmerge_case", {part.pk: part}, by=by, at=at, into=into.pk, number=into.number)
    tell("let_case_go", {into.pk: into}, by=by, at=at, merged=part.pk, number=part.number)
    return merge


def _stand_again(part: Case, merge: CaseMerge, by: Person) -> None:
    part.state, part.escalate_at = merge.state, merge.escalate_at
    told = Answer.objects.filter(case=part, round=part.round, decides=True)
    if part.state == State.TOLD and not arrived(told).exists():  # the letter came back meanwhile
        part.state = state_after(part.state, "come_back")
    if not Person.objects.filter(pk=part.owner_id, is_active=True).exists():
        part.owner = by  # whoever had it has left: no case is without an owner


class _Own:
    """What counts in a case without its parts; it stands beside what the case promises with them."""

    def __init__(self, case: Case) -> None:
        """Find out what is the case's own, and what somebody has set since the first merge."""
        kept: dict[str, Any] = case.alone or {"terms": _written(terms_of(case)), "spent": {}, "said": ""}
        self.case = case
        parts = parts_in(case)
        self.terms, self.spent = own_terms(terms_of(case), _read(kept["terms"]), parts, kept["spent"])
        self.said: str = kept["said"]  # the next step that the merge set
        as_it_was = bool(self.said) and case.next_step == self.said
        self.next_step: str = kept["next_step"] if as_it_was else case.next_step

    def settle(self, desk: Desk, parts: list[Part]) -> None:
        """Let the case promise what it promises together with these parts."""
        case, made = self.case, together(self.terms, parts, self.spent)
        case.kind, case.customer_id, case.opened_at = made.kind, made.customer, made.opened_at
        case.acknowledge_by, case.answer_by, case.close_by = made.acknowledge_by, made.answer_by, made.close_by
        if made.due_at != case.due_at:
            case.due_at, case.rung, case.escalate_at = made.due_at, made.rung, made.escalate_at
            self._climb_no_rung_twice(desk)
        if case.state == State.CLOSED:
            case.escalate_at = None

    def _climb_no_rung_twice(self, desk: Desk) -> None:
        """Go on above the rungs that were told of this very due date before."""
        case = self.case
        told = Escalation.objects.filter(case=case, due_at=case.due_at).aggregate(highest=Max("rung"))["highest"] or 0
        if told > case.rung:
            case.rung, case.escalate_at = told, desk.late_moment(case, case.due_at, above=told)

    def say_what_is_next(self) -> None:
        """Read both, answer once."""
        with override(company().language):
            self.case.next_step = self.said = step_after_merge()

    def go_on_as_before(self) -> None:
        """Take the own next step up again, unless somebody has set another since."""
        if self.said and self.case.next_step == self.said and self.next_step:
            self.case.next_step = self.next_step

    def put_back(self, *, holds: bool) -> None:
        """Write what `Desk` does not know of."""
        written = {
            "terms": _written(self.terms), "spent": self.spent, "next_step": self.next_step, "said": self.said
        }  # fmt: skip
        Case.objects.filter(pk=self.case.pk).update(opened_at=self.case.opened_at, alone=written if holds else None)


def _written(terms: Terms) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(terms).items()}


def _read(written: dict[str, Any]) -> Terms:
    moments = {name: datetime.fromisoformat(written[name]) for name in _MOMENTS if written[name]}
    return Terms(**{**written, **moments})
