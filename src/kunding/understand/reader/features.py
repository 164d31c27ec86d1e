"""What the heads look at beside n-grams: findings of the word lists and the shape of the text, some hundred columns."""

from typing import Any

import numpy as np
import numpy.typing as npt

from kunding.understand.reader.lexicon import COLUMN, COLUMNS
from kunding.understand.reader.tokens import SHAPE, Tokens

Matrix = npt.NDArray[np.float32]
Columns = npt.NDArray[np.floating[Any]]

_SUMS = [name for name in COLUMNS if not name.startswith("cue_") and "polarity" not in name and "contrast" not in name]
_SIGNED = ["last_polarity", "first_polarity", "after_contrast", "before_contrast"]
_CUES = [name for name in COLUMNS if name.startswith("cue_") and name != "cue_first"]  # names judge nothing
_PAIRS = (
    ("cue_thanks", "problem"), ("cue_thanks", "negative"), ("cue_thanks", "positive"), ("cue_sarcasm", "problem"),
    ("cue_sarcasm", "negative"), ("cue_sarcasm", "positive"), ("question", "problem"), ("question", "negative"),
    ("question", "positive"), ("cue_wait", "problem"), ("cue_wait", "cue_chasing"), ("cue_news", "negative"),
    ("cue_news", "problem"), ("cue_news", "positive"), ("cue_me", "negative"), ("cue_me", "problem"),
    ("cue_me", "positive"), ("link", "negative"), ("link", "problem"), ("link", "positive"), ("contrast", "negative"),
    ("contrast", "positive"), ("positive", "negative"), ("cue_wish", "cue_idea"), ("cue_question", "question"),
    ("cue_idea", "question"), ("cue_chasing", "question"), ("cue_complaint", "question"), ("cue_you", "problem"),
    ("cue_leaving", "negative"), ("cue_leaving", "negators"), ("exclaims", "negative"), ("exclaims", "positive"),
    ("short", "positive"), ("short", "negative"), ("cue_stays", "positive"), ("cue_warns", "negative"),
    ("cue_danger", "problem"), ("mention", "cue_me"), ("mention", "cue_you"), ("asks", "cue_wish"),
)  # fmt: skip


def features(tokens: Tokens, found: Matrix) -> Matrix:
    """One row per text; columns are named by `names()`."""
    return np.stack(list(_columns(tokens, found).values()), axis=1).astype(np.float32)


def names() -> list[str]:
    """The columns of `features` in order."""
    none = np.zeros((1, len(COLUMNS)), dtype=np.float32)
    return list(_columns(_no_tokens(), none))


def _columns(tokens: Tokens, found: Matrix) -> dict[str, Columns]:
    row: dict[str, Columns] = {}
    for name in _SUMS + _CUES:
        row[name] = np.log1p(np.maximum(found[:, COLUMN[name]], 0))
    for name in _SIGNED:
        row[name] = np.tanh(found[:, COLUMN[name]])
    shape = {name: tokens.shape[:, at] for name, at in SHAPE.items()}
    _mood(row, found, shape)
    _form(row, shape)
    for left, right in _PAIRS:
        row[f"{left} & {right}"] = row[left] * row[right]
    return row


def _mood(row: dict[str, Columns], found: Matrix, shape: dict[str, Matrix]) -> None:
    positive = found[:, COLUMN["positive_sum"]]
    negative = found[:, COLUMN["negative_sum"]]
    problem = found[:, COLUMN["problem_sum"]]
    burden = negative + 0.6 * problem
    words = np.sqrt(shape["words"] + 4)
    row["positive"] = np.tanh(positive / 1.5)
    row["negative"] = np.tanh(negative / 1.5)
    row["problem"] = np.tanh(problem / 1.5)
    row["balance"] = (positive - burden) / (positive + burden + 1)
    row["density"] = (positive - burden) / words
    row["burden"] = burden / words
    row["only positive"] = ((positive > 0) & (burden == 0)).astype(np.float32)
    row["only burden"] = ((positive == 0) & (burden > 0)).astype(np.float32)
    row["silent"] = ((positive == 0) & (burden == 0)).astype(np.float32)
    row["contrast"] = (found[:, COLUMN["after_contrast"]] != 0).astype(np.float32)


def _form(row: dict[str, Columns], shape: dict[str, Matrix]) -> None:
    row["question"] = np.minimum(shape["questions"], 2) / 2
    row["exclaims"] = np.minimum(shape["exclamations"], 3) / 3
    row["link"] = np.minimum(shape["links"], 1)
    row["mention"] = np.minimum(shape["mentions"], 1)
    row["hashtag"] = np.minimum(shape["hashtags"], 3) / 3
    row["length"] = np.log1p(shape["characters"]) / 5
    row["long"] = np.tanh(shape["words"] / 60)
    row["short"] = np.exp(-shape["words"] / 8)
    row["stretched"] = np.minimum(shape["stretched"], 1)
    row["shouted"] = np.tanh(shape["shouted"] / 3)
    row["numbers"] = np.tanh(shape["digits"] / 6)
    row["asks"] = ((shape["questions"] > 0) & (shape["questions"] * 18 >= shape["words"])).astype(np.float32)


def _no_tokens() -> Tokens:
    empty = np.zeros(0)
    return Tokens(
        empty.astype(np.uint32), empty.astype(np.int64), empty.astype(np.int32), empty.astype(np.uint8),
        empty.astype(np.uint64), np.zeros(2, dtype=np.int64), np.zeros((1, len(SHAPE)), dtype=np.float32),
    )  # fmt: skip
