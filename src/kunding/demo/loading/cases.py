"""Letting the people of Lindenau work on their cases, month by month, through the acts that everybody uses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, zip_longest
from random import Random

import numpy as np
from numpy.typing import NDArray

from kunding.demo.loading.staff import GULF, Plan, plan_work
from kunding.demo.voices.grammar import say
from kunding.demo.voices.material import answers
from kunding.demo.voices.slots import Particulars
from kunding.people.models import Person, Unit
from kunding.people.queries import company
from kunding.respond.actions import Acceptance, Close, Offer, Reply, accept_many, answer_many, close_many, offer_many
from kunding.respond.calendar import add_many, moment, moments
from kunding.respond.models import Case
from kunding.respond.queries import open_cases
from kunding.respond.queries.routes import company_hours

HOUR = 3_600_000_000  # microseconds
REASONS = (
    "Bitte zuständigkeitshalber übernehmen",
    "Tarif liegt nicht bei uns",
    "Freigabe fehlt",
    "Bonus bitte dort buchen",
)


@dataclass(frozen=True)
class Work:
    """A case, and when what happens to it."""

    case: Case
    handovers: tuple[datetime, ...]
    first: datetime
    decided: datetime
    closed: datetime


@dataclass(frozen=True)
class Office:
    """Who works where."""

    people: dict[int, list[Person]]
    units: dict[str, Unit]

    def somebody(self, case: Case, random: Random) -> Person:
        """Return the owner, or now and then a colleague."""
        colleagues = self.people.get(case.unit_id, [])
        return case.owner if not colleagues or random.random() < 0.4 else random.choice(colleagues)

    def other_side(self, unit: Unit) -> Unit:
        """Return the unit beyond the gulf."""
        return self.units[GULF[1] if unit.name == GULF[0] else GULF[0]]


def work_on_cases(*, now: datetime, random: Random) -> int:
    """Hand over, answer and close what would have been by now; return how many cases were closed."""
    office = _office()
    cases = list(open_cases().select_related("owner", "unit", "touchpoint").order_by("opened_at", "pk"))
    works = _schedule(cases, random)
    _hand_over(works, office, now, random)
    closed = 0
    for _, month in groupby(works, key=lambda work: f"{work.case.opened_at:%Y-%m}"):
        closed += _month(list(month), office, now, random)
    return closed


def _office() -> Office:
    people: dict[int, list[Person]] = {}
    for person in Person.objects.exclude(unit=None).order_by("pk"):
        people.setdefault(person.unit_id or 0, []).append(person)
    return Office(people=people, units={unit.name: unit for unit in Unit.objects.all()})


def _schedule(cases: Sequence[Case], random: Random) -> list[Work]:
    plans = [
        plan_work(unit=case.unit.name, touchpoint=case.touchpoint.code if case.touchpoint else "", random=random)
        for case in cases
    ]
    starts = moments([case.opened_at for case in cases])
    first, decided, closed = (
        _after(starts, [getattr(plan, name) for plan in plans]) for name in ("first", "decided", "closed")
    )
    return [
        Work(case, _handovers(case, plan), moment(int(first[at])), moment(int(decided[at])), moment(int(closed[at])))
        for at, (case, plan) in enumerate(zip(cases, plans, strict=True))
    ]


def _after(starts: NDArray[np.int64], business_hours: Sequence[float]) -> NDArray[np.int64]:
    wanted = (np.array(business_hours) * HOUR).astype(np.int64)
    return add_many(starts, wanted, hours=company_hours(company()))


def _handovers(case: Case, plan: Plan) -> tuple[datetime, ...]:
    starts = moments([case.opened_at] * len(plan.handovers))
    return tuple(moment(int(at)) for at in _after(starts, plan.handovers)) if plan.handovers else ()


def _hand_over(works: Iterable[Work], office: Office, now: datetime, random: Random) -> None:
    """Let offers go to and fro, one round after the other; the last offer of each case is never answered."""
    rounds: dict[int, list[tuple[Offer, datetime | None]]] = {}
    for work in works:
        unit = work.case.unit
        moments_of = [at for at in work.handovers if at < now]
        for number, (at, following) in enumerate(zip_longest(moments_of, moments_of[1:])):
            by = random.choice(office.people[unit.pk])
            other = office.other_side(unit)
            taken = at + (following - at) * random.uniform(0.3, 0.9) if following else None
            rounds.setdefault(number, []).append((Offer(work.case, other, by, random.choice(REASONS), at), taken))
            unit = other
    for _, acts in sorted(rounds.items()):
        offer_many(acts=[act for act, _ in acts])
        accept_many(acts=[Acceptance(act.case, random.choice(office.people[act.to.pk]), at) for act, at in acts if at])


def _month(works: Sequence[Work], office: Office, now: datetime, random: Random) -> int:
    replies: list[Reply] = []
    closes: list[Close] = []
    for work in works:
        if work.first > now:
            continue
        by = office.somebody(work.case, random)
        if work.first < work.decided:
            replies.append(Reply(work.case, by, _words("eingang", work.first, random), decides=False, at=work.first))
        if work.decided <= now:
            text = _words(work.case.unit.name, work.decided, random)
            replies.append(Reply(work.case, by, text, decides=True, at=work.decided))
        if work.closed <= now:
            closes.append(Close(work.case, by, work.closed))
    answer_many(replies=replies)
    close_many(acts=closes)
    return len(closes)


def _words(section: str, at: datetime, random: Random) -> str:
    lines = answers().get(section) or answers()["sonst"]
    return Particulars(random, at).fill(say(random.choice(lines), random))
