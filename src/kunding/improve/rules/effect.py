"""Whether what was done about a pain point had an effect: its share of all feedback before and after."""

from dataclasses import dataclass
from math import exp, log, sqrt

from kunding.improve.rules.annoyance import Z

TOO_EARLY_DAYS = 28
SEEN_DAYS = 90  # before, and at most after
TOO_FEW = 10  # pieces of feedback, before and after together


@dataclass(frozen=True)
class Effect:
    """What became of the theme's share of all feedback: `proved`, `not_proved`, `worse` or `too_early`.

    change, low, high: the share after divided by the share before, minus 1, with its 95 % interval.
    """

    verdict: str
    change: float | None = None
    low: float | None = None
    high: float | None = None


def effect(*, before: int, all_before: int, after: int, all_after: int, days_after: int) -> Effect:
    """Return the effect as the ratio of two shares (Katz 1978), half a piece of feedback added to each.

    >>> effect(before=90, all_before=1000, after=30, all_after=1000, days_after=90).verdict
    'proved'
    >>> effect(before=90, all_before=1000, after=85, all_after=1000, days_after=90).verdict
    'not_proved'
    >>> effect(before=90, all_before=1000, after=0, all_after=100, days_after=9).verdict
    'too_early'
    """
    if days_after < TOO_EARLY_DAYS or before + after < TOO_FEW or not all_before or not all_after:
        return Effect("too_early")
    one, other = after + 0.5, before + 0.5
    ratio = log((one / (all_after + 0.5)) / (other / (all_before + 0.5)))
    spread = Z * sqrt(max(0.0, 1 / one - 1 / (all_after + 0.5) + 1 / other - 1 / (all_before + 0.5)))
    low, high = exp(ratio - spread) - 1, exp(ratio + spread) - 1
    verdict = "proved" if high < 0 else "worse" if low > 0 else "not_proved"
    return Effect(verdict, exp(ratio) - 1, low, high)
