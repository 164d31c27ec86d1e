"""Setting what a price assumes; a change is a new row, so that old prices keep their reasons."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext

from kunding.improve.models import Assumptions
from kunding.improve.queries.assumptions import FIELDS, current_assumptions
from kunding.improve.rules import Assumed
from kunding.people.models import Person
from kunding.trail.actions import record

DEFAULTS = Assumed()


class AssumptionIsWrong(Exception):
    """These numbers cannot be assumed; the text says which and why."""


@transaction.atomic
def set_assumptions(*, assumed: Assumed, by: Person, at: datetime) -> Assumptions:
    """Assume this from now on; raises AssumptionIsWrong for what cannot be."""
    _check(assumed)
    row = _row(assumed, by=by, at=at)
    record(
        act="set_assumptions",
        actor=by.trail_name,
        at=at,
        subject=f"assumptions:{row.pk}",
        detail={name: getattr(assumed, name) for name in FIELDS},
    )
    return row


def assumptions_in_force(*, at: datetime) -> Assumptions:
    """Return what is assumed; the first time the documented defaults are written down (docs/price.md)."""
    return current_assumptions() or _row(DEFAULTS, by=None, at=at)


def _row(assumed: Assumed, *, by: Person | None, at: datetime) -> Assumptions:
    values = {name: getattr(assumed, name) for name in FIELDS}
    money = {name: Decimal(str(round(values[name], 2))) for name in ("value_per_year", "handling_cost")}
    return Assumptions.objects.create(**{**values, **money}, by=by, at=at)


def _check(assumed: Assumed) -> None:
    if not 0 <= assumed.leaving_excess_low <= assumed.leaving_excess <= assumed.leaving_excess_high <= 1:
        raise AssumptionIsWrong(
            gettext("The excess of leaving must lie between its low and high ends, within 0 and 100 %.")
        )
    if not 0 < assumed.articulation <= 1:
        raise AssumptionIsWrong(gettext("The share of the annoyed who say so must be above 0 and at most 100 %."))
    if min(assumed.value_per_year, assumed.handling_cost, assumed.minutes_lost) < 0:
        raise AssumptionIsWrong(gettext("Value, cost and minutes cannot be below zero."))
