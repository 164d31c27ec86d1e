"""What a text asks for and how much it presses, from the word lists' findings and the intent."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kunding.understand.reader.lexicon import COLUMN
from kunding.understand.reader.tokens import SHAPE

Matrix = npt.NDArray[np.float32]

_CUES = ("answer", "refund", "repair", "information", "change", "cancel")
_LEAST = 0.9  # evidence from which a want is believed
_LEANING = {
    "question": {"information": 1.0, "answer": 0.2},
    "chasing": {"answer": 1.0, "refund": 0.3},
    "complaint": {"answer": 0.3, "repair": 0.4, "refund": 0.4},
    "leaving": {"cancel": 1.2},
    "idea": {"change": 1.2},
    "praise": {},
    "none": {},
}
_SILENT = ("praise", "none")


def wants(found: Matrix, intents: Sequence[str]) -> list[str]:
    """What each text wants: answer, refund, repair, information, change, cancel or nothing."""
    evidence = np.stack([np.tanh(found[:, COLUMN[f"cue_{cue}"]]) for cue in _CUES], axis=1)
    leaning = np.array([[_LEANING[intent].get(cue, 0.0) for cue in _CUES] for intent in intents])
    score = evidence + leaning.reshape(evidence.shape)
    best = score.argmax(axis=1)
    return [
        _CUES[at] if most >= _LEAST and intent not in _SILENT else "nothing"
        for at, most, intent in zip(best, score.max(axis=1), intents, strict=True)
    ]


def urgency(found: Matrix, shape: Matrix, intents: Sequence[str], sentiments: Sequence[str]) -> list[str]:
    """How soon somebody should look: low, normal or high.

    High where danger, a deadline or a lawyer is named in a text that wants something; low for praise, ideas and
    mere remarks.
    """
    pressing = np.tanh(found[:, COLUMN["cue_urgent"]]) + 0.8 * np.tanh(found[:, COLUMN["cue_danger"]])
    pressing += 0.3 * np.minimum(shape[:, SHAPE["shouted"]], 3) / 3
    pressing += 0.3 * np.tanh(found[:, COLUMN["negative_most"]])
    return [
        _degree(intent, sentiment, float(press))
        for intent, sentiment, press in zip(intents, sentiments, pressing, strict=True)
    ]


def _degree(intent: str, sentiment: str, pressing: float) -> str:
    if pressing >= 1.2 or (pressing >= 1.0 and intent in ("complaint", "chasing", "leaving")):
        return "high"
    if intent in ("praise", "idea", "none") and sentiment != "negative":
        return "low"
    return "normal"
