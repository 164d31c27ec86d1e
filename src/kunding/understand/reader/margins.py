"""How clearly a text belongs to each class, by support vector machines over a company's many labels.

Words with their pairs and runs of characters are weighted by rarity and scaled to length 1 apart, so that the many
runs do not drown the few words; named features and the shipped answer stand beside them with little weight.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags, hstack

from kunding.understand.reader.ngrams import APART

Matrix = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

STRICTNESS = 0.5  # weight of mistakes against simple weights (C)
NAMED, SHIPPED = 0.03, 0.3  # weight of the named features and of the shipped answer beside n-grams of length 1
FOLDS, SEED, ROUNDS = 5, 3, 60
_KEPT: dict[str, Any] = {"columns": np.int32, "rarity": np.float16, "grams": np.float16}


@dataclass(frozen=True)
class Margins:
    """One machine per class; above zero it says yes."""

    columns: npt.NDArray[np.int32]  # of `ngrams.apart` that are looked at
    rarity: Matrix
    mean: Matrix
    spread: Matrix
    grams: Matrix  # columns x classes
    beside: Matrix  # named features, then shipped classes x classes
    bias: Matrix

    @classmethod
    def fit(cls, label: Numbers, classes: int, grams: csr_matrix, named: Matrix, shipped: Matrix) -> "Margins":
        """Learn from n-grams apart, named features and shipped log-probabilities of labelled texts."""
        columns, seen = np.unique(grams.indices, return_counts=True)
        columns = columns[seen > 1].astype(np.int32)
        rarity = (1 + np.log((1 + grams.shape[0]) / (1 + seen[seen > 1]))).astype(np.float32)
        mean, spread = named.mean(axis=0), named.std(axis=0) + np.float32(0.1)
        beside = _beside(named, shipped, mean, spread)
        inputs = csr_matrix(hstack([scaled(grams, columns, rarity), csr_matrix(beside)]))
        machines = [_machine(inputs, label == one, classes) for one in range(classes)]
        weights = np.stack([weight for weight, _ in machines], axis=1).astype(np.float32)
        bias = np.array([bias for _, bias in machines], dtype=np.float32)
        return cls(columns, rarity, mean, spread, weights[: len(columns)], weights[len(columns) :], bias)

    def of(self, grams: csr_matrix, named: Matrix, shipped: Matrix) -> Matrix:
        """Margins of texts: texts x classes."""
        beside = _beside(named, shipped, self.mean, self.spread) @ self.beside
        return np.asarray(scaled(grams, self.columns, self.rarity) @ self.grams + beside + self.bias, dtype=np.float32)

    def arrays(self, name: str) -> dict[str, npt.NDArray[Any]]:
        """What is stored, under names that begin with `name`."""
        return {
            f"{name}_{part.name}": getattr(self, part.name).astype(_KEPT.get(part.name, np.float32))
            for part in fields(self)
        }

    @classmethod
    def from_arrays(cls, name: str, arrays: Mapping[str, npt.NDArray[Any]]) -> "Margins":
        """What `arrays` gave."""
        single = {part.name: arrays[f"{name}_{part.name}"].astype(np.float32) for part in fields(cls)[1:]}
        return cls(columns=arrays[f"{name}_columns"].astype(np.int32), **single)


def crossed(label: Numbers, classes: int, grams: csr_matrix, named: Matrix, shipped: Matrix) -> Matrix:
    """Margins of each labelled text by machines that did not learn from it."""
    fold = np.random.default_rng(SEED).permutation(len(label)) % FOLDS
    margins = np.zeros((len(label), classes), dtype=np.float32)
    for one in range(FOLDS):
        known, rest = np.flatnonzero(fold != one), np.flatnonzero(fold == one)
        learned = Margins.fit(label[known], classes, grams[known], named[known], shipped[known])
        margins[rest] = learned.of(grams[rest], named[rest], shipped[rest])
    return margins


def scaled(grams: csr_matrix, columns: npt.NDArray[np.int32], rarity: Matrix) -> csr_matrix:
    """N-grams apart weighted by rarity; words and runs of each text scaled to length 1 each."""
    words = int(np.searchsorted(columns, APART))
    part = csr_matrix(grams[:, columns] @ diags(rarity))
    return csr_matrix(hstack([_unit(part[:, :words]), _unit(part[:, words:])]), dtype=np.float32)


def _unit(part: csr_matrix) -> csr_matrix:
    length = np.sqrt(np.asarray(part.multiply(part).sum(axis=1)).ravel())
    return csr_matrix(diags(1 / np.maximum(length, 1e-6)) @ part)


def _beside(named: Matrix, shipped: Matrix, mean: Matrix, spread: Matrix) -> Matrix:
    centred = shipped - shipped.mean(axis=1, keepdims=True)
    return np.hstack([(named - mean) / spread * np.float32(NAMED), centred * np.float32(SHIPPED)])


def _machine(inputs: csr_matrix, label: npt.NDArray[np.bool_], classes: int) -> tuple[npt.NDArray[np.float64], float]:
    """Weights and bias of one class; a class that never or always occurs has a bias only."""
    if label.all() or not label.any():
        return np.zeros(inputs.shape[1]), 1.0 if label.all() else -1.0
    side = np.where(label, 1.0, -1.0)
    cost = STRICTNESS * np.where(label, len(label) / (classes * label.sum()), 1.0)
    back = csr_matrix(inputs.T)

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        """Squared hinge; written out, for a library that is loaded for it alone would cost seconds at each start."""
        short = np.maximum(1 - side * (inputs @ flat[:-1] + flat[-1]), 0)
        pull = -2 * cost * side * short
        return float(flat @ flat / 2 + cost @ short**2), flat + np.append(back @ pull, pull.sum())

    start = np.zeros(inputs.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    return found[:-1], float(found[-1])
