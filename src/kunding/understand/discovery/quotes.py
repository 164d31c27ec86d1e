"""The most typical texts of a theme: near its centre, unlike each other, of a length that people read."""

import numpy as np
from numpy.typing import NDArray

QUOTES = 5
TOO_ALIKE = 0.95
READABLE = (25, 600)
"""Characters of a quote that a person reads on a page; others come last."""


def pick_quotes(places: NDArray[np.float32], confidence: NDArray[np.float32], lengths: NDArray[np.int64]) -> list[int]:
    """Positions of up to five texts, the most typical first.

    places: unit vectors of the theme's texts (n, d). After the first, each text is taken that stands for most of
    what the earlier ones left unsaid (facility location), so that the quotes show the theme and not one corner.
    """
    if not len(places):
        return []
    likeness = places @ places.T
    said = np.zeros(len(places), dtype=np.float32)
    handicap = _handicap(confidence, lengths)
    chosen: list[int] = []
    while len(chosen) < min(QUOTES, len(places)):
        gain = np.maximum(likeness - said[:, None], 0.0).mean(axis=0) * handicap
        gain[chosen] = -1.0
        if chosen:
            gain[likeness[:, chosen].max(axis=1) > TOO_ALIKE] -= 0.5
        best = int(gain.argmax())
        if gain[best] <= 0:
            break
        chosen.append(best)
        said = np.maximum(said, likeness[:, best])
    return chosen


def _handicap(confidence: NDArray[np.float32], lengths: NDArray[np.int64]) -> NDArray[np.float32]:
    readable = (lengths >= READABLE[0]) & (lengths <= READABLE[1])
    return np.asarray((0.3 + confidence) * np.where(readable, 1.0, 0.5), dtype=np.float32)
