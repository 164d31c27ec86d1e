"""Each theme as a distribution of words: sharpens the communities and takes in texts that were not there.

A multinomial mixture over the presence of words (naive Bayes, hard EM). A text's score for a theme is the logarithm
of how much likelier its words are under the theme than under all texts together; at zero or below it has no theme.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kunding.understand.discovery.counts import presence
from kunding.understand.discovery.vectors import to_unit

SMOOTHING = 0.2
ROUNDS = 5
PULL = 20.0
"""Nats that full nearness to a theme's centre among embeddings is worth beside the words."""
USUAL_LENGTH = 12.0
"""Words above which evidence is shared out: words of a long letter are not independent of each other."""


@dataclass(frozen=True)
class Mixture:
    """`evidence` (vocabulary, themes): what one occurrence of a word says for a theme, in nats.

    `centres` (themes, d): unit vectors of the themes among embeddings, where a local model gives some, else (0, 0).
    """

    evidence: NDArray[np.float32]
    centres: NDArray[np.float32]

    def score(self, counts: sparse.csr_matrix, vectors: NDArray[np.float32] | None = None) -> NDArray[np.float32]:
        """Scores of texts for themes, float32 (n, themes); vectors: unit embeddings (n, d)."""
        score = np.asarray(presence(counts) @ self.evidence, dtype=np.float32)
        if vectors is not None and len(self.centres):
            nearness = vectors @ self.centres.T
            score += PULL * (nearness - nearness.mean(axis=1, keepdims=True))
        return score

    def choose(
        self, counts: sparse.csr_matrix, vectors: NDArray[np.float32] | None = None
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The best theme (−1: none) and how sure that is (0..1), for each text."""
        score = self.score(counts, vectors)
        if not score.shape[1]:
            return np.full(len(score), -1, dtype=np.int32), np.zeros(len(score), dtype=np.float32)
        best = score.argmax(axis=1).astype(np.int32)
        height = score[np.arange(len(score)), best]
        lengths = np.diff(counts.indptr)
        best[(height <= 0) | (lengths == 0)] = -1
        confidence = _confidence(score, height, lengths)
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


def learn_mixture(
    counts: sparse.csr_matrix, labels: NDArray[np.int32], vectors: NDArray[np.float32] | None = None
) -> Mixture:
    """The words of each theme, and its place among embeddings, from labelled texts (−1: without theme)."""
    members = _members(labels)
    present = presence(counts)
    inside = np.asarray((members @ present).todense(), dtype=np.float64) + SMOOTHING
    overall = np.asarray(present.sum(axis=0), dtype=np.float64).ravel() + SMOOTHING
    evidence = np.log(inside / inside.sum(axis=1, keepdims=True)) - np.log(overall / overall.sum())
    centres = np.zeros((0, 0)) if vectors is None else to_unit(members @ vectors)
    return Mixture(np.ascontiguousarray(evidence.T, dtype=np.float32), np.asarray(centres, dtype=np.float32))


def _members(labels: NDArray[np.int32]) -> sparse.csr_matrix:
    """1 where a text belongs to a theme, (themes, n)."""
    labelled = np.flatnonzero(labels >= 0)
    ones = np.ones(len(labelled), dtype=np.float32)
    themes = int(labels.max(initial=-1)) + 1
    return sparse.csr_matrix((ones, (labels[labelled], labelled)), shape=(themes, len(labels)))


def sharpen(
    counts: sparse.csr_matrix,
    labels: NDArray[np.int32],
    vectors: NDArray[np.float32] | None = None,
    *,
    smallest: int,
) -> tuple[Mixture, NDArray[np.int32]]:
    """Moves texts to the theme that explains them best; themes below the smallest size are dissolved."""
    labels = _renumber(labels, smallest=smallest)
    for _ in range(ROUNDS):
        mixture = learn_mixture(counts, labels, vectors)
        labels = _renumber(mixture.choose(counts, vectors)[0], smallest=smallest)
    return learn_mixture(counts, labels, vectors), labels


def weigh_by_themes(mixture: Mixture, labels: NDArray[np.int32]) -> NDArray[np.float32]:
    """How much each word tells of the theme: Kullback-Leibler divergence of themes given the word, (vocabulary,).

    Its fourth root serves as the weight of words when texts are placed a second time: words that stand anywhere
    fade, whatever their frequency, without any list of them.
    """
    share = np.bincount(labels[labels >= 0], minlength=mixture.evidence.shape[1]).astype(np.float64)
    share /= max(share.sum(), 1.0)
    given = np.exp(mixture.evidence.astype(np.float64)) * share
    given /= np.maximum(given.sum(axis=1, keepdims=True), 1e-12)
    telling = (given * np.log(np.maximum(given / np.maximum(share, 1e-12), 1e-12))).sum(axis=1)
    return np.asarray(np.maximum(telling, 1e-6) ** 0.25, dtype=np.float32)


def _renumber(labels: NDArray[np.int32], *, smallest: int) -> NDArray[np.int32]:
    """Themes large enough, numbered from the largest to the smallest; the texts of others are without theme."""
    sizes = np.bincount(labels[labels >= 0]) if (labels >= 0).any() else np.zeros(0, dtype=np.int64)
    first = np.full(len(sizes), len(labels), dtype=np.int64)
    np.minimum.at(first, labels[labels >= 0], np.flatnonzero(labels >= 0))
    order = [theme for theme in np.lexsort((first, -sizes)) if sizes[theme] >= smallest]
    new = np.full(len(sizes) + 1, -1, dtype=np.int32)
    new[order] = np.arange(len(order), dtype=np.int32)
    return new[labels]
