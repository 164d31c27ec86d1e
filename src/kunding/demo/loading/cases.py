"""Letting the people of Lindenau work on their cases, month by month, through the acts that everybody uses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, zip_longest
from random import Random

import numpy as np
from numpy.typing import NDArray

from kunding.demo.loading.goodwill import give_something
from kunding.demo.loading.handing import Passing, hand_over
from kunding.demo.loading.office import Office, open_office
from kunding.demo.loading.outcomes import decided_how, told_words
from kunding.demo.loading.staff import Plan, plan_work
from kunding.demo.loading.verdicts import hear_verdicts
from kunding.people.models import Person
from kunding.people.queries import company
from kunding.respond.actions import Close, Reply, answer_many, close_many
from kunding.respond.calendar import add_many, moment, moments
from kunding.respond.models import Case
from kunding.respond.queries import open_cases
from kunding.respond.queries.routes import company_hours

HOUR = 3_600_000_000  # microseconds
SPOKEN = ("phone", "shop")
"""How an answer was told; of mails nothing is said, since each would be a letter that waits to be sent today."""
MANY = 2_000
"""With more cases a smaller share has a verdict or goodwill: these are given one by one, and a demo must be quick."""


@dataclass(frozen=True)
class Work:
    """A case, and when what happens to it."""

    case: Case
    passings: tuple[Passing, ...]
    first: datetime
    decided: datetime
    closed: datetime


def work_on_cases(*, now: datetime, random: Random) -> int:
    """Hand over, answer and close what would have been by now; return how many cases were closed."""
    cases = open_cases().select_related("owner", "unit", "touchpoint", "customer", "feedback__reading")
    works = _schedule(list(cases.order_by("opened_at", "pk")), random)
    office = open_office()
    rounds = zip_longest(*(work.passings for work in works))
    hand_over([[one for one in passings if one] for passings in rounds], office, now, random)
    closed, pace = 0, min(1.0, MANY / max(1, len(works)))
    for _, month in groupby(works, key=lambda work: f"{work.case.opened_at:%Y-%m}"):
        closed += _month(list(month), office, now, random, pace)
    return closed


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
        Work(
            case,
            tuple(_passings(case, plan)),
            moment(int(first[at])),
            moment(int(decided[at])),
            moment(int(closed[at])),
        )
        for at, (case, plan) in enumerate(zip(cases, plans, strict=True))
    ]


def _after(starts: NDArray[np.int64], business_hours: Sequence[float]) -> NDArray[np.int64]:
    wanted = (np.array(business_hours) * HOUR).astype(np.int64)
    return add_many(starts, wanted, hours=company_hours(company()))


def _passings(case: Case, plan: Plan) -> Iterator[Passing]:
    starts = moments([case.opened_at] * len(plan.passes))
    begins = _after(starts, [one.after for one in plan.passes])
    ends = _after(starts, [one.ends_after for one in plan.passes])
    for at, one in enumerate(plan.passes):
        yield Passing(case, one.to, moment(int(begins[at])), one.ends, moment(int(ends[at])))


def _month(works: Sequence[Work], office: Office, now: datetime, random: Random, pace: float) -> int:
    replies: list[Reply] = []
    closes: list[Close] = []
    for work in works:
        if work.first > now:
            continue
        by = office.somebody(work.case, random)
        if work.first < work.decided:
            words = told_words("eingang", work.first, random)
            replies.append(Reply(work.case, by, words, decides=False, at=work.first))
        if work.decided <= now:
            replies.append(_decision(work, by, random))
        if work.closed <= now:
            closes.append(Close(work.case, by, work.closed))
    given = [reply for reply in replies if reply.decides]
    give_something(given, office, random, pace=pace)
    answer_many(replies=replies)
    close_many(acts=closes)
    hear_verdicts(closes, {reply.case.pk: reply for reply in given}, now=now, random=random, pace=pace)
    return len(closes)


def _decision(work: Work, by: Person, random: Random) -> Reply:
    made = decided_how(work.case.unit.name, work.decided, random)
    return Reply(
        work.case, by, made.text, decides=True, at=work.decided, outcome=made.outcome, recourse=made.recourse,
        channel=channel if (channel := work.case.feedback.channel) in SPOKEN else "",
    )  # fmt: skip
