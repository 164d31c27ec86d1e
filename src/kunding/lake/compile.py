"""From the shape of a question to SQL, by Ibis.

Ibis takes two seconds to import; `shapes.py` loads this module when a shape is met for the first time on a
machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, reduce
from typing import Any

import ibis
import ibis.expr.types as ir

from kunding.lake.compiled import Compiled, Shown
from kunding.lake.dimensions import DIMENSIONS, column_of
from kunding.lake.facts import fulfilling, plain, rows_of
from kunding.lake.measures import Measure
from kunding.lake.metrics import METRICS, Facts
from kunding.lake.places import LIMIT, Dialect, moment_of_asking, written
from kunding.lake.questions import Shape
from kunding.lake.rollups import ROLLUPS, Rollup, rollup_for

Found = dict[str, dict[str, str]]  # metric → part → column of the sums


def compiled(shape: Shape, *, dialect: Dialect = "duckdb") -> Compiled:
    """Return the SQL of a shape with a place for each value ($p0, $at, $n; for Spark :p0, :at, :n)."""
    keys = [DIMENSIONS[name].column for name in shape.by]
    sums, found = _sums(shape, keys, rolled=dialect == "duckdb")
    named = _with_names(_figures(shape.metrics, keys, sums, found), shape)
    columns = tuple(column for name in shape.by for column in DIMENSIONS[name].columns)
    ordered = _in_order(named, shape)
    sql = written(ordered.limit(LIMIT) if shape.limited else ordered, dialect)
    return Compiled(sql, columns, tuple(_shown(shape.metrics, found)))


def rollup_sql(name: str) -> Compiled:
    """Return the SQL that sums up the rows for a roll-up."""
    rollup = next(one for one in ROLLUPS if one.name == name)
    _, sums = _additive(rollup.table)
    return Compiled(written(plain(rollup.table).group_by(rollup.columns).aggregate(**sums), "duckdb"))


def _sums(shape: Shape, keys: list[str], *, rolled: bool) -> tuple[ir.Table, Found]:
    """Return one table with the sums of all metrics per group, and where each metric finds its sums."""
    found: Found = {}
    sums: list[ir.Table] = []
    needed = {*keys, *(column_of(field) for field, _, _ in shape.where)}
    for table in dict.fromkeys(METRICS[name].table for name in shape.metrics):
        asked = [name for name in shape.metrics if METRICS[name].table == table]
        rollup = rollup_for(table, needed) if rolled else None
        quick = [name for name in asked if rollup and _measure(name, plain(table)).additive]
        if rollup and quick:
            sums.append(_added_up(fulfilling(_table_of(rollup), shape), keys, quick, found))
        slow = [name for name in asked if name not in quick]
        if slow:
            rows = rows_of(table, shape, keys)
            if _decided_by(quick, shape):
                rows = _of_first_groups(rows, sums[-1], shape, keys, quick, found)
            sums.append(_summed(rows, keys, slow, found))
    return (sums[0] if len(sums) == 1 else _merged(sums, keys)), found


def _summed(rows: ir.Table, keys: list[str], asked: list[str], found: Found) -> ir.Table:
    """Return the sums of the metrics per group of rows, equal ones once."""
    columns: dict[Any, str] = {}
    sums: dict[str, ir.Value] = {}
    for name in asked:
        for part, value in _measure(name, rows).sums(rows).items():
            column = columns.setdefault(value.op(), f"{name}__{part}")
            sums[column] = value
            found.setdefault(name, {})[part] = column
    return _grouped(rows, keys, sums)


def _added_up(rolled: ir.Table, keys: list[str], asked: list[str], found: Found) -> ir.Table:
    """Return the sums of the metrics per group out of a roll-up's finer sums."""
    columns, _ = _additive(METRICS[asked[0]].table)
    found |= {name: columns[name] for name in asked}
    wanted = dict.fromkeys(column for name in asked for column in columns[name].values())
    return _grouped(rolled, keys, {c: rolled[c].sum().cast(rolled[c].type()) for c in wanted})


