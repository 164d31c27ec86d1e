"""The company says what it promises its customers, and who is told when a promise breaks."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext

from kunding.people.models import Person
from kunding.respond.actions.removals import keep
from kunding.respond.models import Rung, ServiceLevel, Station
from kunding.respond.models.removal import Kept
from kunding.respond.rules import Level, RungFacts
from kunding.trail.actions import record

_LEVEL = ("kind", "channel", "segment", "acknowledge_minutes", "answer_minutes", "by_the_clock", "close_days")
_RUNG = ("position", "after_minutes", "station", "person_id")


class PromiseIsWrong(Exception):
    """These promises, or this ladder, cannot be; the text says why and what to do."""


@transaction.atomic
def set_service_levels(*, levels: Sequence[Level], by: Person, at: datetime) -> None:
    """Replace the service levels; they count for cases opened from now on. None at all: the usual practice counts.
    What stood before is kept, and can be brought back.

    Raises PromiseIsWrong where two levels are for the same customers.
    """
    places = [(level.kind, level.channel, level.segment) for level in levels]
    if len(set(places)) < len(places):
        raise PromiseIsWrong(gettext("Two lines promise something to the same customers: keep one of them."))
    keep(kind=Kept.PROMISES, content=list(ServiceLevel.objects.values(*_LEVEL)), by=by, at=at)
    ServiceLevel.objects.all().delete()
    ServiceLevel.objects.bulk_create(
        ServiceLevel(
            kind=level.kind,
            channel=level.channel,
            segment=level.segment,
            acknowledge_minutes=int(level.acknowledge.total_seconds()) // 60,
            answer_minutes=int(level.answer.total_seconds()) // 60,
            by_the_clock=level.by_the_clock,
            close_days=level.close_days,
        )
        for level in levels
    )
    record(act="set_service_levels", actor=by.trail_name, at=at, count=len(levels))


@transaction.atomic
def set_ladder(*, rungs: Sequence[RungFacts], by: Person, at: datetime) -> None:
    """Replace the escalation ladder, the lowest rung first; it counts for due dates set from now on.

    Raises PromiseIsWrong where a rung comes before the one below it, or names nobody.
    """
    for lower, upper in pairwise(rungs):
        if upper.after <= lower.after:
            raise PromiseIsWrong(gettext("Each rung must come later than the one below it."))
    if any(rung.station == Station.PERSON and rung.person is None for rung in rungs):
        raise PromiseIsWrong(gettext("Name the person who is to be told."))
    keep(kind=Kept.LADDER, content=list(Rung.objects.values(*_RUNG)), by=by, at=at)
    Rung.objects.all().delete()
    Rung.objects.bulk_create(
        Rung(
            position=position,
            after_minutes=int(rung.after.total_seconds()) // 60,
            station=rung.station,
            person_id=rung.person if rung.station == Station.PERSON else None,
        )
        for position, rung in enumerate(rungs, 1)
    )
    record(act="set_ladder", actor=by.trail_name, at=at, count=len(rungs))
