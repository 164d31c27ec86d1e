"""Words and character n-grams hashed into columns, in one compiled kernel.

Features of a text: words, pairs of neighbouring words, and runs of 2 to 5 characters inside each word padded with a
blank on both sides. Values are 1 + log(count), scaled to length 1 per text.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from kunding.understand.reader.compiled import compiled
from kunding.understand.reader.cutting import PRIME, SEED
from kunding.understand.reader.tokens import Tokens

BITS = 18
COLUMNS = 1 << BITS
MIX = np.uint64(0x9E3779B97F4A7C15)
APART_BITS = 19  # for words and for runs each, where nothing is shipped: fewer of a company's n-grams share a column
APART = 1 << APART_BITS
LONGEST_WORD = 60


@dataclass(frozen=True)
class Grams:
    """Hashed n-grams of a batch as compressed sparse rows: texts x COLUMNS."""

    first: npt.NDArray[np.int64]
    column: npt.NDArray[np.int32]
    value: npt.NDArray[np.float32]
    columns: int = COLUMNS

    def matrix(self) -> csr_matrix:
        """The same as a scipy matrix, for training."""
        return csr_matrix((self.value, self.column, self.first), shape=(len(self.first) - 1, self.columns))


def grams(tokens: Tokens) -> Grams:
    """Hash the n-grams of a batch."""
    return Grams(*_hashed(tokens, BITS, 0))


def apart(tokens: Tokens) -> Grams:
    """Hash the n-grams of a batch, words and their pairs into the first APART columns, runs behind them."""
    first, column, value = _hashed(tokens, APART_BITS, APART)
    return Grams(first, column, value, 2 * APART)


def _hashed(tokens: Tokens, bits: int, behind: int) -> Any:
    flat = tokens.characters, tokens.start, tokens.length, tokens.kind, tokens.key, tokens.first
    return _grams(*flat, bits, behind)


@compiled
def _grams(chars: Any, start: Any, length: Any, kind: Any, key: Any, first: Any, bits: int, behind: int) -> Any:
    texts = first.shape[0] - 1
    shift = np.uint64(64 - bits)
    most = 0
    for token in range(start.shape[0]):
        most += 4 * (min(length[token], LONGEST_WORD) + 2) + 2
    column = np.empty(most, dtype=np.int32)
    value = np.empty(most, dtype=np.float32)
    rows = np.zeros(texts + 1, dtype=np.int64)
    seen = np.zeros((1 << bits) + behind, dtype=np.int32)
    used = 0
    for text in range(texts):
        begin = used
        before = np.uint64(0)
        for token in range(first[text], first[text + 1]):
            if kind[token] in (2, 3):
                before = np.uint64(0)
                continue
            used = _note(key[token], shift, 0, seen, column, used)
            if before != np.uint64(0):
                used = _note(before * np.uint64(31) + key[token], shift, 0, seen, column, used)
            before = key[token]
            if kind[token] in (0, 8):
                size = min(length[token], LONGEST_WORD)
                used = _runs(chars, start[token], size, shift, behind, seen, column, used)
        _scale(seen, column, value, begin, used)
        rows[text + 1] = used
    return rows, column[:used].copy(), value[:used].copy()


@compiled
def _note(key: Any, shift: Any, behind: int, seen: Any, column: Any, used: int) -> int:
    """Count one n-gram; return how many different ones there are."""
    slot = np.int32((key * MIX) >> shift) + behind
    if seen[slot] == 0:
        column[used] = slot
        used += 1
    seen[slot] += 1
    return used


@compiled
def _runs(chars: Any, at: int, size: int, shift: Any, behind: int, seen: Any, column: Any, used: int) -> int:
    """Count the runs of 2 to 5 characters of a word with a blank on both sides."""
    for left in range(-1, size):
        key = SEED
        for step in range(min(5, size - left + 1)):
            place = left + step
            code = np.uint64(chars[at + place]) if 0 <= place < size else np.uint64(32)
            key = (key ^ code) * PRIME
            if step > 0:
                used = _note(key ^ np.uint64(step), shift, behind, seen, column, used)
    return used


@compiled
def _scale(seen: Any, column: Any, value: Any, begin: int, end: int) -> None:
    """Turn the counts of one text into values of length 1 and clear the counts."""
    norm = 0.0
    for place in range(begin, end):
        count = seen[column[place]]
        weight = 1.0 + np.log(np.float64(count)) if count > 1 else 1.0
        value[place] = weight
        norm += weight * weight
        seen[column[place]] = 0
    scale = np.float32(1.0 / np.sqrt(max(norm, 1e-12)))
    for place in range(begin, end):
        value[place] *= scale
