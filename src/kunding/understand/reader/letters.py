"""What each character is: its lower-case form and its kind, as two tables that the kernels look up."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]

SPACE, LETTER, DIGIT, STOP, COMMA, QUESTION, EXCLAMATION, SYMBOL, JOINER = range(9)
PLANE = 0x10000  # characters beyond this plane (emoji, rare scripts) are symbols and have no case
_CASELESS = 0x3040  # from here to the surrogates: scripts of Asia, letters without case
_SURROGATES = 0xD800

_STOPS = ".;:\n\r…"
_COMMAS = ',()[]"„“”«»–—|'
_APOSTROPHES = "’‘´`ʼ"


@lru_cache(maxsize=1)
def tables() -> tuple[Codes, Kinds]:
    """Lower-case table (uint32) and kind table (uint8), one entry per character of the basic plane."""
    fold = np.arange(PLANE, dtype=np.uint32)
    kind = np.full(PLANE, SYMBOL, dtype=np.uint8)
    kind[_CASELESS:_SURROGATES] = LETTER
    for code in range(_CASELESS):
        char = chr(code)
        lower = char.lower()
        if len(lower) == 1 and ord(lower) < PLANE:
            fold[code] = ord(lower)
        kind[code] = _kind(char)
    for char in _APOSTROPHES:
        fold[ord(char)] = ord("'")
    return fold, kind


def _kind(char: str) -> int:
    if char == "\n" or char in _STOPS:
        return STOP
    if char.isspace() or char in "-/_*":
        return SPACE
    if char.isalpha():
        return LETTER
    if char.isdigit():
        return DIGIT
    if char in "'" + _APOSTROPHES:
        return JOINER
    if char in _COMMAS:
        return COMMA
    if char in "?？¿":
        return QUESTION
    if char in "!！¡":
        return EXCLAMATION
    return SYMBOL
