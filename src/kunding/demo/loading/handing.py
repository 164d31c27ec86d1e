"""Letting offers go to and fro between the units of Lindenau, one round after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from kunding.demo.lindenau import table
from kunding.demo.loading.office import Office, phrase
from kunding.demo.loading.staff import GULF
from kunding.respond.actions import Acceptance, Offer, accept_many, lapse, offer_many, refuse
from kunding.respond.models import Case, Handover

A_MOMENT = timedelta(minutes=2)  # until a worker ends an offer to which nobody answered


@dataclass(frozen=True)
class Passing:
    """One offer of one case: to whom, when, and how and when it ends."""

    case: Case
    to: str
    at: datetime
    ends: str
    ends_at: datetime


def hand_over(rounds: Sequence[Sequence[Passing]], office: Office, now: datetime, random: Random) -> None:
    """Offer, accept, refuse and let lapse what would have been by now; `rounds` holds each case once per round."""
    where: dict[int, str] = {}
    for passings in rounds:
        begun = [one for one in passings if one.at < now]
        offered = offer_many(acts=[_offer(one, where, office, random) for one in begun])
        ended = [(one, offer) for one, offer in zip(begun, offered, strict=True) if one.ends_at < now]
        accept_many(
            acts=[Acceptance(one.case, office.one_of(one.to, random), one.ends_at) for one, _ in ended if _is(one)]
        )
        where |= {one.case.pk: one.to for one, _ in ended if _is(one)}
        for one, offer in ended:
            _say_no(one, offer, office, now, random)


def _is(one: Passing) -> bool:
    return one.ends == "accepted"


def _offer(one: Passing, where: dict[int, str], office: Office, random: Random) -> Offer:
    giver = where.get(one.case.pk, one.case.unit.name)
    reasons = "gulf_reasons" if {giver, one.to} == set(GULF) else "reasons"
    reason = phrase(random.choice(table("desk")["handovers"][reasons]), random)
    return Offer(one.case, office.units[one.to], office.one_of(giver, random), reason, one.at)


def _say_no(one: Passing, offer: Handover, office: Office, now: datetime, random: Random) -> None:
    if one.ends == "refused":
        reason = phrase(random.choice(table("desk")["handovers"]["refusals"]), random)
        refuse(case=one.case, by=office.one_of(one.to, random), reason=reason, at=one.ends_at)
    elif one.ends == "lapsed" and offer.answer_by + A_MOMENT < now:
        lapse(keys=[offer.pk], at=offer.answer_by + A_MOMENT)
