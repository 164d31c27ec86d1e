"""The kernels that find one word or one phrase in the tables of the lists."""

from typing import Any

import numpy as np

from kunding.understand.reader.compiled import compiled
from kunding.understand.reader.cutting import PRIME, SEED
from kunding.understand.reader.keys import find
from kunding.understand.reader.lexicon.lists import ANY_NUMBER, GAP, INNER_SALT, STEM_SALT

SHORTEST, LONGEST = 3, 16  # letters of a stem
COMPOUND = 8  # letters from which a word is searched for inner parts
STEM = np.uint64(STEM_SALT)
INNER = np.uint64(INNER_SALT)


@compiled
def entry_of(chars: Any, at: int, size: int, key: Any, keys: Any, values: Any) -> int:
    """The list entry of one word: itself, else its longest stem, else its longest inner part."""
    found = find(keys, values, key)
    if found >= 0:
        return found
    part = SEED
    for step in range(min(size, LONGEST)):
        part = (part ^ np.uint64(chars[at + step])) * PRIME
        if step + 1 >= SHORTEST:
            stem = find(keys, values, part ^ STEM)
            if stem >= 0:
                found = stem
    if found >= 0 or size < COMPOUND:
        return found
    return _inner(chars, at, size, keys, values)


@compiled
def _inner(chars: Any, at: int, size: int, keys: Any, values: Any) -> int:
    """The longest part of a compound that a list knows, or -1."""
    found, longest = -1, 0
    for left in range(1, min(size, 40) - 3):
        part = SEED
        for step in range(min(size - left, LONGEST)):
            part = (part ^ np.uint64(chars[at + left + step])) * PRIME
            if step >= 3 and step + 1 > longest:
                inner = find(keys, values, part ^ INNER)
                if inner >= 0:
                    found, longest = inner, step + 1
    return found


@compiled
def phrase_ends(chars: Any, start: Any, length: Any, kind: Any, key: Any, token: int, end: int, part_key: Any,
                 part_length: Any, low: int, high: int) -> int:  # fmt: skip
    """The word after the phrase `low:high` that begins at `token`, or -1."""
    at = token
    part = low
    free = 0
    while part < high:
        if part_length[part] == GAP:
            free = 3
            part += 1
            continue
        while True:
            if at >= end or kind[at] == 2:
                return -1
            if _fits(chars, start[at], length[at], kind[at], key[at], part_key[part], part_length[part]):
                break
            if kind[at] != 3:
                if free == 0:
                    return -1
                free -= 1
            at += 1
        at += 1
        free = 0
        part += 1
    return at


@compiled
def _fits(chars: Any, at: int, size: int, kind: int, key: Any, wanted: Any, stem: int) -> bool:
    if stem == ANY_NUMBER:
        return bool(kind == 1)
    if stem == 0:
        return bool(key == wanted)
    if size < stem:
        return False
    part = SEED
    for step in range(stem):
        part = (part ^ np.uint64(chars[at + step])) * PRIME
    return bool(part == wanted)
