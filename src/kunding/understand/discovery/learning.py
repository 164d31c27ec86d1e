"""From counts of words to themes: place the texts, link neighbours, find communities, sharpen; then once more.

The second time words weigh by what the first time has shown them to tell of a theme.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kunding.understand.discovery.graph import Graph, find_communities, link_neighbours
from kunding.understand.discovery.mixture import Mixture, sharpen, weigh_by_themes
from kunding.understand.discovery.vectors import learn_word_vectors, place_texts, word_weights

NEIGHBOURS = 15
WORDS_BESIDE_EMBEDDINGS = 0.6
"""Length of our own vectors beside embeddings of length one."""
FINEST = 4.0
"""Resolution for three thousand texts and more: about a hundred themes among ten thousand short texts."""


def learn_themes(
    counts: sparse.csr_matrix,
    embedded: NDArray[np.float32] | None = None,
    *,
    seed: int,
    count_hint: int | None = None,
) -> tuple[Mixture, NDArray[np.float32]]:
    """The themes of these texts, and the texts' places (unit vectors) in which they were found.

    embedded: unit embeddings (n, d), if there are any. count_hint: about how many themes are wanted.
    """
    words = learn_word_vectors(counts, seed=seed)
    smallest = _smallest(counts.shape[0])
    weights = word_weights(counts)
    for _ in range(2):
        places = _beside(embedded, place_texts(counts, words, weights))
        communities = _communities(places, counts, seed, count_hint)
        mixture, labels = sharpen(counts, communities, embedded, smallest=smallest)
        if embedded is not None or not len(mixture.evidence.T):
            break  # embeddings know already which words matter
        weights = weigh_by_themes(mixture, labels)
    return mixture, places


def _beside(embedded: NDArray[np.float32] | None, places: NDArray[np.float32]) -> NDArray[np.float32]:
    if embedded is None:
        return places
    both = np.hstack([embedded, WORDS_BESIDE_EMBEDDINGS * places])
    length = np.linalg.norm(both, axis=1, keepdims=True)
    return np.asarray(both / np.maximum(length, 1e-9), dtype=np.float32)


def _smallest(size: int) -> int:
    """Texts that make a theme: 3 at least, one in a thousand."""
    return max(3, size // 1000)


def _communities(
    places: NDArray[np.float32], counts: sparse.csr_matrix, seed: int, count_hint: int | None
) -> NDArray[np.int32]:
    """Communities of the texts that have a telling word; −1 for the others."""
    speaking = np.flatnonzero(np.diff(counts.indptr) > 0)
    labels = np.full(len(places), -1, dtype=np.int32)
    neighbours = min(NEIGHBOURS, max(3, len(speaking) // 10), len(speaking) - 1)
    if neighbours < 1:
        return labels
    graph = link_neighbours(places[speaking], neighbours)
    resolution = _resolution(len(speaking)) if count_hint is None else _resolution_for(graph, count_hint, seed)
    labels[speaking] = find_communities(graph, resolution=resolution, seed=seed)
    return labels


def _resolution(size: int) -> float:
    """From 1 for a hundred texts to 4 for three thousand and more."""
    return float(np.clip(1.0 + (FINEST - 1.0) * np.log10(max(size, 100) / 100) / np.log10(30), 1.0, FINEST))


def _resolution_for(graph: Graph, wanted: int, seed: int) -> float:
    """The resolution that gives about so many communities, by halving the interval."""
    low, high = 0.05, 30.0
    for _ in range(8):
        middle = float(np.sqrt(low * high))
        if find_communities(graph, resolution=middle, seed=seed).max() + 1 < wanted:
            low = middle
        else:
            high = middle
    return high
