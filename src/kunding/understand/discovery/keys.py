"""A key for each text that is the same in every run, and a sample by key that grows and shrinks gently."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray


def key_texts(texts: Sequence[str]) -> NDArray[np.uint64]:
    """A 64-bit hash of each text, uint64 (n,)."""
    joined = b"".join(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest() for text in texts)
    return np.frombuffer(joined, dtype=np.uint64).copy()


def sample_by_key(keys: NDArray[np.uint64], size: int, *, seed: int) -> NDArray[np.int64]:
    """Rows of the texts with the smallest keys: the same texts are drawn in every run, whatever else comes in.

    Ordered by key, one row for each distinct key.
    """
    turned = keys ^ np.uint64((seed * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF)
    _, first = np.unique(turned, return_index=True)
    chosen: NDArray[np.int64] = first[:size].astype(np.int64)
    return chosen
