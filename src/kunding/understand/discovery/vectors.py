"""Word vectors learned from the texts themselves, and texts as sums of them.

Words that stand in the same texts come close to each other: positive pointwise mutual information over whole texts,
factored by a truncated SVD (Levy, Goldberg 2014). Every word vector gets length one, so that a rare telling word
weighs as much as a common one; common words are damped gently (fourth root of the inverse document frequency).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

from kunding.understand.discovery.counts import document_share, presence

DIMENSIONS = 200
CONTEXT_SMOOTHING = 0.75
EIGENVALUE_POWER = 0.25
DAMPING = 0.25
SPARE_DIRECTIONS, POWER_ROUNDS = 10, 3


def learn_word_vectors(counts: sparse.csr_matrix, *, seed: int) -> NDArray[np.float32]:
    """Unit vectors for each word, float32 (vocabulary, ≤ 200)."""
    information = _shared_information(counts)
    rank = min(DIMENSIONS, information.shape[0] - 1)
    left, strength = _strongest_directions(information, rank, seed=seed)
    return to_unit(left * strength**EIGENVALUE_POWER)


def _strongest_directions(
    matrix: sparse.csr_matrix, rank: int, *, seed: int
) -> tuple[NDArray[np.floating[Any]], NDArray[np.floating[Any]]]:
    """Left singular vectors and singular values of a square matrix, the largest first.

    Randomised: the matrix is applied to a few random directions and what it makes of them is factored (Halko,
    Martinsson, Tropp 2011, algorithms 4.4 and 5.1). A library's version of it costs a second at each start.
    """
    directions = np.random.RandomState(seed).normal(size=(matrix.shape[1], rank + SPARE_DIRECTIONS))
    directions = directions.astype(matrix.dtype)
    for _ in range(POWER_ROUNDS):
        directions, _ = linalg.lu(matrix @ directions, permute_l=True)
        directions, _ = linalg.lu(matrix.T @ directions, permute_l=True)
    basis, _ = linalg.qr(matrix @ directions, mode="economic")
    inner, strength, _ = linalg.svd((matrix.T @ basis).T, full_matrices=False)
    return (basis @ inner)[:, :rank], strength[:rank]


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
    return to_unit(np.asarray(damped @ (weights[:, None] * words)))


def to_unit(vectors: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """Rows brought to length one, float32 (n, d)."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1.0), dtype=np.float32)
