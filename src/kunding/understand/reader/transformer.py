"""Sentiment by a transformer from a local folder; everything else is read by the embedded reader."""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from kunding.understand.reader.knowledge import NOTHING, Knowledge
from kunding.understand.reader.reader import SURE, Reader
from kunding.understand.reader.readings import SENTIMENTS, Readings

LONGEST = 2000  # characters of a text that are handed to the model
_FIRST_LETTERS = {"neg": "negative", "neu": "neutral", "pos": "positive"}
_STARS = {"1": "negative", "2": "negative", "3": "neutral", "4": "positive", "5": "positive"}


class TransformerUnavailable(RuntimeError):
    """The transformer cannot be used here."""


@dataclass(frozen=True)
class TransformerReader:
    """The embedded reader with a transformer's judgement of sentiment."""

    classify: Callable[[list[str]], list[list[dict[str, Any]]]]
    name: str

    @classmethod
    def from_folder(cls, folder: Path) -> "TransformerReader":
        """Load a text classification model; nothing is fetched from anywhere."""
        try:
            transformers = importlib.import_module("transformers")
        except ImportError as missing:
            raise TransformerUnavailable(
                f"KUNDING_READER points to the model in {folder}, but the package “transformers” is not installed. "
                "Install it with `pip install 'kunding[transformer]'`, or leave KUNDING_READER empty."
            ) from missing
        try:
            model = transformers.AutoModelForSequenceClassification.from_pretrained(str(folder), local_files_only=True)
            words = transformers.AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
        except (OSError, ValueError) as broken:
            raise TransformerUnavailable(f"{folder} holds no text classification model: {broken}") from broken
        judge = transformers.pipeline("text-classification", model=model, tokenizer=words, top_k=None, truncation=True)
        return cls(lambda texts: list(judge(texts)), folder.name)

    @property
    def version(self) -> str:
        """Name of the model and version of the embedded reader beside it."""
        return f"transformer {self.name}, {Reader.shipped().version}"

    def read(
        self,
        texts: Sequence[str],
        ratings: Sequence[float | None] | None = None,
        known: Knowledge = NOTHING,
    ) -> Readings:
        """As Reader.read, with the model's sentiment."""
        readings = Reader.shipped().read(texts, ratings, known)
        if not texts:
            return readings
        shares = np.array([_shares(one) for one in self.classify([text[:LONGEST] or "." for text in texts])])
        best = shares.argmax(axis=1)
        probability = shares.max(axis=1).astype(np.float32)
        return replace(
            readings,
            sentiment=[SENTIMENTS[at] for at in best],
            sentiment_probability=probability,
            sure=probability >= SURE,
        )


def _shares(scores: Sequence[dict[str, Any]]) -> list[float]:
    """The probabilities of negative, neutral, positive from a model's own labels (words or stars)."""
    shares = dict.fromkeys(SENTIMENTS, 0.0)
    for one in scores:
        label = str(one["label"]).lower()
        sentiment = _FIRST_LETTERS.get(label[:3]) or _STARS.get(label[:1])
        if sentiment is None:
            raise TransformerUnavailable(
                f"The model answers “{one['label']}”; understood are negative, neutral, positive and 1 to 5 stars."
            )
        shares[sentiment] += float(one["score"])
    return [shares[name] for name in SENTIMENTS]
