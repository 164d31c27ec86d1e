"""Texts cut into words: one pass over all characters of a batch, in machine code."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kunding.understand.reader import letters
from kunding.understand.reader.cutting import PRIME, SEED, cut

SHAPES = (
    "characters", "letters", "capitals", "digits", "longest_number", "ats", "stretched", "links", "mentions",
    "hashtags", "words", "questions", "exclamations", "shouted",
)  # fmt: skip
SHAPE = {name: at for at, name in enumerate(SHAPES)}

LONGEST = 20_000  # characters of one text that are read: what follows changes no judgement


@dataclass(frozen=True)
class Tokens:
    """The words of a batch: flat columns over all words, `first[i]:first[i+1]` are those of text i."""

    characters: npt.NDArray[np.uint32]  # lower case, stretched letters shortened to one
    start: npt.NDArray[np.int64]
    length: npt.NDArray[np.int32]
    kind: npt.NDArray[np.uint8]
    key: npt.NDArray[np.uint64]
    first: npt.NDArray[np.int64]
    shape: npt.NDArray[np.float32]  # texts x SHAPES

    @property
    def texts(self) -> int:
        """How many texts the batch holds."""
        return len(self.first) - 1


def tokenise(texts: Sequence[str]) -> Tokens:
    """Cut texts into words, numbers, stops, symbols, links and mentions."""
    codes, offsets = _codes([_composed(text[:LONGEST]) for text in texts])
    fold, kind = letters.tables()
    return Tokens(*cut(codes, offsets, fold, kind, len(SHAPES)))


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _codes(texts: list[str]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    joined = "".join(texts).encode("utf-32-le", errors="surrogatepass")
    offsets = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)), out=offsets[1:])
    return np.frombuffer(joined, dtype=np.uint32), offsets


def word_key(word: str) -> int:
    """The key of one lower-case word, as the kernels compute it."""
    value = int(SEED)
    for char in word:
        value = ((value ^ ord(char)) * int(PRIME)) & 0xFFFFFFFFFFFFFFFF
    return value
