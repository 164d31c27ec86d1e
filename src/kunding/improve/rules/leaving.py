"""How many more of the annoyed customers leave within a year: measured against customers of the same segment."""

from dataclasses import dataclass
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray

from kunding.improve.rules.annoyance import Z

ENOUGH_EXPOSED = 50  # annoyed customers whose further way is known
ENOUGH_LEAVERS = 10  # customers who left, annoyed or not
MOSTLY = 0.6  # the weight that so many data must have, so that it is they that speak

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Strata:
    """Per segment: how long (or how many) customers were watched, and how many of them left.

    With dates, `exposed` are customer-years within twelve months after the annoyance and `others` all further
    customer-years; without dates both are customers.
    """

    exposed: Floats
    exposed_left: Floats
    others: Floats
    others_left: Floats
    customers: int  # annoyed customers whose further way is known
    dated: bool


@dataclass(frozen=True)
class Comparison:
    """The difference in leaving within a year between the annoyed and the others, as the data have it."""

    difference: float
    deviation: float  # standard error
    customers: int
    leavers: int
    exposed_left: int
    planned: float  # standard error to be expected if the assumption were true
    dated: bool


@dataclass(frozen=True)
class Belief:
    """What is assumed about the excess without data: the middle and a 95 % interval."""

    mid: float
    low: float
    high: float

    @property
    def deviation(self) -> float:
        """Return the standard deviation that the interval stands for."""
        return (self.high - self.low) / (2 * Z)


@dataclass(frozen=True)
class Excess:
    """The probability of leaving within a year that the annoyance adds, and how much of it the data say."""

    mid: float
    deviation: float
    low: float
    high: float
    measured: bool
    weight: float  # of the data, 0 … 1; the rest is the assumption


def compare(strata: Strata, belief: Belief) -> Comparison | None:
    """Return the difference over all segments (Mantel-Haenszel), or None where no segment holds both kinds.

    Segments are weighted by how much they can tell, so that annoyed customers of a segment that leaves more
    anyway are compared with their like. Standard errors: Greenland & Robins 1985; half a leaver is added to each
    side, so that nobody having left is not taken for certainty.
    """
    n1, n0 = strata.exposed, strata.others
    both = (n1 > 0) & (n0 > 0)
    if not both.any():
        return None
    n1, n0 = n1[both], n0[both]
    d1, d0 = strata.exposed_left[both], strata.others_left[both]
    total = n1 + n0
    weights = n1 * n0 / total
    scale = weights.sum()
    difference = float(((d1 * n0 - d0 * n1) / total).sum() / scale)
    variance = _variance(n1, n0, _padded(d1, n1), _padded(d0, n0), dated=strata.dated) / scale**2
    expected = _variance(n1, n0, n1 * (d0 / n0 + belief.mid), d0, dated=strata.dated) / scale**2
    if strata.dated:
        difference, variance = _within_a_year(difference, variance, base=float((weights * d0 / n0).sum() / scale))
    return Comparison(
        difference=difference,
        deviation=sqrt(variance),
        customers=strata.customers,
        leavers=int(d1.sum() + d0.sum()),
        exposed_left=int(d1.sum()),
        planned=sqrt(expected),
        dated=strata.dated,
    )


def excess_of(comparison: Comparison | None, belief: Belief) -> Excess:
    """Return the excess: the data shrunk towards what is assumed, each as heavy as it is sure.

    Where the data contradict the assumption by more than both leave open, the assumption gives way, and the interval
    covers what is left of its pull. It is measured when at least 50 annoyed customers were followed, at least 10
    customers left, and so many data would weigh three fifths or more if the assumption were true. How the comparison
    turns out has no say in that: a badge that only lucky samples get would lie.

    >>> round(excess_of(None, Belief(0.05, 0.0, 0.10)).mid, 3)
    0.05
    >>> seen = Comparison(difference=0.12, deviation=0.01, customers=400, leavers=90, exposed_left=60,
    ...                   planned=0.01, dated=True)
    >>> excess = excess_of(seen, Belief(0.05, 0.0, 0.10))
    >>> round(excess.mid, 3), excess.measured
    (0.119, True)
    """
    if comparison is None or belief.deviation == 0:
        return _excess(belief.mid, belief.deviation, measured=False, weight=0.0)
    noise = comparison.deviation**2
    stated = belief.deviation**2
    told = max(stated, (comparison.difference - belief.mid) ** 2 - noise)
    weight = told / (told + noise)
    enough = comparison.customers >= ENOUGH_EXPOSED and comparison.leavers >= ENOUGH_LEAVERS
    return _excess(
        belief.mid + weight * (comparison.difference - belief.mid),
        sqrt(weight * noise + ((1 - weight) * (comparison.difference - belief.mid)) ** 2),
        measured=enough and stated / (stated + comparison.planned**2) >= MOSTLY,
        weight=weight,
    )


def _excess(mid: float, deviation: float, *, measured: bool, weight: float) -> Excess:
    # To be annoyed makes nobody stay longer: below zero is chance.
    low, middle, high = (min(1.0, max(0.0, mid + z * deviation)) for z in (-Z, 0.0, Z))
    return Excess(mid=middle, deviation=deviation, low=low, high=high, measured=measured, weight=weight)


def _padded(left: Floats, watched: Floats) -> Floats:
    share: Floats = watched / watched.sum()
    return left + 0.5 * share


def _variance(n1: Floats, n0: Floats, d1: Floats, d0: Floats, *, dated: bool) -> float:
    if dated:  # leavers per customer-year
        return float(((d1 * n0**2 + d0 * n1**2) / (n1 + n0) ** 2).sum())
    d1, d0 = np.minimum(d1, n1), np.minimum(d0, n0)
    parts = d1 * (n1 - d1) * n0**3 + d0 * (n0 - d0) * n1**3
    # Where each or nobody left, the padding above has nothing to hold on to.
    floor = 0.25 * (n0**2 + n1**2) / (n1 + n0) ** 2
    return float(np.maximum(parts / (n1 * n0 * (n1 + n0) ** 2), floor / (n1 + n0)).sum())


def _within_a_year(difference: float, variance: float, *, base: float) -> tuple[float, float]:
    """Turn a difference of rates per year into one of risks within a year (delta method)."""
    slope = exp(-base - difference)
    return exp(-base) - slope, slope**2 * variance
