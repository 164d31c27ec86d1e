"""A guess which of the company's touchpoints a text is about: from their names, synonyms and confirmed examples.

A name counts by the share of its n-grams that the text holds, each weighted by how few of the company's touchpoints
share it; an example counts by its cosine with the text. No training, so a new touchpoint is known at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags, vstack

from kunding.understand.reader.ngrams import Grams, grams
from kunding.understand.reader.tokens import tokenise

SURE_NAME = 0.62  # share of a name found in the text at which a guess is as good as even
NAME_SLOPE, EXAMPLE_SLOPE = 14.0, 12.0
SURE_EXAMPLE = 0.38
LEAST = 0.5  # below this probability nothing is guessed


@dataclass(frozen=True)
class TouchpointHint:
    """What is known of one touchpoint: its key, its names and synonyms, texts that people assigned to it."""

    key: str
    names: tuple[str, ...]
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class TouchpointIndex:
    """Names and examples of all touchpoints as rows of hashed n-grams; `owner[row]` is the touchpoint's number."""

    keys: tuple[str, ...]
    names: csr_matrix
    name_owner: npt.NDArray[np.int64]
    examples: csr_matrix
    example_owner: npt.NDArray[np.int64]
    rarity: npt.NDArray[np.float32]

    @classmethod
    def of(cls, hints: Sequence[TouchpointHint]) -> "TouchpointIndex":
        """Index the company's touchpoints."""
        named = [(at, name) for at, hint in enumerate(hints) for name in hint.names if name.strip()]
        shown = [(at, text) for at, hint in enumerate(hints) for text in hint.examples if text.strip()]
        names, examples = _rows([name for _, name in named]), _rows([text for _, text in shown])
        rarity = _rarity(vstack([names, examples]).tocsr())
        return cls(
            keys=tuple(hint.key for hint in hints),
            names=_scaled(names, rarity, power=1),
            name_owner=np.array([at for at, _ in named], dtype=np.int64),
            examples=_scaled(examples, rarity, power=2),
            example_owner=np.array([at for at, _ in shown], dtype=np.int64),
            rarity=rarity,
        )

    def guess(self, texts: Grams) -> tuple[list[str | None], npt.NDArray[np.float32]]:
        """The likeliest touchpoint of each text (None where none is likely) and its probability."""
        count = len(texts.first) - 1
        chance = np.zeros((count, len(self.keys)), dtype=np.float32)
        if not self.keys:
            return [None] * count, np.zeros(count, dtype=np.float32)
        matrix = texts.matrix()
        if self.names.shape[0]:
            present = matrix.copy()
            present.data = np.ones_like(present.data)
            share = (present @ self.names.T).toarray()
            np.maximum.at(chance.T, self.name_owner, _chance(share, SURE_NAME, NAME_SLOPE).T)
        if self.examples.shape[0]:
            near = (_scaled(matrix, self.rarity, power=2) @ self.examples.T).toarray()
            np.maximum.at(chance.T, self.example_owner, _chance(near, SURE_EXAMPLE, EXAMPLE_SLOPE).T)
        best = chance.argmax(axis=1)
        probability = _shared(chance)
        keys = [self.keys[at] if one >= LEAST else None for at, one in zip(best, probability, strict=True)]
        return keys, probability


def _rows(texts: list[str]) -> csr_matrix:
    return grams(tokenise(texts)).matrix() if texts else csr_matrix((0, grams(tokenise([""])).matrix().shape[1]))


def _rarity(matrix: csr_matrix) -> npt.NDArray[np.float32]:
    """How telling each n-gram is; n-grams that no touchpoint has keep a middling weight."""
    count = np.bincount(matrix.indices, minlength=matrix.shape[1])
    outcome: npt.NDArray[np.float32] = (1 + np.log((matrix.shape[0] + 1) / (count + 1))).astype(np.float32)
    return outcome


def _scaled(matrix: csr_matrix, rarity: npt.NDArray[np.float32], *, power: int) -> csr_matrix:
    """Rows weighted by rarity and scaled to sum 1 (`power` 1) or length 1 (`power` 2)."""
    weighted = matrix.copy()
    present = (weighted.data > 0) if power == 1 else weighted.data
    weighted.data = present * rarity[weighted.indices]
    size = np.asarray((weighted.power(power)).sum(axis=1)).ravel() ** (1 / power)
    return csr_matrix(diags(1 / np.maximum(size, 1e-9)) @ weighted, dtype=np.float32)


def _chance(score: npt.NDArray[np.float32], middle: float, slope: float) -> npt.NDArray[np.float32]:
    outcome: npt.NDArray[np.float32] = (1 / (1 + np.exp(-slope * (score - middle)))).astype(np.float32)
    return outcome


def _shared(chance: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The best chance, lowered where a second touchpoint is about as likely."""
    if chance.shape[1] == 1:
        return chance[:, 0]
    two = np.sort(chance, axis=1)[:, -2:]
    lowered = two[:, 1] * two[:, 1] / np.maximum(two[:, 1] + 0.5 * two[:, 0], 1e-9)
    return np.asarray(lowered, dtype=np.float32)
