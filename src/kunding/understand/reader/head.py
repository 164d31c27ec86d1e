"""What the reader learns from one company: its own labels move the shipped heads, gently where labels are few.

For each question: logits = trust x shipped log-probabilities + bias + named features + the company's own n-grams,
fitted by penalised likelihood around the shipped answer, so that no label changes nothing and many change much; how
much of it is believed is chosen by labels set aside.
From MANY labels on, crossed margins of support vector machines stand for named features and n-grams.
"""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags

from kunding.understand.reader.artefact import Artefact
from kunding.understand.reader.heads import log_softmax
from kunding.understand.reader.margins import Margins, crossed
from kunding.understand.reader.ngrams import apart
from kunding.understand.reader.readings import INTENTS, SENTIMENTS
from kunding.understand.reader.seen import Seen, look, shipped_weights

Matrix = npt.NDArray[np.float32]

BAD, GOOD = 0.3, 0.7  # ratings (0..1) up to which a text counts as negative, from which as positive
FEWEST = 12  # labels below which nothing is learned
FREEDOM = {"trust": 0.3, "bias": 0.5, "named": 0.005, "grams": 50.0}
MARGINS = FREEDOM | {"named": 1.0}
MANY = 1000  # labels from which margins are learned
EVENING = (0.0, 0.1, 0.2)  # how far rare classes may be weighted up; the labels themselves choose
ROUNDS = 120
STRENGTHS = (0.0, 0.25, 0.5, 0.75, 1.0)  # how much of what few labels say is believed; the labels themselves choose
FOLDS, SEED = 5, 3
_PARTS = ("bias", "mean", "spread", "named", "columns", "rarity")


class TooFewLabels(ValueError):
    """There are not enough labels to learn from."""


@dataclass(frozen=True)
class Shift:
    """What was learned for one question."""

    classes: tuple[str, ...]
    trust: float
    bias: Matrix
    mean: Matrix
    spread: Matrix
    named: Matrix  # features x classes
    columns: npt.NDArray[np.int32]
    rarity: Matrix
    grams: Matrix  # columns x classes

    def log_probabilities(self, shipped: Matrix, named: Matrix, grams: csr_matrix) -> Matrix:
        """The shipped log-probabilities moved towards what the company's labels say."""
        own = _weighted(grams, self.columns, self.rarity) @ self.grams if len(self.columns) else 0
        return log_softmax(self.trust * shipped + self.bias + ((named - self.mean) / self.spread) @ self.named + own)

    def softened(self, strength: float) -> "Shift":
        """The same shift, only so strong: 0 leaves the shipped answer as it is, 1 is all that was learned."""
        single = np.float32(strength)
        trust = 1 + strength * (self.trust - 1)
        return replace(self, trust=trust, bias=single * self.bias, named=single * self.named, grams=single * self.grams)


