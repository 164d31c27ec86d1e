"""Each theme as a distribution of words: sharpens the communities and takes in texts that were not there.

A multinomial mixture over the presence of words (naive Bayes, hard EM). A text's score for a theme is the logarithm
of how much likelier its words are under the theme than under all texts together; at zero or below it has no theme.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kunding.understand.discovery.counts import presence

SMOOTHING = 0.2
ROUNDS = 5
USUAL_LENGTH = 12.0
"""Words above which evidence is shared out: words of a long letter are not independent of each other."""


@dataclass(frozen=True)
class Mixture:
    """`evidence` (vocabulary, themes): what one occurrence of a word says for a theme, in nats."""

    evidence: NDArray[np.float32]

    def score(self, counts: sparse.csr_matrix) -> NDArray[np.float32]:
        """Scores of texts for themes, float32 (n, themes)."""
        return np.asarray(presence(counts) @ self.evidence, dtype=np.float32)

    def choose(self, counts: sparse.csr_matrix) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The best theme (−1: none) and how sure that is (0..1), for each text."""
        score = self.score(counts)
        if not score.shape[1]:
            return np.full(len(score), -1, dtype=np.int32), np.zeros(len(score), dtype=np.float32)
        best = score.argmax(axis=1).astype(np.int32)
        height = score[np.arange(len(score)), best]
        best[height <= 0] = -1
        confidence = _confidence(score, height, np.diff(counts.indptr))
        confidence[best < 0] = 0.0
        return best, confidence


def _confidence(
    score: NDArray[np.float32], height: NDArray[np.float32], lengths: NDArray[np.int32]
) -> NDArray[np.float32]:
    """Share of the best theme against all others and against "no theme" (score 0)."""
    cool = np.maximum(lengths / USUAL_LENGTH, 1.0).astype(np.float32)[:, None]
    top = height[:, None]
    others = np.exp((score - top) / cool).sum(axis=1) + np.exp(np.minimum(-top / cool, 50.0))[:, 0]
    return np.asarray(1.0 / others, dtype=np.float32)


def learn_mixture(counts: sparse.csr_matrix, labels: NDArray[np.int32], themes: int) -> Mixture:
    """The words of each theme from labelled texts (−1: without theme)."""
    labelled = labels >= 0
    members = sparse.csr_matrix(
        (np.ones(int(labelled.sum()), dtype=np.float32), (labels[labelled], np.flatnonzero(labelled))),
        shape=(themes, counts.shape[0]),
    )
    present = presence(counts)
    inside = np.asarray((members @ present).todense(), dtype=np.float64) + SMOOTHING
    overall = np.asarray(present.sum(axis=0), dtype=np.float64).ravel() + SMOOTHING
    evidence = np.log(inside / inside.sum(axis=1, keepdims=True)) - np.log(overall / overall.sum())
    return Mixture(evidence=np.ascontiguousarray(evidence.T, dtype=np.float32))


def sharpen(
    counts: sparse.csr_matrix, labels: NDArray[np.int32], *, smallest: int, rounds: int = ROUNDS
) -> tuple[Mixture, NDArray[np.int32]]:
    """Moves texts to the theme that explains their words best; themes below the smallest size are dissolved."""
    labels = _renumber(labels, smallest=smallest)
    for _ in range(rounds):
        mixture = learn_mixture(counts, labels, int(labels.max(initial=-1)) + 1)
        labels = _renumber(mixture.choose(counts)[0], smallest=smallest)
    return learn_mixture(counts, labels, int(labels.max(initial=-1)) + 1), labels


def _renumber(labels: NDArray[np.int32], *, smallest: int) -> NDArray[np.int32]:
    """Themes large enough, numbered from the largest to the smallest; the texts of others are without theme."""
    sizes = np.bincount(labels[labels >= 0]) if (labels >= 0).any() else np.zeros(0, dtype=np.int64)
    first = np.full(len(sizes), len(labels), dtype=np.int64)
    np.minimum.at(first, labels[labels >= 0], np.flatnonzero(labels >= 0))
    order = [theme for theme in np.lexsort((first, -sizes)) if sizes[theme] >= smallest]
    new = np.full(len(sizes) + 1, -1, dtype=np.int32)
    new[order] = np.arange(len(order), dtype=np.int32)
    return new[labels]
