"""Which themes are new, grow, vanish or stay as they are, told with the figures and never from noise.

A theme's share of all feedback in the last weeks is held against its share before (exact binomial test on the split
of its own feedback, given how much of all feedback fell into the last weeks). Days are not independent: one incident
brings many messages. So counts are first shrunk by the dispersion that weeks show. Over all themes the error is held
by Holm's method.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, gammaln

RECENT_DAYS = 28
BEFORE_DAYS = 168
ERROR = 0.05
TOO_FEW = 8
"""Messages of a theme in both windows below which nothing can be told."""
CLEARLY_MORE = 1.5
CLEARLY_LESS = 1 / 1.5
NEW_SHARE = 0.05
"""A theme is new when before it had less than this part of the share that it has now."""


@dataclass(frozen=True)
class Trend:
    """What became of one theme.

    state: `new`, `growing`, `vanishing`, `steady` or `too early`. before, after: messages in either window;
    expected: messages after, had the theme kept its share; ratio with its 95 % interval; p: adjusted over all themes.
    """

    theme: int
    state: str
    before: int
    after: int
    expected: float
    ratio: float
    low: float
    high: float
    p: float


def tell_trends(
    theme_ids: Sequence[int] | NDArray[np.int32],
    days: Sequence[date] | NDArray[np.datetime64],
    today: date,
    recent_days: int = RECENT_DAYS,
    before_days: int = BEFORE_DAYS,
) -> list[Trend]:
    """The trend of every theme (−1 counts as volume only), ordered by theme.

    theme_ids, days: one per message. The last `recent_days` up to today are held against `before_days` before them.
    """
    themes = np.asarray(theme_ids, dtype=np.int64)
    age = (np.datetime64(today, "D") - np.asarray(days, dtype="datetime64[D]")).astype(np.int64)
    inside = (age >= 0) & (age < recent_days + before_days)
    themes, age = themes[inside], age[inside]
    recent = age < recent_days
    share = float(recent.mean()) if len(recent) else 0.0
    dispersions = _dispersions(themes[~recent], age[~recent] - recent_days, before_days)
    names = sorted({int(theme) for theme in np.asarray(theme_ids) if theme >= 0})
    raw = [_compare(theme, themes, recent, share, dispersions.get(theme, dispersions[-1])) for theme in names]
    return _adjust(raw)


def _dispersions(themes: NDArray[np.int64], age: NDArray[np.int64], before_days: int) -> dict[int, float]:
    """How much more a theme's weeks vary than chance alone would make them (≥ 1); −1: all themes pooled.

    A theme gets the larger of its own and the pooled figure: one incident with many messages is no growth.
    """
    weeks = before_days // 7
    names, column = np.unique(themes[themes >= 0], return_inverse=True)
    if weeks < 4 or not len(names):
        return {-1: 1.0}
    week = np.minimum(age // 7, weeks - 1)
    volume = np.bincount(week, minlength=weeks).astype(np.float64)
    table = np.zeros((len(names), weeks))
    np.add.at(table, (column, week[themes >= 0]), 1.0)
    expected = table.sum(axis=1, keepdims=True) * volume / max(volume.sum(), 1.0)
    surprise = ((table - expected) ** 2 / np.maximum(expected, 1e-9)).sum(axis=1) / max((volume > 0).sum() - 1, 1)
    often = expected.sum(axis=1) >= weeks
    pooled = max(1.0, float(surprise[often].mean())) if often.any() else 1.0
    own = {int(name): max(pooled, float(value)) for name, value in zip(names[often], surprise[often], strict=True)}
    return {-1: pooled, **own}


def _compare(
    theme: int, themes: NDArray[np.int64], recent: NDArray[np.bool_], share: float, dispersion: float
) -> Trend:
    own = themes == theme
    after, before = int((own & recent).sum()), int((own & ~recent).sum())
    odds = share / (1 - share) if share < 1 else np.inf
    expected = before * odds if np.isfinite(odds) else float(after)
    count = round((after + before) / dispersion)
    part = min(round(after / dispersion), count)
    if after + before < TOO_FEW or not 0 < share < 1 or count < 1:
        return Trend(theme, "too early", before, after, expected, 1.0, 0.0, float("inf"), 1.0)
    low, high = (_ratio(value, odds) for value in _interval(part, count))
    return Trend(theme, "steady", before, after, expected, _ratio(after / (after + before), odds), low, high,
                 _chance(part, count, share))  # fmt: skip


def _chance(part: int, count: int, share: float) -> float:
    """The exact binomial test: how likely something at most as likely as `part` of `count` is, on both sides."""
    parts = np.arange(count + 1)
    choices = gammaln(count + 1) - gammaln(parts + 1) - gammaln(count - parts + 1)
    logs = choices + parts * np.log(share) + (count - parts) * np.log1p(-share)
    return min(1.0, float(np.exp(logs[logs <= logs[part] + 1e-7]).sum()))


def _interval(part: int, count: int) -> tuple[float, float]:
    """The exact 95 % interval of the share (Clopper and Pearson 1934)."""
    low = float(betaincinv(part, count - part + 1, 0.025)) if part else 0.0
    high = float(betaincinv(part + 1, count - part, 0.975)) if part < count else 1.0
    return low, high


def _ratio(part: float, odds: float) -> float:
    """How the share after stands to the share before."""
    return float("inf") if part >= 1 else float(part / (1 - part) / odds)


def _adjust(raw: list[Trend]) -> list[Trend]:
    tested = sorted((one for one in raw if one.state == "steady"), key=lambda one: one.p)
    adjusted: dict[int, float] = {}
    highest = 0.0
    for rank, one in enumerate(tested):
        highest = max(highest, min(1.0, one.p * (len(tested) - rank)))
        adjusted[one.theme] = highest
    return [_judge(one, adjusted.get(one.theme, 1.0)) for one in raw]


def _judge(one: Trend, p: float) -> Trend:
    state = one.state
    if state == "steady" and p < ERROR:
        if one.ratio >= CLEARLY_MORE:
            state = "new" if one.ratio >= 1 / NEW_SHARE else "growing"
        elif one.ratio <= CLEARLY_LESS:
            state = "vanishing"
    return replace(one, state=state, p=p)
