import numpy as np
import pytest

from kunding.lake.interval import of_balance, of_mean, of_share

SAMPLES = 4_000


@pytest.mark.parametrize("n", [10, 40, 300])
@pytest.mark.parametrize("truth", [0.02, 0.3, 0.5, 0.95])
def test_a_share(n: int, truth: float) -> None:
    part = np.random.default_rng(1).binomial(n, truth, SAMPLES).astype(float)
    found = of_share({"part": part, "whole": np.full(SAMPLES, float(n))}, (0.0, 1.0))
    assert np.mean((found["low"] <= truth) & (truth <= found["high"])) >= 0.90


@pytest.mark.parametrize("n", [3, 10, 40, 300])
@pytest.mark.parametrize("shares", [(0.1, 0.2, 0.7), (0.5, 0.0, 0.5), (0.02, 0.9, 0.08), (0.3, 0.4, 0.3)])
def test_a_balance(n: int, shares: tuple[float, float, float]) -> None:
    minus, _, plus = np.random.default_rng(2).multinomial(n, shares, SAMPLES).T.astype(float)
    truth = 100 * (shares[2] - shares[0])
    found = of_balance({"plus": plus, "minus": minus, "whole": np.full(SAMPLES, float(n))}, (-100.0, 100.0))
    assert np.mean((found["low"] <= truth + 1e-9) & (truth - 1e-9 <= found["high"])) >= 0.92
    assert np.mean(found["high"] - found["low"]) < 4.6 * 100 / np.sqrt(n)


@pytest.mark.parametrize("n", [3, 10, 40, 300])
@pytest.mark.parametrize("shares", [(0.05, 0.05, 0.1, 0.3, 0.5), (0.5, 0, 0, 0, 0.5), (0.1, 0.2, 0.4, 0.2, 0.1)])
def test_a_mean(n: int, shares: tuple[float, ...]) -> None:
    scale = np.linspace(0, 1, 5)
    stars = np.random.default_rng(3).choice(scale, (SAMPLES, n), p=shares)
    truth = 1 + 4 * float(scale @ np.array(shares))
    sums = {"n": np.full(SAMPLES, float(n)), "total": stars.sum(1), "squares": (stars**2).sum(1)}
    found = of_mean(sums, (1.0, 5.0))
    assert np.mean((found["low"] <= truth) & (truth <= found["high"])) >= 0.92


def test_five_of_one_opinion_are_no_certainty() -> None:
    five = {"n": np.array([5.0]), "total": np.array([2.5]), "squares": np.array([1.25])}
    found = of_mean(five, (0.0, 1.0))
    assert found["high"][0] - found["low"][0] > 0.2


def test_nothing_asked_is_nothing_known() -> None:
    none = of_share({"part": np.array([0.0]), "whole": np.array([0.0])}, (0.0, 1.0))
    assert (none["n"][0], np.isnan(none["low"][0])) == (0.0, True)
