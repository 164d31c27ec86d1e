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
from kunding.understand.reader.tokens import PRIME, SEED, Tokens

BITS = 18
COLUMNS = 1 << BITS
MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Grams:
    """Hashed n-grams of a batch as compressed sparse rows: texts x COLUMNS."""

    first: npt.NDArray[np.int64]
    column: npt.NDArray[np.int32]
    value: npt.NDArray[np.float32]

    def matrix(self) -> csr_matrix:
        """The same as a scipy matrix, for training."""
        return csr_matrix((self.value, self.column, self.first), shape=(len(self.first) - 1, COLUMNS))


def grams(tokens: Tokens) -> Grams:
    """Hash the n-grams of a batch."""
    return Grams(*_grams(tokens.characters, tokens.start, tokens.length, tokens.kind, tokens.key, tokens.first))


@compiled
def _grams(chars: Any, start: Any, length: Any, kind: Any, key: Any, first: Any) -> Any:
    texts = first.shape[0] - 1
    most = 0
    for token in range(start.shape[0]):
        most += 4 * (length[token] + 2) + 2
    column = np.empty(most, dtype=np.int32)
    value = np.empty(most, dtype=np.float32)
    rows = np.zeros(texts + 1, dtype=np.int64)
    seen = np.zeros(COLUMNS, dtype=np.int32)
    shift = np.uint64(64 - BITS)
    used = 0
    for text in range(texts):
        begin = used
        before = np.uint64(0)
        for token in range(first[text], first[text + 1]):
            what = kind[token]
            word = key[token]
            if what == 2 or what == 3:
                before = np.uint64(0)
                continue
            slot = np.int32((word * MIX) >> shift)
            if seen[slot] == 0:
                column[used] = slot
                used += 1
            seen[slot] += 1
            if before != np.uint64(0):
                slot = np.int32(((before * np.uint64(31) + word) * MIX) >> shift)
                if seen[slot] == 0:
                    column[used] = slot
                    used += 1
                seen[slot] += 1
            before = word
            if what != 0 and what != 8:
                continue
            size = min(length[token], 60)
            at = start[token]
            for left in range(-1, size):
                value_of = SEED
                for step in range(5):
                    place = left + step
                    if place > size:
                        break
                    code = np.uint64(32)
                    if 0 <= place < size:
                        code = np.uint64(chars[at + place])
                    value_of = (value_of ^ code) * PRIME
                    if step > 0:
                        slot = np.int32(((value_of ^ np.uint64(step)) * MIX) >> shift)
                        if seen[slot] == 0:
                            column[used] = slot
                            used += 1
                        seen[slot] += 1
        norm = 0.0
        for place in range(begin, used):
            slot = column[place]
            weight = 1.0 + np.log(np.float64(seen[slot])) if seen[slot] > 1 else 1.0
            value[place] = weight
            norm += weight * weight
            seen[slot] = 0
        if norm > 0:
            scale = np.float32(1.0 / np.sqrt(norm))
            for place in range(begin, used):
                value[place] *= scale
        rows[text + 1] = used
    return rows, column[:used].copy(), value[:used].copy()
