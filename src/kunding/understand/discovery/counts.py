"""Texts as sparse rows of word counts over a fixed vocabulary."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kunding.understand.discovery.words import Stems, cut

LONGEST_TEXT = 20_000
"""Characters of a text that are read; a longer one repeats itself or is an attachment."""

LARGEST_VOCABULARY = 6_000


class WordCounter:
    """Counts the words of texts over a vocabulary; remembers which written form is which column."""

    def __init__(self, stems: Stems, vocabulary: Sequence[str]) -> None:
        self.vocabulary = list(vocabulary)
        self._columns = _Columns(stems, self.vocabulary)

    def count(self, texts: Iterable[str]) -> sparse.csr_matrix:
        """Word counts, float32 (texts, vocabulary)."""
        return self.count_words(cut(text[:LONGEST_TEXT]) for text in texts)

    def count_words(self, texts: Iterable[list[str]]) -> sparse.csr_matrix:
        """The same for texts that are cut already."""
        columns = self._columns
        rows = [[columns[word] for word in words] for words in texts]
        return to_matrix(rows, len(self.vocabulary))


class _Columns(dict[str, int]):
    """Written form → column, -1 if it has none."""

    def __init__(self, stems: Stems, vocabulary: Sequence[str]) -> None:
        super().__init__()
        self._stems = stems
        self._column = {stem: column for column, stem in enumerate(vocabulary)}

    def __missing__(self, word: str) -> int:
        column = self._column.get(self._stems[word], -1)
        self[word] = column
        return column


def to_matrix(rows: Sequence[Sequence[int]], width: int) -> sparse.csr_matrix:
    """Lists of columns (-1 is skipped) as a matrix of counts, float32 (len(rows), width)."""
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    columns = np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=int(lengths.sum()))
    row_of = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)
    kept = columns >= 0
    ones = np.ones(int(kept.sum()), dtype=np.float32)
    matrix = sparse.csr_matrix((ones, (row_of[kept], columns[kept])), shape=(len(rows), width), dtype=np.float32)
    matrix.sum_duplicates()
    return matrix


def choose_vocabulary(texts: Iterable[list[str]], stems: Stems, *, at_least: int) -> list[str]:
    """The stems that stand in at least so many texts, sorted, so that the order of texts plays no part.

    At most 6,000, the most common ones: beyond them the time grows and the themes do not change.
    """
    frequency: Counter[str] = Counter()
    for words in texts:
        frequency.update({stems[word] for word in words})
    common = [(-count, stem) for stem, count in frequency.items() if stem and count >= at_least]
    return sorted(stem for _, stem in sorted(common)[:LARGEST_VOCABULARY])


def presence(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """The same rows with 1 for every word that occurs."""
    present = counts.copy()
    present.data = np.ones_like(present.data)
    return present


def document_share(counts: sparse.csr_matrix) -> NDArray[np.float64]:
    """Share of the texts in which each word occurs, (vocabulary,)."""
    return np.bincount(counts.indices, minlength=counts.shape[1]) / max(counts.shape[0], 1)
