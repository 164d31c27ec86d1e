"""Pricing all pain points at once."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Q

from kunding.improve.actions.assume import assumptions_in_force
from kunding.improve.models import Assumptions, PainPoint, Price
from kunding.improve.queries.assumptions import assumed_by
from kunding.improve.queries.inputs import price_inputs
from kunding.improve.queries.period import year_until
from kunding.improve.rules import Priced, price
from kunding.trail.actions import record


@transaction.atomic
def price_pain_points(*, keys: Sequence[str] = (), at: datetime) -> int:
    """Price each pain point that nobody dismissed; return how many were priced.

    The new price replaces the one of the same month, so that a year of history is twelve rows.
    """
    assumptions = assumptions_in_force(at=at)
    assumed = assumed_by(assumptions)
    points = list(PainPoint.objects.filter(dismissal=None, theme__merged_into=None).order_by("pk"))
    period = year_until(at)
    inputs = price_inputs([point.theme_id for point in points], period, assumed.belief) if period else []
    rows = [
        _row(point, assumptions, price(each, assumed, seed=point.pk), at)
        for point, each in zip(points, inputs, strict=bool(inputs))
    ]
    month = at.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    Price.objects.filter(Q(at__gte=month, at__lte=at), pain_point__in=[row.pain_point_id for row in rows]).delete()
    Price.objects.bulk_create(rows, batch_size=500)
    record(act="price_pain_points", actor="loop", at=at, count=len(rows), detail={"assumptions": assumptions.pk})
    return len(rows)


def _row(point: PainPoint, assumptions: Assumptions, priced: Priced, at: datetime) -> Price:
    return Price(
        pain_point=point,
        assumptions=assumptions,
        at=at,
        low=priced.low,
        mid=priced.mid,
        high=priced.high,
        badge=priced.badge,
        hours_per_year=priced.hours_per_year,
        feedback=priced.feedback,
        customers=priced.customers,
        workings=priced.workings(),
    )
