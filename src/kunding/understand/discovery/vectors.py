"""Word vectors learned from the texts themselves, and texts as sums of them.

Words that stand in the same texts come close to each other: positive pointwise mutual information over whole texts,
factored by a truncated SVD (Levy, Goldberg 2014). Every word vector gets length one, so that a rare telling word
weighs as much as a common one; common words are damped gently (fourth root of the inverse document frequency).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd

from kunding.understand.discovery.counts import document_share, presence

DIMENSIONS = 200
CONTEXT_SMOOTHING = 0.75
EIGENVALUE_POWER = 0.25
DAMPING = 0.25


def learn_word_vectors(counts: sparse.csr_matrix, *, seed: int) -> NDArray[np.float32]:
    """Unit vectors for each word, float32 (vocabulary, ≤ 200)."""
    information = _shared_information(counts)
    rank = min(DIMENSIONS, information.shape[0] - 1)
    left, strength, _ = randomized_svd(information, rank, n_iter=3, random_state=seed)
    vectors: NDArray[np.float32] = normalize(left * strength**EIGENVALUE_POWER).astype(np.float32)
    return vectors


def _shared_information(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Positive pointwise mutual information of two words standing in one text."""
    present = presence(counts)
    pairs = (present.T @ present).tocoo()
    pairs.data[pairs.row == pairs.col] = 0.0
    total = np.asarray(pairs.sum(axis=1), dtype=np.float64).ravel()
    smoothed = total**CONTEXT_SMOOTHING
    smoothed /= max(float(smoothed.sum()), 1e-12)
    apart = total[pairs.row] * smoothed[pairs.col]
    kept = pairs.data > apart
    information = np.log(pairs.data[kept] / apart[kept]).astype(np.float32)
    return sparse.csr_matrix((information, (pairs.row[kept], pairs.col[kept])), shape=pairs.shape)


def word_weights(counts: sparse.csr_matrix) -> NDArray[np.float32]:
    """How much a word counts in its text: the damped inverse of its frequency, (vocabulary,)."""
    share = np.clip(document_share(counts), 1.0 / max(counts.shape[0], 1), 0.999)
    return np.asarray((-np.log(share)) ** DAMPING, dtype=np.float32)


def place_texts(
    counts: sparse.csr_matrix, words: NDArray[np.float32], weights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Texts as unit vectors, float32 (n, d); repeated words count with their logarithm."""
    damped = counts.copy()
    damped.data = np.log1p(damped.data)
    places: NDArray[np.float32] = normalize(np.asarray(damped @ (weights[:, None] * words))).astype(np.float32)
    return places


def to_unit(vectors: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """Rows brought to length one, float32 (n, d)."""
    unit: NDArray[np.float32] = normalize(np.asarray(vectors, dtype=np.float32))
    return unit
