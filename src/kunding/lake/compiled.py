"""A compiled question: its SQL, and what is worked out from the sums that the SQL returns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kunding.lake.interval import SPREADS, Numbers


@dataclass(frozen=True)
class Shown:
    """A metric of the answer: its spread, and the columns of the SQL in which its sums stand."""

    name: str
    spread: str
    scale: tuple[float, float]
    sums: Mapping[str, str]


@dataclass(frozen=True)
class Compiled:
    """SQL with places for values; `keys` are the columns that come first in the answer."""

    sql: str
    keys: tuple[str, ...] = ()
    metrics: tuple[Shown, ...] = ()

    def finished(self, table: pa.Table) -> pa.Table:
        """Return the answer: keys, then each metric with its n, low and high; the sums are left out."""
        columns = {key: _day(table[key]) for key in self.keys}
        for shown in self.metrics:
            columns[shown.name] = table[shown.name]
            if shown.spread:
                sums = {part: _numbers(table[column]) for part, column in shown.sums.items()}
                for suffix, values in SPREADS[shown.spread](sums, shown.scale).items():
                    columns[f"{shown.name}_{suffix}"] = _column(suffix, values)
        return pa.table(columns)

    def written(self) -> str:
        """Return this as text for a file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @staticmethod
    def read(text: str) -> Compiled:
        """Return what `written` wrote."""
        parts = json.loads(text)
        shown = tuple(Shown(m["name"], m["spread"], tuple(m["scale"]), m["sums"]) for m in parts["metrics"])
        return Compiled(parts["sql"], tuple(parts["keys"]), shown)


def _day(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a week as its Monday: engines differ in whether that is a day or a moment."""
    return column.cast(pa.timestamp("us")).cast(pa.date32()) if pa.types.is_timestamp(column.type) else column


def _numbers(column: pa.ChunkedArray) -> Numbers:
    """Return sums as numbers; a group that has none has 0."""
    numbers: Numbers = pc.fill_null(column.cast(pa.float64()), 0.0).to_numpy()
    return numbers


def _column(suffix: str, values: Numbers) -> pa.Array:
    if suffix == "n":
        return pa.array(values.astype(np.int64))
    return pa.array(values, mask=np.isnan(values))
