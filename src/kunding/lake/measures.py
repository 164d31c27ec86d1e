"""The seven forms a metric can have: what is summed over rows, and which figure comes out of the sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    import ibis.expr.types as ir

Cells = Mapping[str, Any]  # part → column of the table of sums
UNIT = (0.0, 1.0)
POINTS = (-100.0, 100.0)


class Measure(Protocol):
    """A form: its sums over a group of rows, and the figure made of them.

    `additive` sums may be added up over parts of the rows, so they can come from a roll-up. `spread` names
    the function of `interval.SPREADS` that says how sure the figure is; "" for what is simply counted.
    """

    additive: ClassVar[bool]
    spread: ClassVar[str]

    @property
    def scale(self) -> tuple[float, float]:
        """The ends of the scale on which the figure lies."""

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        """Return part → aggregate."""

    def figure(self, cells: Cells) -> ir.Value:
        """Return the figure; null where there is nothing behind it."""


@dataclass(frozen=True)
class Count:
    """How many rows fulfil a condition (all, if there is none)."""

    where: ir.BooleanValue | None = None
    scale: tuple[float, float] = UNIT
    additive: ClassVar[bool] = True
    spread: ClassVar[str] = ""

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        """See `Measure`."""
        return {"count": rows.count(where=self.where)}

    def figure(self, cells: Cells) -> ir.Value:
        """See `Measure`."""
        return cells["count"].fill_null(0).cast("int64")


@dataclass(frozen=True)
class Distinct:
    """How many different values a column has."""

    column: ir.Column
    scale: tuple[float, float] = UNIT
    additive: ClassVar[bool] = False
    spread: ClassVar[str] = ""

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        """See `Measure`."""
        return {"count": self.column.nunique()}

    def figure(self, cells: Cells) -> ir.Value:
        """See `Measure`."""
        return cells["count"].fill_null(0).cast("int64")


@dataclass(frozen=True)
class Total:
    """The sum of a column over the rows that have a value; null where none has."""

    value: ir.NumericColumn
    scale: tuple[float, float] = UNIT
    additive: ClassVar[bool] = True
    spread: ClassVar[str] = "counted"

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        """See `Measure`."""
        return {"total": self.value.cast("float64").sum(), "n": self.value.count()}

    def figure(self, cells: Cells) -> ir.Value:
        """See `Measure`."""
        return cells["total"].cast("float64")


@dataclass(frozen=True)
class Share:
    """The share of rows that fulfil `part` among those that fulfil `whole`, 0…1."""

    part: ir.BooleanValue
    whole: ir.BooleanValue
    scale: tuple[float, float] = UNIT
    additive: ClassVar[bool] = True
    spread: ClassVar[str] = "share"

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        """See `Measure`."""
        return {"part": rows.count(where=self.part & self.whole), "whole": rows.count(where=self.whole)}

    def figure(self, cells: Cells) -> ir.Value:
        """See `Measure`."""
        return cells["part"] / cells["whole"].nullif(0).cast("float64")


@dataclass(frozen=True)
class Balance:
    """Share for minus share against, in points from −100 to +100."""

    plus: ir.BooleanValue
    minus: ir.BooleanValue
    whole: ir.BooleanValue
    scale: tuple[float, float] = POINTS
    additive: ClassVar[bool] = True
    spread: ClassVar[str] = "balance"

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        """See `Measure`."""
        return {
            "plus": rows.count(where=self.plus & self.whole),
            "minus": rows.count(where=self.minus & self.whole),
            "whole": rows.count(where=self.whole),
        }

    def figure(self, cells: Cells) -> ir.Value:
        """See `Measure`."""
        return (cells["plus"] - cells["minus"]) * 100.0 / cells["whole"].nullif(0).cast("float64")


@dataclass(frozen=True)
class Mean:
    """The mean of a bounded scale over the rows that have a value."""

    value: ir.NumericColumn
    scale: tuple[float, float]
    additive: ClassVar[bool] = True
    spread: ClassVar[str] = "mean"

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        """See `Measure`. Sums are of the value brought to 0…1."""
        low, high = self.scale
        value = self.value.cast("float64")
        share = value if self.scale == UNIT else (value - low) / (high - low)
        return {"n": share.count(), "total": share.sum(), "squares": (share * share).sum()}

    def figure(self, cells: Cells) -> ir.Value:
        """See `Measure`."""
        low, high = self.scale
        mean = cells["total"] / cells["n"].nullif(0).cast("float64")
        return mean if self.scale == UNIT else mean * (high - low) + low


@dataclass(frozen=True)
class Quantile:
    """The value below which this part of the rows lies, interpolated (0.5: the median)."""

    value: ir.NumericColumn
    part: float
    scale: tuple[float, float] = UNIT
    additive: ClassVar[bool] = False
    spread: ClassVar[str] = "counted"

    def sums(self, rows: ir.Table) -> dict[str, ir.Value]:
        """See `Measure`."""
        return {"value": self.value.quantile(self.part), "n": self.value.count()}

    def figure(self, cells: Cells) -> ir.Value:
        """See `Measure`."""
        return cells["value"].cast("float64")
