"""What a metric is: a function from the facts to a measure, with its table and unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kunding.lake.measures import Measure

if TYPE_CHECKING:
    import ibis.expr.types as ir

HOUR, DAY = 3600.0, 86400.0


@dataclass(frozen=True)
class Facts:
    """What a metric is made of: rows of its table, and the moment at which open and overdue is meant."""

    rows: ir.Table
    at: ir.TimestampScalar


@dataclass(frozen=True)
class Metric:
    """A defined metric: its name, table, unit, and whether it needs the moment of asking."""

    name: str
    table: str
    unit: str
    needs_at: bool
    measure: Callable[[Facts], Measure]

    @property
    def about(self) -> str:
        """What the metric says, in one or two sentences."""
        return " ".join((self.measure.__doc__ or "").split())


_DEFINED: dict[str, Metric] = {}
METRICS: Mapping[str, Metric] = MappingProxyType(_DEFINED)
_Definition = Callable[[Facts], Measure]


def metric(table: str, unit: str, *, needs_at: bool = False) -> Callable[[_Definition], _Definition]:
    """Define a metric under the name of the function that is decorated."""

    def define(measure: _Definition) -> _Definition:
        name = measure.__name__
        _DEFINED[name] = Metric(name, table, unit, needs_at, measure)
        return measure

    return define


def seconds(start: ir.TimestampColumn, end: ir.TimestampColumn) -> ir.NumericColumn:
    """Return whole seconds; cut off first, since engines differ in what they do with parts of a second."""
    return (_epoch(end) - _epoch(start)).cast("float64")


def _epoch(moment: ir.TimestampValue) -> ir.NumericValue:
    return moment.truncate("s").epoch_seconds()