def _grouped(rows: ir.Table, keys: list[str], sums: Mapping[str, ir.Value]) -> ir.Table:
    return rows.group_by(keys).aggregate(**sums) if keys else rows.aggregate(**sums)


@cache
def _additive(table: str) -> tuple[Found, dict[str, ir.Value]]:
    """Return all additive sums of a table, equal ones once, and which of them each metric is made of."""
    rows, columns, found, sums = plain(table), {}, {}, {}  # type: ignore[var-annotated]
    for name, metric in METRICS.items():
        if metric.table != table or metric.needs_at or not _measure(name, rows).additive:
            continue
        for part, value in _measure(name, rows).sums(rows).items():
            column = columns.setdefault(value.op(), f"{name}__{part}")
            sums[column] = value
            found.setdefault(name, {})[part] = column
    return found, sums


def _table_of(rollup: Rollup) -> ir.Table:
    _, sums = _additive(rollup.table)
    rows = plain(rollup.table)
    return ibis.table(
        {
            **{name: rows[name].type() for name in rollup.columns},
            **{name: value.type() for name, value in sums.items()},
        },
        name=rollup.name,
    )


def _decided_by(quick: list[str], shape: Shape) -> bool:
    """Say whether the first groups are known from the quick metrics alone."""
    columns = {*quick, *(DIMENSIONS[name].columns[0] for name in shape.by)}
    return bool(quick and shape.by and shape.limited and {name for name, _ in shape.order} <= columns)


def _of_first_groups(
    rows: ir.Table, sums: ir.Table, shape: Shape, keys: list[str], quick: list[str], found: Found
) -> ir.Table:
    """Return the rows of those groups that the answer will show, so that the slow part stays small."""
    figures = _figures(quick, keys, sums, found)
    first = _in_order(figures, shape).limit(LIMIT).select(**{f"{key}__first": key for key in keys})
    return rows.semi_join(first, [rows[key].identical_to(first[f"{key}__first"]) for key in keys])


def _merged(sums: list[ir.Table], keys: list[str]) -> ir.Table:
    """Lay the groups of several tables side by side; a group that one of them lacks stays, with nulls."""
    types = {name: kind for one in sums for name, kind in one.schema().items()}
    wide = [
        one.select(**{name: one[name] if name in one.columns else ibis.null(kind) for name, kind in types.items()})
        for one in sums
    ]
    stacked = reduce(lambda above, below: above.union(below), wide)
    return _grouped(stacked, keys, {name: stacked[name].max() for name in types if name not in keys})


def _figures(metrics: Iterable[str], keys: list[str], sums: ir.Table, found: Found) -> ir.Table:
    """Return keys, figures, and the sums that their intervals are made of."""
    figures = {
        name: _measure(name, plain(METRICS[name].table)).figure(
            {part: sums[column] for part, column in found[name].items()}
        )
        for name in metrics
    }
    spreads = [sum_ for one in _shown(metrics, found) for sum_ in one.sums.values()]
    return sums.select(*keys, *dict.fromkeys(spreads), **figures)


def _shown(metrics: Iterable[str], found: Found) -> list[Shown]:
    measures = {name: _measure(name, plain(METRICS[name].table)) for name in metrics}
    return [Shown(name, one.spread, one.scale, found[name] if one.spread else {}) for name, one in measures.items()]


def _with_names(figures: ir.Table, shape: Shape) -> ir.Table:
    for name in shape.by:
        label = DIMENSIONS[name].label
        if label is None:
            continue
        small = plain(label.table)
        names = small.select(**{f"{name}__key": small[label.key], name: small[label.name]})
        figures = figures.left_join(names, figures[DIMENSIONS[name].column] == names[f"{name}__key"])
        figures = figures.drop(f"{name}__key")
    return figures


def _in_order(table: ir.Table, shape: Shape) -> ir.Table:
    ordered = [ibis.desc(name) if falling else ibis.asc(name) for name, falling in shape.order]
    return table.order_by(ordered) if ordered else table


def _measure(name: str, rows: ir.Table) -> Measure:
    return METRICS[name].measure(Facts(rows, moment_of_asking()))