@dataclass(frozen=True)
class CompanyHead:
    """Shifts per question ("sentiment", "intent"), learned from a company's own labels."""

    shifts: dict[str, Shift]
    labels: int
    margins: dict[str, Margins] = field(default_factory=dict)

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        *,
        sentiments: Sequence[str | None] | None = None,
        ratings: Sequence[float | None] | None = None,
        intents: Sequence[str | None] | None = None,
        weights: Artefact | None = None,
    ) -> "CompanyHead":
        """Learn from texts with labels (None = unknown); a rating counts where a sentiment is not known.

        `weights` are those of the reader that will use the head (default: the shipped ones). Raises TooFewLabels
        when fewer than FEWEST labels are known for every question.
        """
        moods = [label or _mood(rating) for label, rating in zip(_filled(sentiments, texts), _filled(ratings, texts),
                                                                 strict=True)]  # fmt: skip
        seen = look(texts, weights or shipped_weights())
        grams = seen.grams.matrix()
        shifts, margins = {}, {}
        for question, classes, labels in (
            ("sentiment", SENTIMENTS, moods), ("intent", INTENTS, _filled(intents, texts)),
        ):  # fmt: skip
            rows = np.array([at for at, label in enumerate(labels) if label], dtype=np.int64)
            if len(rows) >= FEWEST:
                numbers = np.array([classes.index(labels[at]) for at in rows])
                shipped = seen.logs[question][rows]
                if len(rows) >= MANY:
                    parts = apart(seen.tokens).matrix()[rows], seen.named[rows], shipped
                    margins[question] = Margins.fit(numbers, len(classes), *parts)
                    shifts[question] = _learn_many(classes, numbers, crossed(numbers, len(classes), *parts), shipped)
                else:
                    shifts[question] = _learn_few(classes, numbers, seen.named[rows], grams[rows], shipped)
        if not shifts:
            raise TooFewLabels(f"At least {FEWEST} labelled texts are needed to learn a company's own way of writing.")
        return cls(shifts, len(texts), margins)

    def moved(self, seen: Seen) -> dict[str, Matrix]:
        """Log-probabilities per question of a batch after what the company taught."""
        grams = seen.grams.matrix()
        parts = apart(seen.tokens).matrix() if self.margins else grams
        moved = dict(seen.logs)
        for question, shift in self.shifts.items():
            named, shipped = seen.named, seen.logs[question]
            if question in self.margins:
                named = self.margins[question].of(parts, named, shipped)
            moved[question] = shift.log_probabilities(shipped, named, grams)
        return moved

    def to_bytes(self) -> bytes:
        """The head as one compressed block."""
        card = {question: {"classes": shift.classes, "trust": shift.trust} for question, shift in self.shifts.items()}
        arrays: dict[str, Any] = {
            f"{question}_{part}": getattr(shift, part) for question, shift in self.shifts.items() for part in _PARTS
        }
        arrays |= {f"{question}_grams": shift.grams.astype(np.float16) for question, shift in self.shifts.items()}
        for question, margins in self.margins.items():
            arrays |= margins.arrays(f"{question}_margins")
        block = io.BytesIO()
        np.savez_compressed(block, card=np.array(json.dumps({"labels": self.labels, "questions": card})), **arrays)
        return block.getvalue()

    @classmethod
    def from_bytes(cls, block: bytes) -> "CompanyHead":
        """The head that `to_bytes` wrote."""
        with np.load(io.BytesIO(block)) as arrays:
            card = json.loads(str(arrays["card"]))
            shifts = {
                question: Shift(
                    classes=tuple(told["classes"]),
                    trust=told["trust"],
                    grams=arrays[f"{question}_grams"].astype(np.float32),
                    **{part: arrays[f"{question}_{part}"] for part in _PARTS},
                )
                for question, told in card["questions"].items()
            }  # fmt: skip
            margins = {
                question: Margins.from_arrays(f"{question}_margins", arrays)
                for question in shifts
                if f"{question}_margins_bias" in arrays
            }
        return cls(shifts, card["labels"], margins)


def _filled(labels: Sequence[Any] | None, texts: Sequence[str]) -> Sequence[Any]:
    return labels if labels is not None else [None] * len(texts)


def _mood(rating: float | None) -> str | None:
    if rating is None or np.isnan(rating):
        return None
    return "negative" if rating <= BAD else "positive" if rating >= GOOD else "neutral"


def _learn_few(classes: tuple[str, ...], label: npt.NDArray[np.int64], named: Matrix, grams: csr_matrix,
               shipped: Matrix) -> Shift:  # fmt: skip
    """What the labels say, so strong as makes labels that were not learned from likeliest."""
    fold = np.random.default_rng(SEED).permutation(len(label)) % FOLDS
    surprise = np.zeros(len(STRENGTHS))
    for one in range(FOLDS):
        known, rest = np.flatnonzero(fold != one), np.flatnonzero(fold == one)
        learned = _learn(classes, label[known], named[known], grams[known], shipped[known])
        for at, strength in enumerate(STRENGTHS):
            logs = learned.softened(strength).log_probabilities(shipped[rest], named[rest], grams[rest])
            surprise[at] -= logs[np.arange(len(rest)), label[rest]].sum()
    return _learn(classes, label, named, grams, shipped).softened(STRENGTHS[int(surprise.argmin())])


def _learn(classes: tuple[str, ...], label: npt.NDArray[np.int64], named: Matrix, grams: csr_matrix,
           shipped: Matrix) -> Shift:  # fmt: skip
    columns, seen = np.unique(grams.indices, return_counts=True)
    columns = columns[seen > 1].astype(np.int32)
    rarity = (1 + np.log((1 + grams.shape[0]) / (1 + seen[seen > 1]))).astype(np.float32)
    mean, spread = named.mean(axis=0), named.std(axis=0) + np.float32(0.1)
    inputs = _Inputs(shipped, (named - mean) / spread, _weighted(grams, columns, rarity), label, len(classes))
    trust, bias, weights, own = _fitted(inputs)
    return Shift(classes, trust, bias, mean, spread, weights, columns, rarity, own)


