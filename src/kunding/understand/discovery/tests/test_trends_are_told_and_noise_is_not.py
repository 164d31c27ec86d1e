from datetime import date, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from kunding.understand.discovery import tell_trends
from kunding.understand.discovery.trends import BEFORE_DAYS, RECENT_DAYS

TODAY = date(2026, 6, 30)
DAYS = RECENT_DAYS + BEFORE_DAYS


def _life(seed: int, *, themes: int = 20, messages: int = 2500) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Themes of uneven size over even days: nothing happens. Ages in days before today."""
    chance = np.random.default_rng(seed)
    shares = chance.dirichlet(np.full(themes, 1.0))
    return chance.choice(themes, size=messages, p=shares), chance.integers(0, DAYS, size=messages)


def _days(age: NDArray[np.int64]) -> NDArray[np.datetime64]:
    return np.datetime64(TODAY) - age.astype("timedelta64[D]")


def test_noise_is_told_as_a_trend_in_at_most_one_run_of_twenty() -> None:
    alarms = sum(
        any(trend.state in ("new", "growing", "vanishing") for trend in tell_trends(themes, _days(age), TODAY))
        for themes, age in (_life(seed) for seed in range(60))
    )

    assert alarms <= 3


def test_busy_weeks_of_single_incidents_are_not_told_as_growth() -> None:
    alarms = 0
    for seed in range(40):
        chance = np.random.default_rng(seed)
        themes, age = _life(seed)
        incident = chance.integers(0, DAYS // 7, size=60)  # every few days an incident brings a dozen messages at once
        themes = np.concatenate([themes, np.repeat(chance.integers(0, 20, size=60), 12)])
        age = np.concatenate([age, np.repeat(incident * 7, 12)])
        alarms += any(trend.state != "steady" and trend.state != "too early"
                      for trend in tell_trends(themes, _days(age), TODAY))  # fmt: skip

    assert alarms <= 4  # bursts cost some of the promise, but no more than in every tenth run


@pytest.mark.parametrize("seed", range(5))
def test_planted_growth_is_told(seed: int) -> None:
    themes, age = _life(seed)
    chance = np.random.default_rng(seed + 100)
    planted_age = np.concatenate([
        chance.integers(RECENT_DAYS, DAYS, size=60), chance.integers(0, RECENT_DAYS, size=50)
    ])  # fmt: skip
    themes, age = np.concatenate([themes, np.full(110, 99)]), np.concatenate([age, planted_age])

    planted = {trend.theme: trend for trend in tell_trends(themes, _days(age), TODAY)}[99]

    assert planted.state == "growing"
    assert (planted.before, planted.after) == (60, 50)
    assert planted.low > 1.5
    assert planted.low < planted.ratio < planted.high


def test_a_theme_that_was_not_there_is_new() -> None:
    themes, age = _life(1)
    arrived = np.random.default_rng(0).integers(0, 20, size=30)

    told = tell_trends(np.concatenate([themes, np.full(30, 99)]), _days(np.concatenate([age, arrived])), TODAY)

    assert [trend.state for trend in told if trend.theme == 99] == ["new"]


def test_a_theme_that_stopped_is_vanishing() -> None:
    themes, age = _life(1)
    gone = np.random.default_rng(0).integers(RECENT_DAYS, DAYS, size=150)

    told = tell_trends(np.concatenate([themes, np.full(150, 99)]), _days(np.concatenate([age, gone])), TODAY)

    assert [trend.state for trend in told if trend.theme == 99] == ["vanishing"]


def test_more_feedback_of_every_theme_is_no_growth_of_any() -> None:
    themes, age = _life(2)
    more, recent = _life(3, messages=3000)
    same_shares = np.random.default_rng(5).choice(themes, size=3000)

    told = tell_trends(np.concatenate([themes, same_shares]), _days(np.concatenate([age, recent % RECENT_DAYS])), TODAY)

    assert {trend.state for trend in told} <= {"steady", "too early"}
    assert len(more) == 3000


def test_five_messages_are_too_early_to_tell() -> None:
    themes, age = _life(4)

    told = tell_trends(np.append(themes, [99] * 5), _days(np.append(age, [1, 2, 3, 4, 5])), TODAY)

    assert [trend.state for trend in told if trend.theme == 99] == ["too early"]


def test_messages_outside_the_windows_and_without_theme_are_no_themes() -> None:
    days = [TODAY - timedelta(days=5), TODAY + timedelta(days=2), TODAY - timedelta(days=900)]

    told = tell_trends([-1, 3, 3], days, TODAY)

    assert [(trend.theme, trend.state, trend.before + trend.after) for trend in told] == [(3, "too early", 0)]
