"""Whether what was done helped: feedback per week before and after, against the course of all other feedback."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

WEEKS = 26  # looked at before and after
FEWEST_WEEKS = 6  # after: fewer are weather
FEWEST_BEFORE = 8
FARTHEST = log(1e6)  # no change is told beyond a millionfold
HALVED = log(0.5)  # an effect that must at least be visible before anything is judged

Counts = Sequence[int] | NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Effect:
    """The relative change with its 95 % interval: −0.4 is 40 % less; None where nothing can be compared yet.

    The verdict is proved, not_proved, worse or too_early.
    """

    verdict: str
    change: float | None
    low: float | None
    high: float | None
    weeks_before: int
    weeks_after: int
    count_before: int
    count_after: int


def effect(*, before: Counts, after: Counts, others_before: Counts, others_after: Counts) -> Effect:
    """Return whether feedback on a theme fell after something was shipped, week by week.

    A quasi-Poisson comparison of rates: the feedback on all other themes is the control, so that a company that is
    merely spoken of less proves nothing. Weeks that scatter more than chance, or hang together, widen the interval.
    Proved: the whole interval is below zero; worse: the whole interval is above it. Too early: fewer than six weeks,
    or so little feedback that even a halving could not be told from chance. Everything else is not proved.

    >>> effect(before=[20] * 20, after=[8] * 12, others_before=[200] * 20, others_after=[200] * 12).verdict
    'proved'
    >>> effect(before=[20] * 20, after=[8] * 3, others_before=[200] * 20, others_after=[200] * 3).verdict
    'too_early'
    """
    counts, others, is_after = _joined(before, after, others_before, others_after)
    if len(before) < FEWEST_BEFORE or len(after) < 1 or others[is_after].sum() == 0 or others[~is_after].sum() == 0:
        return _effect("too_early", None, before, after)
    ratio, deviation, quantile = _log_ratio(counts, others, is_after)
    half_width = quantile * deviation
    change, low, high = (exp(min(ratio + z * half_width, FARTHEST)) - 1 for z in (0.0, -1.0, 1.0))
    return _effect(_verdict(len(after), half_width, low, high), (change, low, high), before, after)


def _verdict(weeks_after: int, half_width: float, low: float, high: float) -> str:
    if weeks_after < FEWEST_WEEKS:
        return "too_early"
    if low > 0:
        return "worse"
    if high < 0:
        return "proved"
    return "too_early" if half_width > -HALVED else "not_proved"


def _joined(
    before: Counts, after: Counts, others_before: Counts, others_after: Counts
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    counts = np.concatenate([np.asarray(before, dtype=float), np.asarray(after, dtype=float)])
    others = np.concatenate([np.asarray(others_before, dtype=float), np.asarray(others_after, dtype=float)])
    return counts, others, np.arange(len(counts)) >= len(before)


def _log_ratio(counts: Floats, others: Floats, is_after: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Return the logarithm of the ratio of rates, its standard error, and the quantile of Student's t for 95 %."""
    # Half a piece of feedback on each side: nothing at all is still no certainty.
    told = [counts[side].sum() + 0.5 for side in (~is_after, is_after)]
    control = [others[side].sum() for side in (~is_after, is_after)]
    ratio = log(told[1] / control[1]) - log(told[0] / control[0])
    expected = others * np.where(is_after, told[1] / control[1], told[0] / control[0])
    freedom = len(counts) - 2
    scatter = max(1.0, _scatter(counts, expected, freedom) * _hanging_together(counts, expected))
    variance = scatter * (1 / told[0] + 1 / told[1]) + 1 / control[0] + 1 / control[1]
    return ratio, sqrt(variance), float(stdtrit(freedom, 0.975))


def _scatter(counts: Floats, expected: Floats, freedom: int) -> float:
    """Return how much more the weeks scatter than chance alone (Pearson)."""
    seen = expected > 0
    return float((((counts - expected) ** 2)[seen] / expected[seen]).sum()) / freedom


def _hanging_together(counts: Floats, expected: Floats) -> float:
    """Return by how much a week that resembles the week before it makes the sums less sure, 1 … 4."""
    rest = (counts - expected) / np.sqrt(np.maximum(expected, 1e-9))
    spread = float((rest**2).sum())
    if spread == 0:
        return 1.0
    likeness = float((rest[1:] * rest[:-1]).sum()) / spread
    # Measured likeness is too small in short series; Marriott & Pope 1954.
    likeness = min(0.6, max(0.0, likeness + (1 + 4 * likeness) / len(counts)))
    return (1 + likeness) / (1 - likeness)


def _effect(verdict: str, change: tuple[float, float, float] | None, before: Counts, after: Counts) -> Effect:
    middle, low, high = change or (None, None, None)
    return Effect(
        verdict=verdict,
        change=middle,
        low=low,
        high=high,
        weeks_before=len(before),
        weeks_after=len(after),
        count_before=int(np.sum(before)),
        count_after=int(np.sum(after)),
    )
