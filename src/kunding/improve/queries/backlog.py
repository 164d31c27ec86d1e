"""The priced backlog as programs read it: what annoys, what it costs, who moves, in customers' own words."""

from dataclasses import dataclass
from datetime import datetime

from kunding.improve.models import Initiative
from kunding.improve.queries.figures import ANNOYED
from kunding.improve.queries.priced import Pain, priced_pains
from kunding.understand.models import Theme
from kunding.understand.queries.themes import theme_quotes

QUOTES = 3


@dataclass(frozen=True)
class PricedPain:
    """One pain point with its price, never without interval and badge; its quotes are of annoyed customers."""

    label: str
    low: float  # € per year
    mid: float
    high: float
    badge: str
    hours_per_year: float
    feedback: int
    customers: int
    quotes: tuple[str, ...]
    unit: str
    touchpoint: str
    initiatives: tuple[str, ...]  # begun or shipped, per initiative


def backlog(*, at: datetime, count: int | None = None, quotes: int = QUOTES) -> list[PricedPain]:
    """Return the pain points with their newest price, the dearest first."""
    found = priced_pains(count=count)
    themes = Theme.objects.in_bulk([pain.theme for pain in found])
    states = _initiatives([pain.key for pain in found], at)
    return [_priced(pain, themes[pain.theme], states.get(pain.key, ()), quotes) for pain in found]


def _priced(pain: Pain, theme: Theme, initiatives: tuple[str, ...], quotes: int) -> PricedPain:
    return PricedPain(
        label=pain.label,
        low=pain.low,
        mid=pain.mid,
        high=pain.high,
        badge=pain.badge,
        hours_per_year=pain.hours,
        feedback=pain.feedback,
        customers=pain.customers,
        quotes=tuple(quote.text for quote in theme_quotes(theme, count=quotes, among=ANNOYED)),
        unit=pain.unit,
        touchpoint=pain.touchpoint,
        initiatives=initiatives,
    )


def _initiatives(points: list[int], at: datetime) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for each in Initiative.objects.filter(pain_point__in=points).order_by("started_on", "pk"):
        state = "shipped" if each.shipped_on and each.shipped_on <= at.date() else "begun"
        found[each.pain_point_id] = (*found.get(each.pain_point_id, ()), state)
    return found
