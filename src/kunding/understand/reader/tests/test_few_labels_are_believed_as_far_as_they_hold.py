"""Labels that say nothing about the text leave the shipped answer nearly alone; labels that hold move it."""

import numpy as np
from scipy.sparse import csr_matrix

from kunding.understand.reader import CompanyHead
from kunding.understand.reader.head import STRENGTHS

TEXTS = [
    f"Der {thing} {verb} heute." for thing in ("Bus", "Zug", "Lift", "Kiosk") for verb in ("kommt", "fährt", "steht")
] * 4


def strength_of_trust(labels: list[str]) -> float:
    shift = CompanyHead.fit(TEXTS, sentiments=labels).shifts["sentiment"]
    return float(np.abs(shift.grams).sum())


def test_labels_by_chance_move_less_than_labels_that_hold() -> None:
    chance = np.random.default_rng(5).choice(["negative", "neutral", "positive"], len(TEXTS)).tolist()
    holding = ["negative" if "steht" in text else "positive" for text in TEXTS]
    assert strength_of_trust(chance) < 0.5 * strength_of_trust(holding)


def test_nothing_and_all_can_be_believed() -> None:
    assert (min(STRENGTHS), max(STRENGTHS)) == (0.0, 1.0)
    shift = CompanyHead.fit(TEXTS, sentiments=["negative" if "steht" in text else "positive" for text in TEXTS]).shifts
    none = shift["sentiment"].softened(0.0)
    shipped = np.log(np.array([[0.2, 0.5, 0.3]], dtype=np.float32))
    grams = np.zeros((1, int(none.columns.max()) + 1), dtype=np.float32)
    logs = none.log_probabilities(shipped, np.ones((1, len(none.mean)), dtype=np.float32), csr_matrix(grams))
    assert np.allclose(logs, shipped, atol=1e-5)
