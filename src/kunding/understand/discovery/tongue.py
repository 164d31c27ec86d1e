"""Discovery within one language: learn on a sample, name what was found, take in the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kunding.understand.discovery.counts import LONGEST_TEXT, WordCounter, choose_vocabulary
from kunding.understand.discovery.keys import sample_by_key
from kunding.understand.discovery.labels import listen, name_themes
from kunding.understand.discovery.learning import learn_themes
from kunding.understand.discovery.likeness import Likeness, tell_likeness
from kunding.understand.discovery.mixture import Mixture
from kunding.understand.discovery.model import BATCH, Tongue
from kunding.understand.discovery.quotes import pick_quotes
from kunding.understand.discovery.vectors import to_unit
from kunding.understand.discovery.words import Stems, cut

SAMPLE = 12_000
FEWEST_WORDS = 3
READ_FOR_NAMES = 300
NO_IDS = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True)
class Found:
    """The themes of one language; rows count within its own texts."""

    tongue: Tongue
    labels: NDArray[np.int32]
    confidence: NDArray[np.float32]
    names: list[tuple[str, tuple[str, ...]]]
    quotes: list[list[int]]
    alike: list[Likeness]

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
    stems = Stems(language)
    spoken = [cut(text[:LONGEST_TEXT]) for text in sample]
    vocabulary = choose_vocabulary(spoken, stems, at_least=_rarest(len(sample)))
    counter = WordCounter(stems, vocabulary)
    counts = counter.count_words(spoken)
    if counts.shape[1] < FEWEST_WORDS:
        return _nothing(len(texts), language)
    embedded = None if vectors is None else to_unit(vectors[rows])
    mixture, places = learn_themes(counts, embedded, seed=seed, count_hint=count_hint)
    labels, confidence = _choose_all(mixture, counter, texts, vectors)
    names, quotes = _present(mixture.evidence.shape[1], sample, rows, labels, confidence, places, stems)
    alike = [replace(one, example=int(rows[one.example])) for one in tell_likeness(mixture, counts, embedded)]
    return Found(Tongue(language, tuple(vocabulary), mixture, NO_IDS), labels, confidence, names, quotes, alike)


def _nothing(size: int, language: str) -> Found:
    nothing = Mixture(evidence=np.zeros((0, 0), dtype=np.float32), centres=np.zeros((0, 0), dtype=np.float32))
    tongue = Tongue(language, (), nothing, NO_IDS)
    return Found(tongue, np.full(size, -1, dtype=np.int32), np.zeros(size, dtype=np.float32), [], [], [])


def _rarest(size: int) -> int:
    """Texts in which a word must stand to be read: 2 in small sets, 3 in thousands, 5 in tens of thousands."""
    return 2 if size < 1000 else 3 if size < 12_000 else 5


def _choose_all(
    mixture: Mixture, counter: WordCounter, texts: Sequence[str], vectors: NDArray[np.float32] | None
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    chosen = []
    for start in range(0, len(texts), BATCH):
        part = slice(start, start + BATCH)
        embedded = None if vectors is None else to_unit(vectors[part])
        chosen.append(mixture.choose(counter.count(texts[part]), embedded))
    return np.concatenate([labels for labels, _ in chosen]), np.concatenate([sure for _, sure in chosen])


def _present(
    themes: int,
    sample: Sequence[str],
    rows: NDArray[np.int64],
    labels: NDArray[np.int32],
    confidence: NDArray[np.float32],
    places: NDArray[np.float32],
    stems: Stems,
) -> tuple[list[tuple[str, tuple[str, ...]]], list[list[int]]]:
    """Names and quotes, from the texts of the sample (ordered by key: as good as drawn by lot)."""
    spoken, quotes = [], []
    for theme in range(themes):
        members = np.flatnonzero(labels[rows] == theme)[:READ_FOR_NAMES]
        spoken.append([listen(sample[member], stems) for member in members])
        lengths = np.fromiter((len(sample[member]) for member in members), dtype=np.int64, count=len(members))
        picked = pick_quotes(places[members], confidence[rows[members]], lengths)
        quotes.append([int(rows[members[position]]) for position in picked])
    return name_themes(spoken), quotes
