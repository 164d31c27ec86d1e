"""Hash tables from word keys to numbers that compiled kernels can search."""

from typing import Any

import numpy as np

from kunding.understand.reader.compiled import compiled

MIX = 0x9E3779B97F4A7C15
_MIX = np.uint64(MIX)
_WORD64 = 0xFFFFFFFFFFFFFFFF


def table(entries: dict[int, int]) -> tuple[Any, Any]:
    """An open-addressing table: keys (0 = free) and values."""
    size = 1 << max(4, (3 * len(entries)).bit_length())
    keys, values = np.zeros(size, dtype=np.uint64), np.zeros(size, dtype=np.int32)
    for key, value in entries.items():
        slot = (key * MIX & _WORD64) >> 20 & (size - 1)
        while keys[slot]:
            slot = (slot + 1) & (size - 1)
        keys[slot], values[slot] = key, value
    return keys, values


@compiled
def find(keys: Any, values: Any, key: Any) -> int:
    """The value of a key, or -1."""
    mask = keys.shape[0] - 1
    slot = np.int64((key * _MIX) >> np.uint64(20)) & mask
    while keys[slot] != np.uint64(0):
        if keys[slot] == key:
            return int(values[slot])
        slot = (slot + 1) & mask
    return -1
