"""The reader: texts in, readings out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from kunding.understand.reader import language, lexicon, tokens
from kunding.understand.reader.lexicon import COLUMN
from kunding.understand.reader.readings import Readings, joined
from kunding.understand.reader.touchpoints import TouchpointHint

BATCH = 2048


@dataclass(frozen=True)
class Reader:
    """The embedded reader with the heads of one artefact."""

    version: str

    @classmethod
    def shipped(cls) -> "Reader":
        """The reader of the package (loaded once per process)."""
        return _shipped()

    def read(self, texts: Sequence[str], ratings: Sequence[float | None] | None = None,
             touchpoints: Sequence[TouchpointHint] | None = None, competitors: Sequence[str] = (),
             head: Any = None) -> Readings:  # fmt: skip
        """Read texts; a batch gives the same as its texts one by one."""
        starts = range(0, max(len(texts), 1), BATCH)
        return joined([self._read(texts[start : start + BATCH]) for start in starts])

    def _read(self, texts: Sequence[str]) -> Readings:
        words = tokens.tokenise(texts)
        languages = language.identify(texts, words)
        found = lexicon.match(words, language.bits(languages), lexicon.shipped())
        sign = found[:, COLUMN["positive_sum"]] - found[:, COLUMN["negative_sum"]] - found[:, COLUMN["problem_sum"]]
        n = len(texts)
        sentiment = np.where(sign > 0.5, "positive", np.where(sign < -0.5, "negative", "neutral"))
        probability = (0.5 + 0.4 * np.tanh(np.abs(sign))).astype(np.float32)
        cues = ["complaint", "praise", "idea", "question", "leaving", "chasing"]
        score = np.stack([found[:, COLUMN[f"cue_{name}"]] for name in cues], axis=1)
        score[:, 3] += words.shape[:, tokens.SHAPE["questions"]]
        score[:, 0] += sign < -0.5
        best = score.argmax(axis=1)
        intent = [cues[b] if s > 0.5 else "none" for b, s in zip(best, score.max(axis=1), strict=True)]
        return Readings(
            language=languages, sentiment=sentiment.tolist(), sentiment_probability=probability,
            sure=probability > 0.6, intent=intent, intent_probability=np.full(n, 0.5, dtype=np.float32),
            wants=["nothing"] * n, urgency=["normal"] * n, competitor=[""] * n, touchpoint=[None] * n,
            touchpoint_probability=np.zeros(n, dtype=np.float32), spans=[[] for _ in range(n)],
        )  # fmt: skip


@lru_cache(maxsize=1)
def _shipped() -> Reader:
    return Reader(version="0.1-lists")
