"""Opening cases: owner, promises and first step of many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.utils.translation import override

from kunding.listen.rows import Stamp, insert_rows, stamper
from kunding.respond.calendar import OpeningHours, moment, moments
from kunding.respond.models import Case, State
from kunding.respond.queries.book import Book, book
from kunding.respond.queries.promises import Promised
from kunding.respond.queries.routes import Routes
from kunding.respond.rules import (
    Decision,
    Level,
    ReadingFacts,
    RungFacts,
    case_number,
    first_step,
    late_moments,
    level_of,
    promise_dates,
)

CASE_COLUMNS = (
    "number",
    "feedback_id",
    "kind",
    "state",
    "owner_id",
    "unit_id",
    "touchpoint_id",
    "customer_id",
    "opened_at",
    "registered_at",
    "acknowledge_by",
    "answer_by",
    "close_by",
    "due_at",
    "next_step",
    "touched_at",
    "escalate_at",
)
Situation = tuple[str, bool, bool]  # kind, only a hint, the writer is known


@dataclass(frozen=True, slots=True)
class Decided:
    """One reading and what was decided upon it."""

    facts: ReadingFacts
    decision: Decision


@dataclass(frozen=True, slots=True)
class Opened:
    """When a case came to us, what is promised in it, and when the lowest rung of the ladder is told."""

    registered_at: datetime
    until: Promised
    escalate_at: datetime | None


def open_cases(needed: Sequence[Decided], at: datetime) -> int:
    """Open a case for each that needs one and has none; return how many. Call it inside a transaction."""
    if not needed:
        return 0
    return insert_rows(Case, CASE_COLUMNS, _rows(needed, book(on=at.date()), at, stamper()))


def new_case(each: Decided, here: Book, at: datetime) -> Case:
    """Return the case that is needed, not stored yet."""
    row = _rows([each], here, at, lambda moment: moment)[0]
    return Case(**dict(zip(CASE_COLUMNS, row, strict=True)))


def _rows(needed: Sequence[Decided], here: Book, at: datetime, stamp: Stamp) -> list[tuple[object, ...]]:
    promises, steps = promises_of(needed, here, at), _steps(needed, here.language)
    return [_row(each, here.routes, promise, steps, stamp) for each, promise in zip(needed, promises, strict=True)]


def _steps(needed: Sequence[Decided], language: str) -> dict[Situation, str]:
    """Return the few sentences that a batch needs, in the company's language."""
    with override(language):
        return {
            (kind, hint, known): first_step(kind, hint=hint, known=known)
            for kind, hint, known in {_situation(each) for each in needed}
        }


def _situation(each: Decided) -> Situation:
    known = each.facts.customer is not None or bool(each.facts.author)
    return (str(each.decision.kind), each.decision.hint, known)


def _row(
    each: Decided, ways: Routes, promise: Opened, steps: Mapping[Situation, str], stamp: Stamp
) -> tuple[object, ...]:
    facts, way = each.facts, ways.of(each.facts.touchpoint)
    said = stamp(facts.said_at)
    answer = stamp(promise.until.answer)
    return (
        case_number(facts.feedback, facts.said_at),
        facts.feedback,
        each.decision.kind,
        State.RECEIVED.value,
        way.owner,
        way.unit,
        facts.touchpoint,
        facts.customer,
        said,
        stamp(promise.registered_at),
        stamp(promise.until.acknowledge),
        answer,
        stamp(promise.until.close),
        answer,
        steps[_situation(each)],
        said,
        stamp(promise.escalate_at),
    )


def promises_of(needed: Sequence[Decided], here: Book, at: datetime) -> list[Opened]:
    """Return what is promised in each new case; all cases with the same hours and level are counted at once."""
    found: dict[int, Opened] = {}
    for (hours, level), places in _alike(needed, here).items():
        made = _opened([needed[place] for place in places], hours, level, here.ladder[:1], at)
        found.update(zip(places, made, strict=True))
    return [found[place] for place in range(len(needed))]


def _opened(
    chosen: Sequence[Decided], hours: OpeningHours, level: Level, lowest: Sequence[RungFacts], at: datetime
) -> list[Opened]:
    soon = np.array([each.facts.urgency == "high" or each.decision.kind == "chasing" for each in chosen])
    came = moments([min(each.facts.arrived_at or at, at) for each in chosen])
    dates = promise_dates(moments([each.facts.said_at for each in chosen]), level, soon=soon, hours=hours)
    # What came to us too late to be answered in time, from an old export, is to be closed within days from then.
    in_time = dates.answer >= came
    close = (
        dates.close
        if in_time.all()
        else np.where(in_time, dates.close, promise_dates(came, level, soon=soon, hours=hours).close)
    )
    late = late_moments(dates.answer, lowest[0], hours=hours) if lowest else dates.answer
    return [
        Opened(
            registered_at=moment(int(arrived)),
            until=Promised(moment(int(acknowledge)), moment(int(answer)), moment(int(end))),
            # Nobody on the ladder is told of what was late before it came to us.
            escalate_at=moment(int(tells)) if lowest and timely else None,
        )
        for arrived, acknowledge, answer, end, tells, timely in zip(
            came, dates.acknowledge, dates.answer, close, late, in_time, strict=True
        )
    ]


def _alike(needed: Sequence[Decided], here: Book) -> dict[tuple[OpeningHours, Level], list[int]]:
    chosen: dict[tuple[str, str, str], Level] = {}
    found: dict[tuple[OpeningHours, Level], list[int]] = {}
    for place, each in enumerate(needed):
        facts = each.facts
        key = (str(each.decision.kind), facts.channel, facts.segment)
        if key not in chosen:
            chosen[key] = level_of(kind=key[0], channel=key[1], segment=key[2], levels=here.levels)
        found.setdefault((here.routes.of(facts.touchpoint).hours, chosen[key]), []).append(place)
    return found
