"""What is promised, and who is told when it is not kept: the company's own settings, else the usual practice."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db.models import Model, QuerySet

from kunding.people.queries import chief_customer_officer, deputies
from kunding.respond.calendar import OpeningHours, add_days_to_many, moment, moments
from kunding.respond.models import Case, Handover, HandoverOutcome, Rung, ServiceLevel, State
from kunding.respond.queries.routes import UnitFacts, leads_from, unit_facts
from kunding.respond.rules import LADDER, LEVELS, SETTLED_AFTER_DAYS, Level, RungFacts, level_of, promise_dates


@dataclass(frozen=True, slots=True)
class Promised:
    """Until when one customer is acknowledged, answered by a person, and done with."""

    acknowledge: datetime
    answer: datetime
    close: datetime


@dataclass(frozen=True)
class Stations:
    """Who stands where on the ladder on a day."""

    chief: int
    units: dict[int, UnitFacts]
    stand_ins: dict[int, int]

    def person(self, rung: RungFacts, *, owner: int, unit: int, told: set[int]) -> int | None:
        """Return whom the rung tells; None where everybody it could tell has been told."""
        leads = leads_from(unit, self.units)
        # Whoever owns the case cannot be their own manager: the next lead above is.
        managers = [lead for lead in leads if lead != owner]
        by_station: dict[str, list[int | None]] = {
            "owner": [owner],
            "lead": [*managers],
            "cco": [self.chief],
            "person": [rung.person],
        }
        present = (self.stand_ins.get(person, person) for person in by_station[rung.station] if person is not None)
        return next((person for person in present if person not in told), None)


def levels() -> tuple[Level, ...]:
    """Return the service levels that count."""
    rows = tuple(
        Level(
            kind=row.kind,
            channel=row.channel,
            segment=row.segment,
            acknowledge=timedelta(minutes=row.acknowledge_minutes),
            answer=timedelta(minutes=row.answer_minutes),
            by_the_clock=row.by_the_clock,
            close_days=row.close_days,
        )
        for row in ServiceLevel.objects.all()
    )
    return rows or LEVELS


def ladder() -> tuple[RungFacts, ...]:
    """Return the rungs of the escalation ladder, the lowest first."""
    rows = tuple(
        RungFacts(rung.position, timedelta(minutes=rung.after_minutes), rung.station, rung.person_id)
        for rung in Rung.objects.order_by("position")
    )
    return rows or LADDER


def stations(at: datetime) -> Stations:
    """Return who stands where at `at`: leads, the CCO, and deputies of those who are away."""
    return Stations(chief_customer_officer().pk, unit_facts(), deputies(at.date()))


def promised(case: Case, *, since: datetime, hours: OpeningHours, soon: bool = False) -> Promised:
    """Return what is promised to the customer of this case who waits since `since`; soon: had to ask again."""
    level = level_of(
        kind=case.kind,
        channel=case.feedback.channel,
        segment=case.customer.segment if case.customer else "",
        levels=levels(),
    )
    dates = promise_dates(moments([since]), level, soon=np.array([soon or case.kind == "chasing"]), hours=hours)
    return Promised(*(moment(int(each[0])) for each in (dates.acknowledge, dates.answer, dates.close)))


def settled_on(told_at: datetime, *, hours: OpeningHours) -> datetime:
    """Return when silence after the decision counts as settled."""
    return moment(int(add_days_to_many(moments([told_at]), SETTLED_AFTER_DAYS, hours=hours)[0]))


def promises_due(at: datetime) -> QuerySet[Model]:
    """Return the cases of which somebody must be told that they are late."""
    return Case.objects.exclude(state__in=(State.CLOSED, State.TOLD)).filter(escalate_at__lte=at)


def verdicts_awaited_in_vain(at: datetime) -> QuerySet[Model]:
    """Return the cases whose customers were told the decision long ago and said nothing since."""
    return Case.objects.filter(state=State.TOLD, due_at__lte=at)


def offers_unanswered(at: datetime) -> QuerySet[Model]:
    """Return the handovers to which the receiver said nothing in time."""
    return Handover.objects.filter(outcome=HandoverOutcome.OFFERED, answer_by__lte=at)
