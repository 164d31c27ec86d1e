"""A person tells the customer something; what is told by mail is on its way once this is committed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, override

from kunding.people.models import Person
from kunding.people.queries import company
from kunding.respond.actions.acts import Desk, Done, tell_alike, touch
from kunding.respond.actions.decision import decision_of
from kunding.respond.actions.post_answers import post_answers
from kunding.respond.models import Answer, Case, Decision, Outcome
from kunding.respond.queries.promises import settled_on
from kunding.respond.rules import step_after_answer


class AnswerIsEmpty(Exception):
    """An answer without words tells the customer nothing."""


@dataclass(frozen=True)
class Reply:
    """What who tells the customer of which case, and when; `decides` tells the decision.

    outcome, recourse: of the decision, where none was recorded before; a refusal names where the customer may go.
    """

    case: Case
    by: Person
    text: str
    decides: bool
    at: datetime
    outcome: str = Outcome.EXPLAINED
    recourse: str = ""
    channel: str = ""


def answer(
    *,
    case: Case,
    by: Person,
    text: str,
    decides: bool,
    at: datetime,
    outcome: str = Outcome.EXPLAINED,
    recourse: str = "",
    channel: str = "",
) -> Answer:
    """Keep what a person told the customer; raises CaseIsClosed, AnswerIsEmpty or RecourseIsMissing."""
    return answer_many(replies=[Reply(case, by, text, decides, at, outcome, recourse, channel)])[0]


@transaction.atomic
def answer_many(*, replies: Sequence[Reply]) -> list[Answer]:
    """Keep many answers at once, in the order of time."""
    in_order = sorted(replies, key=lambda reply: reply.at)
    if not in_order:
        return []
    if not all(reply.text.strip() for reply in in_order):
        raise AnswerIsEmpty(gettext("Write what you tell the customer: an empty answer helps nobody."))
    desk = Desk(reply.case.pk for reply in in_order)
    Decision.objects.bulk_create(_decisions_told(desk, in_order), batch_size=500)
    with override(company().language):
        for reply in in_order:
            _answered(desk, desk.cases[reply.case.pk], reply)
    desk.put_back()
    tell_alike("answer_case", desk.cases, [_done(reply) for reply in in_order])
    told = Answer.objects.bulk_create([_row(desk, reply) for reply in in_order], batch_size=500)
    post_answers(told)
    return told


def _decisions_told(desk: Desk, replies: Sequence[Reply]) -> list[Decision]:
    """Whoever tells a decision that nobody recorded has taken it."""
    known = set(Decision.objects.filter(case__in=desk.cases).values_list("case", "round"))
    rows: dict[int, Decision] = {}
    for reply in replies:
        case = desk.cases[reply.case.pk]
        if reply.decides and (case.pk, case.round) not in known and case.pk not in rows:
            rows[case.pk] = decision_of(
                case, outcome=reply.outcome, reason="", recourse=reply.recourse, by=reply.by, at=reply.at
            )
    return list(rows.values())


def _answered(desk: Desk, case: Case, reply: Reply) -> None:
    told_before = case.state == "told"
    desk.move(case, "tell" if reply.decides or told_before else "acknowledge")
    case.next_step = step_after_answer(decides=case.state == "told")
    if case.state == "told":
        desk.promise(case, settled_on(reply.at, hours=desk.hours(case)))
    else:
        desk.promise(case, case.close_by)
    touch(case, reply.at)


def _done(reply: Reply) -> Done:
    return Done(reply.case.pk, reply.by, reply.at, {"decides": reply.decides})


def _row(desk: Desk, reply: Reply) -> Answer:
    case = desk.cases[reply.case.pk]
    return Answer(
        case=case,
        round=case.round,
        by=reply.by,
        at=reply.at,
        text=reply.text.strip(),
        decides=reply.decides,
        channel=reply.channel,
    )
