"""Success is only called so when chance, the season and a falling volume cannot explain it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kunding.improve.rules import Effect, effect

TRIALS = 600
WEEK_COUNTS = st.lists(st.integers(0, 500), min_size=0, max_size=26)


def tried(
    rng: np.random.Generator, *, change: float, level: float, weeks: int, trend: float = 0.0, hanging: float = 0.0
) -> Effect:
    """Draw weeks of feedback that scatter more than chance, with a common trend, and compare before and after."""
    total = 20 + weeks
    course = np.exp(trend * np.arange(total))
    noise = np.zeros(total)
    for week in range(1, total):
        noise[week] = hanging * noise[week - 1] + rng.normal(0, 0.15)
    shipped = np.where(np.arange(total) >= 20, 1 + change, 1.0)
    wobble = rng.gamma(8, 1 / 8, total) * np.exp(noise)
    counts = rng.poisson(level * course * shipped * wobble)
    others = rng.poisson(40 * level * course)
    return effect(before=counts[:20], after=counts[20:], others_before=others[:20], others_after=others[20:])


@pytest.mark.parametrize(("level", "hanging"), [(30, 0.0), (30, 0.4), (200, 0.2)])
def test_nothing_is_proved_where_nothing_happened(level: float, hanging: float) -> None:
    rng = np.random.default_rng(11)
    proved = [tried(rng, change=0, level=level, weeks=16, hanging=hanging).verdict == "proved" for _ in range(TRIALS)]
    # 2.5 % are meant; a cushion of chance for this many trials.
    assert np.mean(proved) <= 0.045


def test_a_company_that_is_spoken_of_less_proves_nothing() -> None:
    rng = np.random.default_rng(12)
    proved = [tried(rng, change=0, level=60, weeks=16, trend=-0.04).verdict == "proved" for _ in range(TRIALS)]
    assert np.mean(proved) <= 0.045


def test_what_halves_is_proved_mostly_and_its_size_is_told() -> None:
    rng = np.random.default_rng(13)
    found = [tried(rng, change=-0.5, level=40, weeks=16) for _ in range(200)]
    assert np.mean([each.verdict == "proved" for each in found]) > 0.9
    assert np.mean([(each.low or 0) <= -0.5 <= (each.high or 0) for each in found]) >= 0.9


def test_what_gets_worse_is_told() -> None:
    rng = np.random.default_rng(14)
    assert {tried(rng, change=1.0, level=80, weeks=16).verdict for _ in range(50)} == {"worse"}


@pytest.mark.parametrize(("level", "weeks"), [(40, 3), (0.3, 16)])
def test_few_weeks_or_little_feedback_are_too_early(level: float, weeks: int) -> None:
    rng = np.random.default_rng(15)
    verdicts = [tried(rng, change=-0.5, level=level, weeks=weeks).verdict for _ in range(100)]
    assert verdicts.count("too_early") >= 95


@settings(deadline=None)
@given(WEEK_COUNTS, WEEK_COUNTS, st.integers(0, 1000))
def test_any_weeks_have_an_ordered_answer(before: list[int], after: list[int], others: int) -> None:
    found = effect(before=before, after=after, others_before=[others] * len(before), others_after=[others] * len(after))
    if found.change is None or found.low is None or found.high is None:
        assert found.verdict == "too_early"
        return
    assert -1 <= found.low <= found.change <= found.high
    assert (found.verdict == "proved") <= (found.high < 0)
    assert (found.verdict == "worse") <= (found.low > 0)
