"""The five forms a metric can have: what is summed over rows, and which figures come out of the sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from kunding.lake.interval import steady_mean, wilson

if TYPE_CHECKING:
    import ibis.expr.types as ir

Cells = Mapping[str, Any]  # part → column of the aggregated table


class Measure(Protocol):
    """A form: its sums over a group of rows, and the figures made of them.

    `additive` sums may be added up over parts of the rows (days, files), so they can come from a roll-up.
    """

    additive: ClassVar[bool]
    interval: ClassVar[str]

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        """Return part → aggregate."""

    def figures(self, name: str, cells: Cells) -> dict[str, ir.Value]:
        """Return column → figure, the metric's own name first."""


@dataclass(frozen=True)
class Count:
    """How many rows fulfil a condition (all, if there is none)."""

    where: ir.BooleanValue | None = None
    additive: ClassVar[bool] = True
    interval: ClassVar[str] = "none (everything is counted)"

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        return {"count": rows.count(where=self.where)}

    def figures(self, name: str, cells: Cells) -> dict[str, ir.Value]:
        return {name: cells["count"].fill_null(0).cast("int64")}


@dataclass(frozen=True)
class Distinct:
    """How many different values a column has."""

    column: ir.Column
    additive: ClassVar[bool] = False
    interval: ClassVar[str] = "none (everything is counted)"

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        return {"count": self.column.nunique()}

    def figures(self, name: str, cells: Cells) -> dict[str, ir.Value]:
        return {name: cells["count"].fill_null(0).cast("int64")}


@dataclass(frozen=True)
class Share:
    """The share of rows that fulfil `part` among those that fulfil `whole`, 0…1."""

    part: ir.BooleanValue
    whole: ir.BooleanValue
    additive: ClassVar[bool] = True
    interval: ClassVar[str] = "Wilson"

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        return {"part": rows.count(where=self.part & self.whole), "whole": rows.count(where=self.whole)}

    def figures(self, name: str, cells: Cells) -> dict[str, ir.Value]:
        part, whole = cells["part"], cells["whole"]
        low, high = wilson(part, whole)
        share = part / whole.nullif(0).cast("float64")
        return {name: share, f"{name}_n": whole.fill_null(0).cast("int64"),
                f"{name}_low": low, f"{name}_high": high}


@dataclass(frozen=True)
class Balance:
    """Share for minus share against, in points from −100 to +100."""

    plus: ir.BooleanValue
    minus: ir.BooleanValue
    whole: ir.BooleanValue
    additive: ClassVar[bool] = True
    interval: ClassVar[str] = "normal, one imagined answer added at each end of the scale"

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        return {"plus": rows.count(where=self.plus & self.whole),
                "minus": rows.count(where=self.minus & self.whole), "whole": rows.count(where=self.whole)}

    def figures(self, name: str, cells: Cells) -> dict[str, ir.Value]:
        n = cells["whole"].cast("float64")
        total, squares = (cells["plus"] - cells["minus"]) * 100.0, (cells["plus"] + cells["minus"]) * 10_000.0
        low, high = steady_mean(n, total, squares, scale=(-100.0, 100.0))
        return {name: total / n.nullif(0), f"{name}_n": cells["whole"].fill_null(0).cast("int64"),
                f"{name}_low": low, f"{name}_high": high}


@dataclass(frozen=True)
class Mean:
    """The mean of a bounded scale over the rows that have a value."""

    value: ir.NumericColumn
    scale: tuple[float, float]
    additive: ClassVar[bool] = True
    interval: ClassVar[str] = "normal, one imagined answer added at each end of the scale"

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        value = self.value.cast("float64")
        return {"n": self.value.count(), "total": value.sum(), "squares": (value * value).sum()}

    def figures(self, name: str, cells: Cells) -> dict[str, ir.Value]:
        n = cells["n"].cast("float64")
        low, high = steady_mean(n, cells["total"], cells["squares"], scale=self.scale)
        return {name: cells["total"] / n.nullif(0), f"{name}_n": cells["n"].fill_null(0).cast("int64"),
                f"{name}_low": low, f"{name}_high": high}


@dataclass(frozen=True)
class Quantile:
    """The value below which this part of the rows lies, interpolated (0.5: the median)."""

    value: ir.NumericColumn
    part: float
    additive: ClassVar[bool] = False
    interval: ClassVar[str] = "none (n is given)"

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        return {"value": self.value.quantile(self.part), "n": self.value.count()}

    def figures(self, name: str, cells: Cells) -> dict[str, ir.Value]:
        return {name: cells["value"].cast("float64"), f"{name}_n": cells["n"].fill_null(0).cast("int64")}
