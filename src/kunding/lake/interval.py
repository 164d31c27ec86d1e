"""95 % intervals: what a figure of a sample leaves open. Arrays in, arrays out, one entry per group.

They are worked out after the question was answered, from the sums that came with it, so every engine gives
the same interval and the SQL stays short.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Scale = tuple[float, float]
Sums = Mapping[str, Numbers]

Z = 1.959963984540054  # 97.5 % point of the normal distribution
PRIOR = 1.0  # weight of the cautious guess that answers lie at the ends of the scale only


def wilson(share: Numbers, n: Numbers) -> tuple[Numbers, Numbers]:
    """Return low and high of the Wilson interval of a share of n (Wilson 1927); nan where n is nan.

    >>> [round(float(end[0]), 3) for end in wilson(np.array([0.5]), np.array([10.0]))]
    [0.237, 0.763]
    """
    bend = Z * Z / n
    centre = (share + bend / 2) / (1 + bend)
    half = Z * np.sqrt((share * (1 - share) + bend / 4) / n) / (1 + bend)
    return np.clip(centre - half, 0.0, share), np.clip(centre + half, share, 1.0)


def worth(n: Numbers, mean: Numbers, mean_square: Numbers) -> Numbers:
    """Return how many yes-or-no answers n answers on a scale of 0…1 are worth, for `wilson` of their mean.

    Answers that agree more than yes and no would are worth more. The prior keeps five customers of one
    opinion from being taken for certainty, where the usual normal interval has the width 0.
    """
    yes_or_no = n * mean * (1 - mean) + PRIOR
    seen = n * np.abs(mean_square - mean * mean) + PRIOR
    return n * yes_or_no / seen


def of_share(sums: Sums, scale: Scale) -> dict[str, Numbers]:
    """Return n, low and high of `part` ÷ `whole`."""
    n = _empty_as_nan(sums["whole"])
    low, high = wilson(sums["part"] / n, n)
    return {"n": sums["whole"], "low": low, "high": high}


def of_balance(sums: Sums, scale: Scale) -> dict[str, Numbers]:
    """Return n, low and high of (`plus` − `minus`) ÷ `whole`: a mean of 0 (against), ½ (neither), 1 (for)."""
    n = _empty_as_nan(sums["whole"])
    mean = (sums["plus"] - sums["minus"] + n) / n / 2
    mean_square = (3 * sums["plus"] - sums["minus"] + n) / n / 4
    low, high = wilson(mean, worth(n, mean, mean_square))
    return {"n": sums["whole"], "low": _on(scale, low), "high": _on(scale, high)}


def of_mean(sums: Sums, scale: Scale) -> dict[str, Numbers]:
    """Return n, low and high of a mean out of `n`, `total` and `squares`, all of a scale brought to 0…1."""
    n = _empty_as_nan(sums["n"])
    mean = sums["total"] / n
    low, high = wilson(mean, worth(n, mean, sums["squares"] / n))
    return {"n": sums["n"], "low": _on(scale, low), "high": _on(scale, high)}


def of_counted(sums: Sums, scale: Scale) -> dict[str, Numbers]:
    """Return n only."""
    return {"n": sums["n"]}


def _empty_as_nan(n: Numbers) -> Numbers:
    return np.where(n > 0, n, np.nan)


def _on(scale: Scale, share: Numbers) -> Numbers:
    return share * (scale[1] - scale[0]) + scale[0]


SPREADS: Mapping[str, Callable[[Sums, Scale], dict[str, Numbers]]] = MappingProxyType(
    {"share": of_share, "balance": of_balance, "mean": of_mean, "counted": of_counted}
)
