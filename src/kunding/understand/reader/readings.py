"""What was read: equally long columns, one entry per text."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

SENTIMENTS = ("negative", "neutral", "positive")
INTENTS = ("complaint", "praise", "idea", "question", "leaving", "chasing", "none")
WANTS = ("answer", "refund", "repair", "information", "change", "cancel", "nothing")
URGENCIES = ("low", "normal", "high")

Span = tuple[int, int, str]

_SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("kind", pa.string())])
_TYPES = {"sentiment_probability": pa.float32(), "intent_probability": pa.float32(),
          "touchpoint_probability": pa.float32(), "sure": pa.bool_(), "spans": pa.list_(_SPAN)}  # fmt: skip


@dataclass(frozen=True)
class Readings:
    """Readings of a batch of texts, column by column."""

    language: list[str]
    sentiment: list[str]
    sentiment_probability: npt.NDArray[np.float32]
    sure: npt.NDArray[np.bool_]
    intent: list[str]
    intent_probability: npt.NDArray[np.float32]
    wants: list[str]
    urgency: list[str]
    competitor: list[str]
    touchpoint: list[str | None]
    touchpoint_probability: npt.NDArray[np.float32]
    spans: list[list[Span]]

    def __len__(self) -> int:
        return len(self.language)

    def to_arrow(self) -> pa.Table:
        """The readings as an Arrow table with one column per field."""
        return pa.table({one.name: pa.array(self._plain(one.name), type=_TYPES.get(one.name, pa.string()))
                         for one in fields(self)})  # fmt: skip

    def rows(self) -> list[dict[str, Any]]:
        """The readings as one plain dict per text, ready for JSON."""
        columns = {one.name: getattr(self, one.name) for one in fields(self)}
        plain = {name: column.tolist() if isinstance(column, np.ndarray) else column
                 for name, column in columns.items()}  # fmt: skip
        return [dict(zip(plain, values, strict=True)) for values in zip(*plain.values(), strict=True)]

    def _plain(self, name: str) -> Any:
        column = getattr(self, name)
        if name == "spans":
            keys = ("start", "end", "kind")
            return [[dict(zip(keys, span, strict=True)) for span in spans] for spans in column]
        return column


def joined(parts: Sequence[Readings]) -> Readings:
    """Several batches as one."""
    columns: dict[str, Any] = {}
    for one in fields(Readings):
        pieces = [getattr(part, one.name) for part in parts]
        if isinstance(pieces[0], np.ndarray):
            columns[one.name] = np.concatenate(pieces)
        else:
            columns[one.name] = [value for piece in pieces for value in piece]
    return Readings(**columns)
