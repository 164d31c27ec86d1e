"""A case that is there at once, because the customer waits for its link; the reading sharpens it a moment later."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from kunding.listen.models import Feedback
from kunding.listen.rows import insert_new
from kunding.people.models import Person
from kunding.respond.actions.acts import Desk, tell
from kunding.respond.actions.opening import Decided, new_case, promises_of
from kunding.respond.models import Case, Kind, State
from kunding.respond.queries.book import Book, book, book_at_hand
from kunding.respond.rules import Decision, ReadingFacts, first_step, stronger_kind

# Kinds of sources whose cases are opened before they are read.
OPENED_AT_THE_DOOR = "form"
UNTOUCHED = (State.RECEIVED, State.ACKNOWLEDGED)


@transaction.atomic(savepoint=False)
def open_case(*, feedback: Feedback, kind: str = Kind.REQUEST, at: datetime, by: Person | None = None) -> Case:
    """Open the feedback's case and return it; where it has one, return that. Nothing needs to be read before.

    Whether it is more than a request is found out by the stage “open cases”, which opens no second one. by: None where
    the customer came without one of us.
    """
    decided = Decided(_facts(feedback), Decision(str(kind), "written to us directly"))
    case = new_case(decided, book_at_hand(on=at.date()), at)
    if not insert_new(case):  # the feedback has its case already: the constraint knows before any question could
        return Case.objects.get(feedback=feedback)
    tell("open_case", {case.pk: case}, by=by or "customer", at=at, kind=str(kind))
    return case


def sharpen(decided: Sequence[Decided], *, at: datetime) -> int:
    """Let cases that were opened before their words were read follow the reading; return how many changed.

    Kind, owner and customer come from the reading as long as no person of ours touched the case; what was promised
    to the customer may only become sooner. Call it inside a transaction.
    """
    read = {each.facts.feedback: each for each in decided if each.facts.source_kind == OPENED_AT_THE_DOOR}
    there = Case.objects.filter(feedback__in=list(read), state__in=UNTOUCHED, round=1) if read else Case.objects.none()
    keys = [case.pk for case in there if case.touched_at == case.opened_at]
    if not keys:
        return 0
    desk, here = Desk(keys), book(on=at.date())
    with override(here.language):
        for case in desk.cases.values():
            _follow(desk, case, read[case.feedback_id], here, at)
    desk.put_back()
    tell("sharpen_case", desk.cases, by="loop", at=at)
    return len(keys)


def _follow(desk: Desk, case: Case, each: Decided, here: Book, at: datetime) -> None:
    facts = each.facts
    kind = stronger_kind(case.kind, str(each.decision.kind))
    until = promises_of([Decided(facts, Decision(kind, each.decision.reason))], here, at)[0].until
    case.kind = kind
    if case.touchpoint_id is None and facts.touchpoint is not None:
        way = here.routes.of(facts.touchpoint)
        case.owner_id, case.unit_id, case.touchpoint_id = way.owner, way.unit, facts.touchpoint
    case.customer_id = case.customer_id or facts.customer
    case.acknowledge_by = min(case.acknowledge_by, until.acknowledge)
    case.answer_by, case.close_by = min(case.answer_by, until.answer), min(case.close_by, until.close)
    case.next_step = first_step(kind, hint=each.decision.hint, known=bool(facts.author or facts.customer))
    desk.promise(case, case.answer_by)


def _facts(feedback: Feedback) -> ReadingFacts:
    """Return what is known before anybody, or any program, has read the words."""
    return ReadingFacts(
        feedback=feedback.pk,
        said_at=feedback.said_at,
        customer=feedback.customer_id,
        touchpoint=feedback.touchpoint_id,
        author=feedback.author,
        channel=feedback.channel,
        segment=feedback.customer.segment if feedback.customer else "",
        source_kind=OPENED_AT_THE_DOOR,
        arrived_at=feedback.arrived_at,
        sentiment="neutral",
        sure=False,
        intent="none",
        intent_probability=0.0,
        urgency="normal",
    )
