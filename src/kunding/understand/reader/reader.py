"""The reader: texts in, readings out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from kunding.understand.reader import competitors as rivals
from kunding.understand.reader import purposes, ratings
from kunding.understand.reader.artefact import Artefact
from kunding.understand.reader.head import CompanyHead
from kunding.understand.reader.heads import log_softmax
from kunding.understand.reader.knowledge import NOTHING, Knowledge
from kunding.understand.reader.readings import INTENTS, SENTIMENTS, Readings, joined
from kunding.understand.reader.seen import Seen, look, shipped_weights
from kunding.understand.reader.spans import spans
from kunding.understand.reader.touchpoints import TouchpointHint, TouchpointIndex

BATCH = 1024
SURE = 0.6  # probability of the best sentiment from which it is told without "unclear"

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Reader:
    """The embedded reader with the weights of one artefact."""

    weights: Artefact

    @classmethod
    def shipped(cls) -> "Reader":
        """The reader of the package; its weights are loaded once per process."""
        return cls(shipped_weights())

    @property
    def version(self) -> str:
        """What is written into every reading, so that one can tell which reader read it."""
        return f"embedded {self.weights.version}"

    def read(
        self,
        texts: Sequence[str],
        ratings: Sequence[float | None] | None = None,
        known: Knowledge = NOTHING,
    ) -> Readings:
        """Read texts: a batch gives the same as its texts one by one.

        `ratings` are 0..1 (None where there is none) and count as evidence; `known` is what is known of the company.
        """
        index = _index(known.touchpoints) if known.touchpoints else None
        starts = range(0, max(len(texts), 1), BATCH)
        return joined(
            [
                self._read(
                    texts[start : start + BATCH],
                    ratings[start : start + BATCH] if ratings is not None else None,
                    index, known,
                )
                for start in starts
            ]
        )  # fmt: skip

    def _read(self, texts: Sequence[str], given: Sequence[float | None] | None, index: TouchpointIndex | None,
              known: Knowledge) -> Readings:  # fmt: skip
        seen = look(texts, self.weights)
        logs = _moved(seen, known.head)
        if given is not None:
            logs["sentiment"] = log_softmax(logs["sentiment"] + ratings.evidence(given))
        sentiment, sentiment_probability = _best(logs["sentiment"], SENTIMENTS)
        intent, intent_probability = _best(logs["intent"], INTENTS)
        nowhere = np.zeros(len(texts), dtype=np.float32)
        touchpoint: list[str | None] = [None] * len(texts)
        touchpoint_probability = nowhere
        if index:
            touchpoint, touchpoint_probability = index.guess(seen.grams)
        return Readings(
            language=seen.languages,
            sentiment=sentiment,
            sentiment_probability=sentiment_probability,
            sure=sentiment_probability >= SURE,
            intent=intent,
            intent_probability=intent_probability,
            wants=purposes.wants(seen.found, intent),
            urgency=purposes.urgency(seen.found, seen.tokens.shape, intent, sentiment),
            competitor=rivals.competitors(texts, seen.found, known.competitors),
            touchpoint=touchpoint,
            touchpoint_probability=touchpoint_probability,
            spans=spans(texts, seen.tokens, seen.found),
        )


@lru_cache(maxsize=1)
def _index(touchpoints: tuple[TouchpointHint, ...]) -> TouchpointIndex:
    return TouchpointIndex.of(touchpoints)


def _moved(seen: Seen, head: CompanyHead | None) -> dict[str, Matrix]:
    """The log-probabilities after what the company taught."""
    if head is None:
        return dict(seen.logs)
    return head.moved(seen)


def _best(logs: Matrix, classes: tuple[str, ...]) -> tuple[list[str], Matrix]:
    best = logs.argmax(axis=1)
    probability = np.exp(logs[np.arange(len(best)), best])
    return [classes[at] for at in best], np.clip(probability, 0, 1).astype(np.float32)
