"""Which themes may be one matter: texts of one that would fit another one almost as well."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kunding.understand.discovery.mixture import Mixture

ALMOST = 0.7
"""What another theme must explain of what a text's own theme explains."""
FEWEST_NEAR, FEWEST_OF, SMALLEST_SHARE = 3, 20, 0.05
"""Below these it is chance: texts near the other theme, texts looked at, and the share of the one in the other."""


@dataclass(frozen=True)
class Likeness:
    """Of `of` texts of a theme that were looked at, `near` would fit the `other` theme almost as well.

    example: the row of the text that fits the other theme best.
    """

    theme: int
    other: int
    near: int
    of: int
    example: int


def tell_likeness(
    mixture: Mixture, counts: sparse.csr_matrix, vectors: NDArray[np.float32] | None = None
) -> list[Likeness]:
    """Return the pairs of themes that are worth a person's look, the nearest first.

    counts: words of the texts that are looked at (n, vocabulary); vectors: their unit embeddings (n, d).
    """
    score = mixture.score(counts, vectors)
    themes = score.shape[1]
    if themes < 2:
        return []
    best, height = score.argmax(axis=1), score.max(axis=1)
    near = score >= ALMOST * height[:, None]
    placed = np.flatnonzero(height > 0)
    near[np.arange(len(score)), best] = False
    fits = np.zeros((themes, themes), dtype=np.int64)
    np.add.at(fits, best[placed], near[placed])
    sizes = np.bincount(best[placed], minlength=themes)
    found = []
    for theme, other in zip(*np.nonzero(fits >= FEWEST_NEAR), strict=True):
        if sizes[theme] >= FEWEST_OF and fits[theme, other] >= SMALLEST_SHARE * sizes[theme]:
            rows = placed[(best[placed] == theme) & near[placed, other]]
            example = rows[score[rows, other].argmax()]
            found.append(Likeness(int(theme), int(other), len(rows), int(sizes[theme]), int(example)))
    return sorted(found, key=lambda one: (-one.near / one.of, one.theme, one.other))
