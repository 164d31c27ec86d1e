"""The priced pain points, the dearest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from kunding.improve.models import PainPoint, Price


@dataclass(frozen=True)
class Pain:
    """A pain point with its newest price."""

    key: int
    theme: int
    label: str
    unit: str
    touchpoint: str
    low: float
    mid: float
    high: float
    badge: str
    hours: float
    feedback: int
    customers: int
    initiatives: int
    workings: Mapping[str, Any]

    @property
    def measured(self) -> bool:
        """Return whether the probability of leaving was measured, not assumed."""
        return self.badge == "measured"


def priced_pains(
    *, unit: int | None = None, touchpoint: int | None = None, journey: int | None = None, count: int | None = None
) -> list[Pain]:
    """Return the pain points with their newest price, narrowed to a unit, touchpoint or journey."""
    shown = PainPoint.objects.filter(dismissal=None, theme__hiding=None, theme__merged_into=None)
    found = _narrowed(shown, {"unit": unit, "touchpoint": touchpoint, "touchpoint__step__journey": journey})
    newest = Price.objects.filter(pain_point=OuterRef("pk")).order_by("-at", "-pk").values("pk")[:1]
    priced = found.annotate(price=Subquery(newest)).exclude(price=None).select_related("theme", "unit", "touchpoint")
    points = {point.price: point for point in priced}
    prices = Price.objects.filter(pk__in=points).order_by("-mid", "pk")
    return [_pain(points[price.pk], price) for price in (prices[:count] if count else prices)]


def widest(found: Sequence[Pain]) -> float:
    """Return the upper end of the scale on which the prices are drawn."""
    return max((pain.high for pain in found), default=0.0)


def _narrowed(points: QuerySet[PainPoint], wanted: Mapping[str, int | None]) -> QuerySet[PainPoint]:
    return points.filter(**{field: value for field, value in wanted.items() if value is not None})


def _pain(point: PainPoint, price: Price) -> Pain:
    return Pain(
        key=point.pk,
        theme=point.theme_id,
        label=point.theme.label,
        unit=point.unit.name if point.unit else "",
        touchpoint=point.touchpoint.name if point.touchpoint else "",
        low=price.low,
        mid=price.mid,
        high=price.high,
        badge=price.badge,
        hours=price.hours_per_year,
        feedback=price.feedback,
        customers=price.customers,
        initiatives=point.initiatives.count(),
        workings=price.workings,
    )
