"""A case is offered to another unit; until somebody there says yes, the giver keeps it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext, override

from kunding.people.models import Person, Unit
from kunding.people.queries import company
from kunding.respond.actions.acts import Desk, Done, tell, tell_alike, touch
from kunding.respond.calendar import add_business_time
from kunding.respond.models import Case, Handover, HandoverOutcome
from kunding.respond.rules import step_after_handover, step_after_offer, step_after_offer_ended

ANSWER_WITHIN = timedelta(hours=4)  # business time: yes or no within half a day


class HandoverGoesNowhere(Exception):
    """The offer, or the answer to it, makes no sense; the text says why."""


@dataclass(frozen=True)
class Offer:
    """Who offers which case to which unit, why and when."""

    case: Case
    to: Unit
    by: Person
    reason: str
    at: datetime


@dataclass(frozen=True)
class Acceptance:
    """Who of the receiving unit takes which offered case, and when."""

    case: Case
    by: Person
    at: datetime


def offer(*, case: Case, to: Unit, by: Person, reason: str, at: datetime) -> Handover:
    """Offer the case to another unit; owner, due date and duty stay with the giver until it is accepted.

    Raises CaseIsClosed, or HandoverGoesNowhere where the case is there already, another offer is open, or no
    reason is given.
    """
    return offer_many(acts=[Offer(case, to, by, reason, at)])[0]


@transaction.atomic
def offer_many(*, acts: Sequence[Offer]) -> list[Handover]:
    """Offer many cases at once, each once."""
    if not acts:
        return []
    desk = Desk(act.case.pk for act in acts)
    waiting = set(_open_offers(desk.cases).values_list("case", flat=True))
    with override(company().language):
        rows = [_offered(desk, act, waiting) for act in acts]
    desk.put_back()
    handovers = Handover.objects.bulk_create(rows, batch_size=500)
    told = [{"to": act.to.pk, "handover_months": [f"{act.at:%Y-%m}"]} for act in acts]
    done = (Done(act.case.pk, act.by, act.at, detail) for act, detail in zip(acts, told, strict=True))
    tell_alike("offer_case", desk.cases, done)
    return handovers


def accept(*, case: Case, by: Person, at: datetime) -> Handover:
    """Take the offered case: `by` owns it from now on, in the receiving unit; raises HandoverGoesNowhere."""
    return accept_many(acts=[Acceptance(case, by, at)])[0]


@transaction.atomic
def accept_many(*, acts: Sequence[Acceptance]) -> list[Handover]:
    """Take many offered cases at once."""
    if not acts:
        return []
    desk = Desk(act.case.pk for act in acts)
    offers = {handover.case_id: handover for handover in _open_offers(desk.cases)}
    with override(company().language):
        taken = [_taken(desk, offers, act.case.pk, act.by, act.at) for act in acts]
    desk.put_back()
    Handover.objects.bulk_update(taken, ["outcome", "settled_at", "settled_by"], batch_size=200)
    months = {handover.case_id: {"handover_months": _months([handover])} for handover in taken}
    tell_alike("accept_case", desk.cases, [Done(act.case.pk, act.by, act.at, months[act.case.pk]) for act in acts])
    return taken


@transaction.atomic
def refuse(*, case: Case, by: Person, reason: str, at: datetime) -> Handover:
    """Say no to the offered case, with a reason that the giver reads; raises HandoverGoesNowhere."""
    if not reason.strip():
        raise HandoverGoesNowhere(gettext("Say why your unit does not take the case: the other one has to go on."))
    return _end(case, HandoverOutcome.REFUSED, by=by, reason=reason.strip()[:300], at=at)


@transaction.atomic
def withdraw(*, case: Case, by: Person, at: datetime) -> Handover:
    """Take the offer back; raises HandoverGoesNowhere where there is none."""
    return _end(case, HandoverOutcome.WITHDRAWN, by=by, reason="", at=at)


@transaction.atomic
def lapse(*, keys: Sequence[int], at: datetime) -> int:
    """End the offers to which nobody answered in time; the giver goes on. Returns how many ended."""
    late = list(Handover.objects.select_for_update().filter(pk__in=keys, outcome=HandoverOutcome.OFFERED))
    desk = Desk(handover.case_id for handover in late)
    with override(company().language):
        for handover in late:
            _settle(handover, HandoverOutcome.LAPSED, by=None, at=at)
            desk.cases[handover.case_id].next_step = step_after_offer_ended(handover.receiver.name, because="")[:300]
    desk.put_back()
    for handover in late:
        handover.save()
        case = {handover.case_id: desk.cases[handover.case_id]}
        tell("let_offer_lapse", case, by="loop", at=at, handover_months=_months([handover]))
    return len(late)


def accept_where_offered(desk: Desk, acts: Iterable[tuple[int, Person, datetime]]) -> list[str]:
    """Whoever takes a case that was offered to the own unit accepts the offer; return the offers' months."""
    offers = {handover.case_id: handover for handover in _open_offers(desk.cases)}
    mine = [(key, by, at) for key, by, at in acts if key in offers and offers[key].receiver_id == by.unit_id]
    taken = [_taken(desk, offers, key, by, at) for key, by, at in mine]
    Handover.objects.bulk_update(taken, ["outcome", "settled_at", "settled_by"], batch_size=200)
    return _months(taken)