def _learn_many(classes: tuple[str, ...], label: npt.NDArray[np.int64], margins: Matrix, shipped: Matrix) -> Shift:
    """Margins as probabilities; rare classes are weighted up as far as accuracy and macro-F1 together rise."""
    nothing = csr_matrix(np.zeros((len(label), 0), dtype=np.float32))
    mean, spread = margins.mean(axis=0), margins.std(axis=0) + np.float32(0.1)
    plain = _Inputs(shipped, (margins - mean) / spread, nothing, label, len(classes), MARGINS)
    share = np.bincount(label, minlength=len(classes))[label] / len(label)
    found = []
    for evening in EVENING:
        weight = share**-evening
        trust, bias, weights, own = _fitted(replace(plain, weight=weight / weight.mean()))
        none = np.zeros(0, dtype=np.int32)
        shift = Shift(classes, trust, bias, mean, spread, weights, none, none.astype(np.float32), own)
        guess = shift.log_probabilities(shipped, margins, nothing).argmax(axis=1)
        found.append((_quality(label, guess), shift))
    return max(found, key=lambda one: one[0])[1]


def _quality(label: npt.NDArray[np.int64], guess: npt.NDArray[np.int64]) -> float:
    """Accuracy plus macro-F1 over the classes that occur."""
    right = [2 * ((label == one) & (guess == one)).sum() / ((label == one).sum() + (guess == one).sum())
             for one in np.unique(label)]  # fmt: skip
    return float((label == guess).mean() + np.mean(right))


def _fitted(inputs: "_Inputs") -> tuple[float, Matrix, Matrix, Matrix]:
    """Trust, bias, weights of named features and of n-grams under which the labels are likeliest."""
    start = np.zeros(inputs.size)
    start[0] = 1.0
    found = minimize(inputs.loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    trust, bias, weights, own = inputs.parts(found.x)
    single = np.float32
    return float(trust), bias.astype(single), weights.astype(single), own.astype(single)


@dataclass(frozen=True)
class _Inputs:
    """The penalised likelihood of one question's labels."""

    shipped: Matrix
    named: Matrix
    grams: csr_matrix
    label: npt.NDArray[np.int64]
    classes: int
    freedom: Mapping[str, float] = field(default_factory=lambda: FREEDOM)
    weight: npt.NDArray[np.float64] | float = 1.0

    @property
    def size(self) -> int:
        return 1 + self.classes * (1 + int(self.named.shape[1]) + int(self.grams.shape[1]))

    def parts(self, flat: npt.NDArray[np.float64]) -> tuple[Any, Any, Any, Any]:
        middle = 1 + self.classes * (1 + self.named.shape[1])
        named = flat[1 + self.classes : middle].reshape(-1, self.classes)
        return flat[0], flat[1 : 1 + self.classes], named, flat[middle:].reshape(-1, self.classes)

    def loss(self, flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        trust, bias, named, grams = self.parts(flat)
        logs = log_softmax(trust * self.shipped + bias + self.named @ named + self.grams @ grams)
        rows = np.arange(len(self.label))
        error = np.exp(logs)
        error[rows, self.label] -= 1
        error *= np.reshape(self.weight, (-1, 1))
        free = self.freedom
        penalty = (trust - 1) ** 2 / free["trust"] + (bias**2).sum() / free["bias"]
        penalty += (named**2).sum() / free["named"] + (grams**2).sum() / free["grams"]
        slope = np.concatenate([
            [(error * self.shipped).sum() + (trust - 1) / free["trust"]],
            error.sum(axis=0) + bias / free["bias"],
            (self.named.T @ error + named / free["named"]).ravel(),
            (self.grams.T @ error + grams / free["grams"]).ravel(),
        ])  # fmt: skip
        return float(-(self.weight * logs[rows, self.label]).sum() + penalty / 2), slope.astype(np.float64)


def _weighted(grams: csr_matrix, columns: npt.NDArray[np.int32], rarity: Matrix) -> csr_matrix:
    """The company's n-grams weighted by their rarity there, each row scaled to length 1."""
    part = csr_matrix(grams[:, columns] @ diags(rarity))
    length = np.sqrt(np.asarray(part.multiply(part).sum(axis=1)).ravel())
    return csr_matrix(diags(1 / np.maximum(length, 1e-6)) @ part, dtype=np.float32)
