"""Small drawings as plain geometry: no script draws them, so they stand on paper, too."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 100.0, 28.0


@dataclass(frozen=True)
class Bar:
    """A bar with whiskers, each place in percent of the width."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True)
class Line:
    """Points of a line and of the area under it, as SVG writes them."""

    points: str
    area: str


def bar(*, low: float, mid: float, high: float, widest: float) -> Bar:
    """Return the places of a price on a scale from 0 to `widest` €.

    >>> bar(low=10, mid=20, high=40, widest=80)
    Bar(low=12.5, mid=25.0, high=50.0)
    """
    scale = 100 / widest if widest > 0 else 0.0
    return Bar(*(round(max(0.0, min(100.0, value * scale)), 2) for value in (low, mid, high)))


def sparkline(values: Sequence[float | None]) -> Line | None:
    """Return a line over `values`, gaps left out; None where fewer than two values are known."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return None
    lowest, highest = min(value for _, value in known), max(value for _, value in known)
    spread = (highest - lowest) or 1.0
    places = [
        (WIDTH * place / (len(values) - 1), HEIGHT - 2 - (HEIGHT - 4) * (value - lowest) / spread)
        for place, value in known
    ]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return Line(points=points, area=f"{places[0][0]:.1f},{HEIGHT} {points} {places[-1][0]:.1f},{HEIGHT}")
