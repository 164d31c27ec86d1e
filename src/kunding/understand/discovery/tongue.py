"""Discovery within one language: learn on a sample, name what was found, take in the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kunding.understand.discovery.counts import WordCounter, choose_vocabulary
from kunding.understand.discovery.graph import Graph, find_communities, link_neighbours
from kunding.understand.discovery.keys import sample_by_key
from kunding.understand.discovery.labels import listen, name_themes
from kunding.understand.discovery.mixture import Mixture, sharpen
from kunding.understand.discovery.model import BATCH, Tongue
from kunding.understand.discovery.quotes import pick_quotes
from kunding.understand.discovery.vectors import learn_word_vectors, place_texts, word_weights
from kunding.understand.discovery.words import Stems, cut

SAMPLE = 20_000
NEIGHBOURS = 15
READ_FOR_NAMES = 400


@dataclass(frozen=True)
class Found:
    """The themes of one language; rows count within its own texts."""

    tongue: Tongue
    labels: NDArray[np.int32]
    confidence: NDArray[np.float32]
    names: list[tuple[str, tuple[str, ...]]]
    quotes: list[list[int]]

    def with_ids(self, ids: NDArray[np.int32]) -> Tongue:
        """The language's model with the numbers that its themes have among all."""
        return replace(self.tongue, theme_ids=ids)


def discover_tongue(
    texts: Sequence[str],
    keys: NDArray[np.uint64],
    *,
    language: str,
    seed: int,
    vectors: NDArray[np.float32] | None,
    count_hint: int | None,
) -> Found:
    """Themes of texts in one language."""
    rows = sample_by_key(keys, SAMPLE, seed=seed)
    sample = [texts[row] for row in rows]
    vocabulary = _vocabulary(sample, language)
    counter = WordCounter(language, vocabulary)
    counts = counter.count(sample)
    if counts.shape[1] < 3:
        return _nothing(len(texts), language)
    places = _place(counts, seed) if vectors is None else _unit(vectors[rows])
    communities = _communities(places, counts, seed, count_hint)
    mixture, _ = sharpen(counts, communities, smallest=_smallest(len(rows)))
    labels, confidence = _choose_all(mixture, counter, texts)
    tongue = Tongue(language=language, vocabulary=tuple(vocabulary), mixture=mixture,
                    theme_ids=np.zeros(0, dtype=np.int32))  # fmt: skip
    names, quotes = _present(mixture.evidence.shape[1], sample, rows, labels, confidence, places, language)
    return Found(tongue=tongue, labels=labels, confidence=confidence, names=names, quotes=quotes)


def _nothing(size: int, language: str) -> Found:
    empty = Mixture(evidence=np.zeros((0, 0), dtype=np.float32))
    tongue = Tongue(language=language, vocabulary=(), mixture=empty, theme_ids=np.zeros(0, dtype=np.int32))
    return Found(tongue, np.full(size, -1, dtype=np.int32), np.zeros(size, dtype=np.float32), [], [])


def _vocabulary(sample: Sequence[str], language: str) -> list[str]:
    stems = Stems(language)
    return choose_vocabulary([[stems[word] for word in cut(text)] for text in sample], at_least=_rarest(len(sample)))


def _rarest(size: int) -> int:
    """Texts in which a word must stand to be read: 2 in small sets, 3 in thousands, 5 in tens of thousands."""
    return 2 if size < 1000 else 3 if size < 12_000 else 5


def _smallest(size: int) -> int:
    """Texts that make a theme: 3 at least, one in a thousand."""
    return max(3, size // 1000)


def _place(counts: sparse.csr_matrix, seed: int) -> NDArray[np.float32]:
    return place_texts(counts, learn_word_vectors(counts, seed=seed), word_weights(counts))


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float32)


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
    return float(np.clip(1.0 + 3.0 * np.log10(max(size, 100) / 100) / np.log10(30), 1.0, 4.0))


def _resolution_for(graph: Graph, wanted: int, seed: int) -> float:
    low, high = 0.05, 30.0
    for _ in range(8):
        middle = float(np.sqrt(low * high))
        if find_communities(graph, resolution=middle, seed=seed).max() + 1 < wanted:
            low = middle
        else:
            high = middle
    return high


def _choose_all(
    mixture: Mixture, counter: WordCounter, texts: Sequence[str]
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    chosen = [mixture.choose(counter.count(texts[start : start + BATCH])) for start in range(0, len(texts), BATCH)]
    return np.concatenate([labels for labels, _ in chosen]), np.concatenate([sure for _, sure in chosen])


def _present(
    themes: int,
    sample: Sequence[str],
    rows: NDArray[np.int64],
    labels: NDArray[np.int32],
    confidence: NDArray[np.float32],
    places: NDArray[np.float32],
    language: str,
) -> tuple[list[tuple[str, tuple[str, ...]]], list[list[int]]]:
    """Names and quotes, from the texts of the sample (ordered by key: as good as drawn by lot)."""
    stems = Stems(language)
    spoken, quotes = [], []
    for theme in range(themes):
        members = np.flatnonzero(labels[rows] == theme)[:READ_FOR_NAMES]
        spoken.append([listen(sample[member], stems) for member in members])
        lengths = np.fromiter((len(sample[member]) for member in members), dtype=np.int64, count=len(members))
        picked = pick_quotes(places[members], confidence[rows[members]], lengths)
        quotes.append([int(rows[members[position]]) for position in picked])
    return name_themes(spoken), quotes
