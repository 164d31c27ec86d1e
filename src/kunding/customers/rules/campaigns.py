"""What is wrong with a plan to write to many customers, and whether service said yes to it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True)
class Limits:
    """How much may go out; the defaults hold until somebody sets others."""

    sign_off_from: int = 1_000  # customers
    same_audience_days: int = 14
    at_once: int = 3
    surveys: int = 1
    survey_days: int = 90
    advertising: int = 4
    advertising_days: int = 30
    service: int | None = None  # the unit whose lead signs off; without one the CCO does


@dataclass(frozen=True)
class Plan:
    """One campaign as the rules see it."""

    key: int
    name: str
    channel: str
    audience: str
    segment: str
    size: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Closed:
    """Days on which few answer: an outage that somebody noted."""

    name: str
    starts_on: date
    ends_on: date


class ClashKind(StrEnum):
    """What is wrong."""

    SAME_PEOPLE = "same_people"
    AT_ONCE = "at_once"
    NOBODY_ANSWERS = "nobody_answers"
    OUTAGE = "outage"


@dataclass(frozen=True)
class Clash:
    """One thing that is wrong with a plan: with which other, on which day, how many."""

    kind: ClashKind
    other: str = ""
    day: date | None = None
    count: int = 0


class State(StrEnum):
    """How far a plan is."""

    FREE = "free"  # small enough to need nobody's yes
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def state_of(
    *,
    size: int,
    changed_at: datetime,
    verdicts: Sequence[tuple[datetime, str]],
    withdrawn: bool,
    limits: Limits,
) -> State:
    """Return how far a campaign is; `verdicts` are sign-offs as (at, word), those before the last change do not count.

    >>> noon = datetime(2026, 11, 2, 12)
    >>> state_of(size=5000, changed_at=noon, verdicts=[], withdrawn=False, limits=Limits()).value
    'waiting'
    """
    if withdrawn:
        return State.WITHDRAWN
    counting = [verdict for verdict in verdicts if verdict[0] >= changed_at]
    if counting:
        return State(max(counting, key=lambda verdict: verdict[0])[1])
    return State.WAITING if size >= limits.sign_off_from else State.FREE


def clashes(
    plan: Plan,
    others: Iterable[Plan],
    *,
    outages: Iterable[Closed],
    nobody_answers: Callable[[date], bool],
    limits: Limits,
) -> tuple[Clash, ...]:
    """Return what is wrong with a plan beside these others; `nobody_answers` says it of a day."""
    beside = [other for other in others if other.key != plan.key]
    return (
        *_same_people(plan, beside, limits),
        *_at_once(plan, beside, limits),
        *_bad_days(plan, outages, nobody_answers),
    )


def reach_the_same(one: Plan, other: Plan) -> bool:
    """Return whether two plans may reach the same customers: one segment, the same words, or everybody."""
    if one.segment and other.segment:
        return one.segment == other.segment
    if one.segment or other.segment or not (one.audience and other.audience):
        return True
    return one.audience.strip().lower() == other.audience.strip().lower()


def _same_people(plan: Plan, others: Sequence[Plan], limits: Limits) -> Iterator[Clash]:
    for other in others:
        gap = _gap(plan, other)
        if gap <= limits.same_audience_days and reach_the_same(plan, other):
            yield Clash(ClashKind.SAME_PEOPLE, other=other.name, day=other.starts_on, count=gap)


def _at_once(plan: Plan, others: Sequence[Plan], limits: Limits) -> Iterator[Clash]:
    beside = [other for other in others if _gap(plan, other) == 0]
    # The number of plans rises only on a day on which one begins.
    days = {plan.starts_on, *(other.starts_on for other in beside if other.starts_on >= plan.starts_on)}
    counted = {day: 1 + sum(other.starts_on <= day <= other.ends_on for other in beside) for day in days}
    fullest = min(counted, key=lambda day: (-counted[day], day))
    if counted[fullest] > limits.at_once:
        yield Clash(ClashKind.AT_ONCE, day=fullest, count=counted[fullest])


def _bad_days(plan: Plan, outages: Iterable[Closed], nobody_answers: Callable[[date], bool]) -> Iterator[Clash]:
    if nobody_answers(plan.starts_on):
        yield Clash(ClashKind.NOBODY_ANSWERS, day=plan.starts_on)
    for closed in outages:
        if _gap(plan, closed) == 0:
            yield Clash(ClashKind.OUTAGE, other=closed.name, day=closed.starts_on)


def _gap(one: Plan, other: Plan | Closed) -> int:
    """Return the days between two spans, 0 where they touch or overlap."""
    between = max(one.starts_on - other.ends_on, other.starts_on - one.ends_on)
    return max(between, timedelta(0)).days
