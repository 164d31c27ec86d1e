"""Linear heads: many hashed n-grams first, then few named features together with what the n-grams say."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kunding.understand.reader.compiled import compiled
from kunding.understand.reader.ngrams import Grams

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class NgramHead:
    """Weights of hashed n-grams, one byte each: COLUMNS x classes; `scale` and `bias` per class."""

    weights: npt.NDArray[np.int8]
    scale: Matrix
    bias: Matrix

    @classmethod
    def quantised(cls, weights: npt.NDArray[np.float64], bias: npt.NDArray[np.float64]) -> "NgramHead":
        """Round weights (classes x COLUMNS) to one byte."""
        scale = np.maximum(np.abs(weights).max(axis=1), 1e-9) / 127
        rounded = np.rint(weights / scale[:, None]).astype(np.int8)
        return cls(np.ascontiguousarray(rounded.T), scale.astype(np.float32), bias.astype(np.float32))

    def scores(self, grams: Grams) -> Matrix:
        """Log-probabilities per class: texts x classes."""
        raw = np.zeros((len(grams.first) - 1, len(self.scale)), dtype=np.float32)
        _add(grams.first, grams.column, grams.value, self.weights, raw)
        return log_softmax(raw * self.scale + self.bias)


@dataclass(frozen=True)
class StackHead:
    """A linear head on standardised features: `(features - mean) / spread @ weights + bias`, cooled by `heat`."""

    mean: Matrix
    spread: Matrix
    weights: Matrix
    bias: Matrix
    heat: float

    def logits(self, features: Matrix) -> Matrix:
        """Logits per class: texts x classes."""
        inputs = (features - self.mean) / self.spread
        return np.asarray((inputs @ self.weights + self.bias) / self.heat, dtype=np.float32)


@dataclass(frozen=True)
class Tower:
    """An n-gram head under a stacked head, for one question and its classes."""

    classes: tuple[str, ...]
    ngrams: NgramHead
    stack: StackHead

    def log_probabilities(self, features: Matrix, scores: Matrix) -> Matrix:
        """Calibrated log-probabilities from named features and the n-gram head's scores: texts x classes."""
        return log_softmax(self.stack.logits(np.hstack([features, squashed(scores)])))


@dataclass(frozen=True)
class Together:
    """Several n-gram heads side by side, so that one look-up per n-gram serves all of them."""

    heads: tuple[NgramHead, ...]
    weights: npt.NDArray[np.int8]

    @classmethod
    def of(cls, heads: tuple[NgramHead, ...]) -> "Together":
        """Lay the weights of the heads side by side."""
        return cls(heads, np.ascontiguousarray(np.hstack([one.weights for one in heads])))

    def scores(self, grams: Grams) -> list[Matrix]:
        """Log-probabilities of each head."""
        raw = np.zeros((len(grams.first) - 1, self.weights.shape[1]), dtype=np.float32)
        _add(grams.first, grams.column, grams.value, self.weights, raw)
        parts = np.split(raw, np.cumsum([len(one.scale) for one in self.heads])[:-1], axis=1)
        return [log_softmax(part * one.scale + one.bias) for part, one in zip(parts, self.heads, strict=True)]


def squashed(scores: Matrix) -> Matrix:
    """N-gram log-probabilities with a floor, so that one loud n-gram cannot outvote everything."""
    return np.maximum(scores, np.float32(-4.0))


def log_softmax(logits: Matrix) -> Matrix:
    """Rows of logits as log-probabilities."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    outcome: Matrix = (shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))).astype(np.float32)
    return outcome


@compiled
def _add(first: Any, column: Any, value: Any, weights: Any, raw: Any) -> None:
    classes = weights.shape[1]
    for text in range(first.shape[0] - 1):
        for place in range(first[text], first[text + 1]):
            slot = column[place]
            for one in range(classes):
                raw[text, one] += value[place] * weights[slot, one]
