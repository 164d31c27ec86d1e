"""`/api/v1/pains`: what annoys customers, and what it costs."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from kunding.improve.queries import Pain, priced_pains

pains = Router(tags=["pains"])


class PriceOut(Schema):
    """€ per year with its 95 % interval; the badge says where the probability of leaving comes from."""

    low: float
    mid: float
    high: float
    badge: str


class PainOut(Schema):
    """One pain point."""

    label: str
    unit: str
    touchpoint: str
    price_per_year: PriceOut
    hours_stolen_per_year: float
    feedback: int
    customers: int
    workings: dict[str, Any]


@pains.get("", response=list[PainOut], url_name="pains")
def backlog(request: HttpRequest, count: Annotated[int, Field(ge=1, le=500)] = 50) -> list[PainOut]:
    """Return the priced backlog, the dearest first, each price with the figures that it was computed from."""
    return [_out(pain) for pain in priced_pains(count=count)]


def _out(pain: Pain) -> PainOut:
    return PainOut(
        label=pain.label,
        unit=pain.unit,
        touchpoint=pain.touchpoint,
        price_per_year=PriceOut(low=pain.low, mid=pain.mid, high=pain.high, badge=pain.badge),
        hours_stolen_per_year=pain.hours,
        feedback=pain.feedback,
        customers=pain.customers,
        workings=dict(pain.workings),
    )
