"""The rows that a question is about, as Ibis: borrowed columns, days and weeks, conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import ibis
import ibis.expr.types as ir

from kunding.lake.dimensions import CHAINS, DIMENSIONS, Label, column_of
from kunding.lake.places import place_for
from kunding.lake.questions import Shape
from kunding.lake.tables import TABLES


def plain(table: str) -> ir.Table:
    """Return a table of the lake, all columns as if they could be empty; moments are UTC without a zone."""
    kinds = ibis.schema(TABLES[table].schema)
    return ibis.table(
        {name: "timestamp" if kind.is_timestamp() else kind(nullable=True) for name, kind in kinds.items()}, name=table
    )


def rows_of(table: str, shape: Shape, keys: list[str]) -> ir.Table:
    """Return the rows of a table that fulfil the conditions, with all columns that the shape cuts by."""
    needed = {*keys, *(column_of(field) for field, _, _ in shape.where)}
    return fulfilling(_with_columns(table, needed), shape)


def fulfilling(rows: ir.Table, shape: Shape) -> ir.Table:
    """Return the rows that fulfil the conditions of the shape."""
    conditions, place = [], 0
    for field, operator, room in shape.where:
        values = [place_for(field, f"p{place + n}") for n in range(room)]
        conditions.append(_holds(rows, field, operator, values))
        place += room
    return rows.filter(conditions) if conditions else rows


def _with_columns(table: str, needed: set[str]) -> ir.Table:
    """Return a table with the needed columns: its own, borrowed along its chain, or made from its day."""
    rows = plain(table)
    borrowed = sorted(needed - set(rows.columns) - set(_FROM_THE_DAY))
    if borrowed:
        key = CHAINS[table].key
        lent = _with_columns(CHAINS[table].lender, set(borrowed))
        lent = lent.select(**{f"{key}__lent": lent[key]}, **{name: lent[name] for name in borrowed})
        rows = rows.left_join(lent, rows[key] == lent[f"{key}__lent"]).drop(f"{key}__lent")
    made = sorted(needed & set(_FROM_THE_DAY))
    if not made:
        return rows
    moment = rows[CHAINS[table].moment]
    day = moment if moment.type().is_date() else moment.date()
    return rows.mutate(**{name: _FROM_THE_DAY[name](day) for name in made})


def _quarter(day: ir.DateColumn) -> ir.StringValue:
    return day.year().cast("string") + ibis.literal("-Q") + day.quarter().cast("string")


_FROM_THE_DAY: Mapping[str, Callable[[Any], ir.Value]] = MappingProxyType(
    {
        "day": lambda day: day,
        "week": lambda day: day.truncate("W").cast("date"),
        "quarter": _quarter,
        "year": lambda day: day.year().cast("string"),
    }
)


def _holds(rows: ir.Table, field: str, operator: str, values: list[ir.Value]) -> ir.BooleanValue:
    column = rows[column_of(field)]
    if operator in ("empty", "not empty"):
        return column.isnull() if operator == "empty" else column.notnull()
    label = DIMENSIONS[field].label if field in DIMENSIONS else None
    positive = {"!=": "=", "not in": "in"}.get(operator, operator)
    holds = _named(column, label, positive, values) if label else _compared(column, positive, values)
    return holds if positive == operator else (~holds).fill_null(True)  # “not x” holds for empty, too


def _named(column: ir.Column, label: Label, operator: str, values: list[ir.Value]) -> ir.BooleanValue:
    small = plain(label.table)
    return column.isin(small.filter(_compared(small[label.name], operator, values))[label.key])


def _compared(column: Any, operator: str, values: list[Any]) -> ir.BooleanValue:
    if operator == "in":
        return column.isin(values)
    if operator == "between":
        return (column >= values[0]) & (column <= values[1])
    return _COMPARE[operator](column, values[0])


_COMPARE: Mapping[str, Callable[[Any, Any], ir.BooleanValue]] = MappingProxyType(
    {
        "=": lambda a, b: a == b,
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
    }
)
