"""The customer's last word: it closes the case, or it opens it again."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, override

from kunding.people.models import Person
from kunding.people.queries import company
from kunding.respond.actions.acts import Desk, tell, touch
from kunding.respond.actions.close import Close, closed_on
from kunding.respond.models import Case, Closure, Reopening, State, Verdict
from kunding.respond.queries.promises import promised
from kunding.respond.rules import step_after_reopening


class VerdictIsThere(Exception):
    """The customer has judged this answer already; one link is one voice."""


class VerdictTooEarly(Exception):
    """The customer has not been told a decision yet, so there is nothing to judge."""


@transaction.atomic
def give_verdict(
    *,
    case: Case,
    solved: str,
    at: datetime,
    effort: int | None = None,
    mood: int | None = None,
    why: str = "",
    language: str = "",
) -> Verdict:
    """Keep what the customer says of the answer: "yes" closes the case, "no" and "partly" open it again.

    effort: 1 … 7, mood: 1 … 5. Raises VerdictIsThere or VerdictTooEarly.
    """
    desk = Desk([case.pk], closed_too=True)
    held = desk.cases[case.pk]
    if held.state not in {State.TOLD, State.CLOSED}:
        raise VerdictTooEarly(gettext("You can judge our answer as soon as you have it."))
    if Verdict.objects.filter(case=held, round=held.round).exists():
        raise VerdictIsThere(gettext("You have judged this answer already. Thank you!"))
    verdict = Verdict.objects.create(
        case=held, round=held.round, solved=solved, effort=effort, mood=mood, why=why, language=language, at=at
    )
    tell("give_verdict", desk.cases, by="customer", at=at, solved=solved)
    if solved == Verdict.Solved.YES:
        _settle(desk, held, at)
    else:
        _reopen(desk, held, because=why.strip()[:300] or gettext("not solved"), by=None, at=at)
    return verdict


@transaction.atomic
def reopen(*, case: Case, because: str, by: Person | None, at: datetime) -> Reopening:
    """Open a told or closed case again, for the customer (by: None) or by a person; raises ActIsOutOfPlace."""
    desk = Desk([case.pk], closed_too=True)
    return _reopen(desk, desk.cases[case.pk], because=because.strip()[:300], by=by, at=at)


def reopen_for_customers(*, cases: Sequence[Case], at: datetime) -> None:
    """Open cases again in which the customer wrote after the answer; call it inside a transaction."""
    desk = Desk((case.pk for case in cases), closed_too=True)
    for case in desk.cases.values():
        _reopen(desk, case, because=gettext("The customer wrote again."), by=None, at=at)


def _settle(desk: Desk, case: Case, at: datetime) -> None:
    if case.state == State.CLOSED:
        return
    Closure.objects.bulk_create(closed_on(desk, [Close(case, None, at)]))
    desk.put_back()
    tell("close_case", {case.pk: case}, by="customer", at=at)


def _reopen(desk: Desk, case: Case, *, because: str, by: Person | None, at: datetime) -> Reopening:
    desk.move(case, "reopen")
    case.round += 1
    until = promised(case, since=at, hours=desk.hours(case))
    case.acknowledge_by, case.answer_by, case.close_by = until.acknowledge, until.answer, until.close
    desk.promise(case, until.answer)
    with override(company().language):
        case.next_step = step_after_reopening()
    touch(case, at)
    desk.put_back()
    tell("reopen_case", {case.pk: case}, by=by or "customer", at=at)
    return Reopening.objects.create(case=case, round=case.round, because=because, by=by, at=at)
