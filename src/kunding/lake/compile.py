"""From the shape of a question to SQL, by Ibis. Values are places ($p0) in it, never text.

This is the only module that needs Ibis, whose import takes two seconds; `sql.py` loads it when a shape is
met for the first time on a machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from types import MappingProxyType
from typing import Any, Literal

import ibis
import ibis.expr.types as ir
from ibis.backends.sql.compilers import DuckDBCompiler, PySparkCompiler

from kunding.lake.dimensions import CHAINS, DIMENSIONS, FIELDS, Kind, Label, column_of
from kunding.lake.measures import Cells
from kunding.lake.metrics import METRICS, Facts
from kunding.lake.questions import Shape
from kunding.lake.tables import TABLES

Dialect = Literal["duckdb", "spark"]


@ibis.udf.scalar.builtin
def bound_text(place: str) -> str:  # type: ignore[empty-body]
    """Stand for a text that is bound later."""


@ibis.udf.scalar.builtin
def bound_whole(place: str) -> int:  # type: ignore[empty-body]
    """Stand for a whole number that is bound later."""


@ibis.udf.scalar.builtin
def bound_real(place: str) -> float:  # type: ignore[empty-body]
    """Stand for a number that is bound later."""


@ibis.udf.scalar.builtin
def bound_flag(place: str) -> bool:  # type: ignore[empty-body]
    """Stand for yes or no that is bound later."""


@ibis.udf.scalar.builtin(signature=(("string",), "date"))
def bound_day(place):  # type: ignore[no-untyped-def]
    """Stand for a day that is bound later."""


@ibis.udf.scalar.builtin(signature=(("string",), "timestamp"))
def bound_moment(place):  # type: ignore[no-untyped-def]
    """Stand for a moment that is bound later."""


_BOUND: Mapping[Kind, Callable[[str], ir.Value]] = MappingProxyType({
    "text": bound_text, "month": bound_text, "whole": bound_whole, "real": bound_real, "flag": bound_flag,
    "day": bound_day})
_PLACE = re.compile(r"bound_(text|whole|real|flag|day|moment)\('(p\d+|at)'\)", re.IGNORECASE)
_TYPES: Mapping[Dialect, Mapping[str, str]] = MappingProxyType({
    "duckdb": {"text": "VARCHAR", "whole": "BIGINT", "real": "DOUBLE", "flag": "BOOLEAN", "day": "DATE",
               "moment": "TIMESTAMP"},
    "spark": {"text": "STRING", "whole": "BIGINT", "real": "DOUBLE", "flag": "BOOLEAN", "day": "DATE",
              "moment": "TIMESTAMP"}})


def sql_of(shape: Shape, *, dialect: Dialect = "duckdb") -> str:
    """Return the SQL of a shape with a place for each value ($p0, $at, $n; for Spark :p0, :at, :n)."""
    compiler = DuckDBCompiler() if dialect == "duckdb" else _spark_compiler()
    text = compiler.to_sqlglot(answer(shape)).sql(compiler.dialect, pretty=True)
    mark = "$" if dialect == "duckdb" else ":"
    text = _PLACE.sub(lambda m: f"CAST({mark}{m[2]} AS {_TYPES[dialect][m[1].lower()]})", text)
    return f"{text}\nLIMIT {mark}n" if shape.limited else text


def answer(shape: Shape) -> ir.Table:
    """Return the answer to a shape as an Ibis table: dimensions with names, then figures, ordered."""
    keys = [DIMENSIONS[name].column for name in shape.by]
    sums, cells = _sums(shape, keys)
    figures = sums.select(*keys, **_figures(shape.metrics, sums, cells))
    named = _with_names(figures, shape)
    columns = [column for name in shape.by for column in DIMENSIONS[name].columns]
    ordered = [ibis.desc(name) if falling else ibis.asc(name) for name, falling in shape.order]
    result = named.select(*columns, *(c for c in figures.columns if c not in keys))
    return result.order_by(ordered) if ordered else result


def _sums(shape: Shape, keys: list[str]) -> tuple[ir.Table, dict[str, dict[str, str]]]:
    """Return one table with the sums of all metrics per group, and where each metric finds its sums."""
    cells: dict[str, dict[str, str]] = {}
    sums: list[ir.Table] = []
    for table in dict.fromkeys(METRICS[name].table for name in shape.metrics):
        rows = _filtered(_rows(table, {*keys, *(column_of(field) for field, _, _ in shape.where)}), shape)
        asked = [name for name in shape.metrics if METRICS[name].table == table]
        aggregates = _aggregates(asked, rows, cells)
        sums.append(rows.group_by(keys).aggregate(**aggregates) if keys else rows.aggregate(**aggregates))
    return (sums[0] if len(sums) == 1 else _merged(sums, keys)), cells


def _aggregates(asked: list[str], rows: ir.Table, cells: dict[str, dict[str, str]]) -> dict[str, ir.Value]:
    """Return the aggregates of the metrics, equal ones once; notes in `cells` which column is whose."""
    columns: dict[Any, str] = {}
    aggregates: dict[str, ir.Value] = {}
    for name in asked:
        measure = METRICS[name].measure(Facts(rows, bound_moment("at")))
        for part, value in measure.sums(rows).items():
            column = columns.setdefault(value.op(), f"{name}__{part}")
            aggregates[column] = value
            cells.setdefault(name, {})[part] = column
    return aggregates


def _merged(sums: list[ir.Table], keys: list[str]) -> ir.Table:
    """Lay the groups of several tables side by side; a group that one of them lacks stays, with nulls."""
    types = {name: kind for one in sums for name, kind in one.schema().items()}
    wide = [one.select(**{name: one[name] if name in one.columns else ibis.null(kind)
                          for name, kind in types.items()}) for one in sums]
    stacked = reduce(lambda above, below: above.union(below), wide)
    highest = {name: stacked[name].max() for name in types if name not in keys}
    return stacked.group_by(keys).aggregate(**highest) if keys else stacked.aggregate(**highest)


def _figures(metrics: Iterable[str], sums: ir.Table, cells: Mapping[str, Mapping[str, str]]) -> dict[str, ir.Value]:
    figures: dict[str, ir.Value] = {}
    for name in metrics:
        found: Cells = {part: sums[column] for part, column in cells[name].items()}
        rows = ibis.table(_schema(METRICS[name].table), name=METRICS[name].table)
        figures |= METRICS[name].measure(Facts(rows, bound_moment("at"))).figures(name, found)
    return figures


def _with_names(figures: ir.Table, shape: Shape) -> ir.Table:
    for name in shape.by:
        dimension = DIMENSIONS[name]
        if dimension.label is None:
            continue
        label = dimension.label
        small = ibis.table(_schema(label.table), name=label.table)
        names = small.select(**{f"{name}__key": small[label.key], name: small[label.name]})
        figures = figures.left_join(names, figures[dimension.column] == names[f"{name}__key"])
        figures = figures.drop(f"{name}__key")
    return figures


def _rows(table: str, needed: set[str]) -> ir.Table:
    """Return a table with the needed columns, borrowed along its chain or made from its day."""
    rows = ibis.table(_schema(table), name=table)
    borrowed = sorted(needed - set(rows.columns) - set(_DERIVED))
    if borrowed:
        key = CHAINS[table].key
        lender = _rows(CHAINS[table].lender, set(borrowed)).select(**{f"{key}__lent": key}, **{b: b for b in borrowed})
        rows = rows.left_join(lender, rows[key] == lender[f"{key}__lent"]).drop(f"{key}__lent")
    moment = rows[CHAINS[table].moment]
    day = moment if moment.type().is_date() else moment.date()
    return rows.mutate(**{name: _DERIVED[name](day) for name in sorted(needed & set(_DERIVED))})


def _quarter(day: ir.DateColumn) -> ir.StringValue:
    return day.year().cast("string") + ibis.literal("-Q") + day.quarter().cast("string")


_DERIVED: Mapping[str, Callable[[Any], ir.Value]] = MappingProxyType({
    "day": lambda day: day, "week": lambda day: day.truncate("W").cast("date"), "quarter": _quarter,
    "year": lambda day: day.year().cast("string")})


def _filtered(rows: ir.Table, shape: Shape) -> ir.Table:
    conditions, place = [], 0
    for field, operator, room in shape.where:
        values = [_BOUND[FIELDS[field]](f"p{place + n}") for n in range(room)]
        conditions.append(_holds(rows, field, operator, values))
        place += room
    return rows.filter(conditions) if conditions else rows


def _holds(rows: ir.Table, field: str, operator: str, values: list[ir.Value]) -> ir.BooleanValue:
    column = rows[column_of(field)]
    if operator in ("empty", "not empty"):
        return column.isnull() if operator == "empty" else column.notnull()
    label = DIMENSIONS[field].label if field in DIMENSIONS else None
    positive = {"!=": "=", "not in": "in"}.get(operator, operator)
    holds = _named(column, label, positive, values) if label else _compared(column, positive, values)
    return holds if positive == operator else (~holds).fill_null(True)  # “not x” holds for empty, too


def _named(column: ir.Column, label: Label, operator: str, values: list[ir.Value]) -> ir.BooleanValue:
    small = ibis.table(_schema(label.table), name=label.table)
    return column.isin(small.filter(_compared(small[label.name], operator, values))[label.key])


def _compared(column: Any, operator: str, values: list[Any]) -> ir.BooleanValue:
    if operator == "in":
        return column.isin(values)
    if operator == "between":
        return (column >= values[0]) & (column <= values[1])
    return _COMPARE[operator](column, values[0])


_COMPARE: Mapping[str, Callable[[Any, Any], ir.BooleanValue]] = MappingProxyType({
    "=": lambda a, b: a == b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b})


def _schema(table: str) -> ibis.Schema:
    """Return the columns of a table, all as if they could be empty; moments are UTC without a zone."""
    kinds = ibis.schema(TABLES[table].schema)
    return ibis.schema({name: "timestamp" if kind.is_timestamp() else kind(nullable=True)
                        for name, kind in kinds.items()})


def _spark_compiler() -> PySparkCompiler:
    """Return the compiler for Spark; looking at the back end registers the options it reads."""
    assert ibis.pyspark is not None
    return PySparkCompiler()