def _offered(desk: Desk, act: Offer, waiting: set[int]) -> Handover:
    case = desk.cases[act.case.pk]
    names = {"number": case.number, "unit": act.to.name}
    if case.unit_id == act.to.pk:
        raise HandoverGoesNowhere(gettext("Case %(number)s is in %(unit)s already.") % names)
    if case.pk in waiting:
        raise HandoverGoesNowhere(gettext("Case %(number)s is on offer already: wait, or take it back.") % names)
    if not act.reason.strip():
        raise HandoverGoesNowhere(gettext("Say why the case belongs elsewhere: the other unit decides by it."))
    until = add_business_time(act.at, ANSWER_WITHIN, hours=desk.hours(case))
    case.next_step = step_after_offer(act.to.name)[:300]
    touch(case, act.at)
    reason = act.reason.strip()[:300]
    return Handover(case=case, giver=case.unit, receiver=act.to, by=act.by, reason=reason, at=act.at, answer_by=until)


def _taken(desk: Desk, offers: dict[int, Handover], key: int, by: Person, at: datetime) -> Handover:
    handover, case = offers.pop(key, None), desk.cases[key]
    if handover is None:
        raise HandoverGoesNowhere(gettext("Case %(number)s is not on offer.") % {"number": case.number})
    _settle(handover, HandoverOutcome.ACCEPTED, by=by, at=at)
    case.unit, case.owner = handover.receiver, by
    case.next_step = step_after_handover(handover.receiver.name)[:300]
    touch(case, at)
    return handover


def _end(case: Case, outcome: HandoverOutcome, *, by: Person, reason: str, at: datetime) -> Handover:
    desk = Desk([case.pk])
    held = desk.cases[case.pk]
    handover = _open_offers([case.pk]).first()
    if handover is None:
        raise HandoverGoesNowhere(gettext("Case %(number)s is not on offer.") % {"number": held.number})
    _settle(handover, outcome, by=by, at=at, because=reason)
    handover.save()
    if outcome == HandoverOutcome.REFUSED:
        with override(company().language):
            held.next_step = step_after_offer_ended(handover.receiver.name, because=reason)[:300]
    else:
        touch(held, at)
    desk.put_back()
    act = "refuse_case" if outcome == HandoverOutcome.REFUSED else "withdraw_offer"
    tell(act, desk.cases, by=by, at=at, handover_months=_months([handover]))
    return handover


def _settle(handover: Handover, outcome: str, *, by: Person | None, at: datetime, because: str = "") -> None:
    handover.outcome, handover.settled_at, handover.settled_by = outcome, at, by
    handover.settled_because = because


def _open_offers(cases: Iterable[int]) -> QuerySet[Handover]:
    chosen = Handover.objects.filter(case__in=list(cases), outcome=HandoverOutcome.OFFERED)
    return chosen.select_related("receiver")


def _months(handovers: Iterable[Handover]) -> list[str]:
    return sorted({f"{handover.at:%Y-%m}" for handover in handovers})
