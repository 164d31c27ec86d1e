"""The one door to figures about how teams work: none about fewer than five people.

Figures about what customers say (feedback, by touchpoint, theme, unit) are not figures about employees and pass.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa
from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext

from kunding.lake import Ask, QuestionError
from kunding.lake.filters import Filter, filters_of
from kunding.lake.installed import the_lake
from kunding.lake.metrics import METRICS
from kunding.people.models import Unit
from kunding.people.rules import too_small

ABOUT_CUSTOMERS = ("feedback", "customers")  # tables whose rows are what customers said and are
UNITS = {"unit": "unit_id", "from_unit": "from_unit_id", "to_unit": "to_unit_id"}
NAMES = {column: name for name, column in UNITS.items()}
ADDED = ("cases", "handovers", "business days")  # units of metrics that can be added up
TOGETHER = 0  # in place of a unit's key: all small units
Row = dict[str, Any]


def units_together() -> frozenset[int]:
    """Return the units whose figures are shown as one; none where the works-council mode is off."""
    if not settings.KUNDING_WORKS_COUNCIL:
        return frozenset()
    active = Count("members", filter=Q(members__is_active=True))
    return too_small(dict(Unit.objects.annotate(people=active).values_list("pk", "people")))


def shown_with(unit: int) -> list[int]:
    """Return the units with which the figures of a unit are shown, itself among them."""
    return sorted(_with_all([unit], units_together()))


def ask_of_teams(asked: Sequence[Ask]) -> list[pa.Table]:
    """Return the lake's answers in the order of the questions, small units summed up with others.

    Counts are added up and shares weighted; medians of groups are left empty (a filter by the unit gives the group's).
    Raises QuestionError where a condition would single out a small unit.
    """
    small = units_together()
    if not small:
        return the_lake().ask_many(asked)
    tables = the_lake().ask_many([_widened(one, small) for one in asked])
    return [_summed_up(one, table, small) for one, table in zip(asked, tables, strict=True)]


def _is_about_work(one: Ask) -> bool:
    names = [one.metrics] if isinstance(one.metrics, str) else one.metrics
    return any(name in METRICS and METRICS[name].table not in ABOUT_CUSTOMERS for name in names)


def _cut(one: Ask) -> list[str]:
    return [one.by] if isinstance(one.by, str) else list(one.by)


def _widened(one: Ask, small: frozenset[int]) -> Ask:
    if not _is_about_work(one):
        return one
    where = [_for_all(part, small) for part in filters_of(one.where)]
    # The rows of a group are added up here, so none may be cut off before.
    return replace(one, where=where, limit=None if set(_cut(one)) & set(UNITS) else one.limit)


def _for_all(part: Filter, small: frozenset[int]) -> Filter | tuple[str, str, Any]:
    if (part.field not in UNITS and part.field not in NAMES) or part.operator in ("empty", "not empty"):
        return part
    if part.operator not in ("=", "in"):
        raise QuestionError(f"Figures about units are asked for with “=” or a list, not with “{part.operator}”.")
    named = (
        part.values if part.field in NAMES else Unit.objects.filter(name__in=part.values).values_list("pk", flat=True)
    )
    units = _with_all([int(str(key)) for key in named], small)
    return (UNITS.get(part.field, part.field), "in", sorted(units) or [TOGETHER])


def _with_all(units: Iterable[int], small: frozenset[int]) -> frozenset[int]:
    asked = frozenset(units)
    return asked | small if asked & small else asked


def _summed_up(one: Ask, table: pa.Table, small: frozenset[int]) -> pa.Table:
    cut = [name for name in _cut(one) if name in UNITS]
    if not cut or not _is_about_work(one):
        return table
    groups: dict[tuple[Any, ...], list[Row]] = {}
    figures = _figures(one, table.column_names)
    for row in table.to_pylist():
        for name in cut:
            if row[UNITS[name]] in small:
                row |= {UNITS[name]: TOGETHER, name: gettext("Small units")}
        groups.setdefault(tuple(value for column, value in row.items() if column not in figures), []).append(row)
    rows = [_one_row(rows, figures) for rows in groups.values()]
    return pa.Table.from_pylist(rows[: one.limit], schema=table.schema)


def _figures(one: Ask, columns: Sequence[str]) -> dict[str, str]:
    """Return the columns of figures → the metric that each belongs to."""
    metrics = [one.metrics] if isinstance(one.metrics, str) else one.metrics
    tails = ("", "_n", "_low", "_high")
    return {f"{name}{tail}": name for name in metrics for tail in tails if f"{name}{tail}" in columns}


def _one_row(rows: list[Row], figures: Mapping[str, str]) -> Row:
    if len(rows) == 1:
        return rows[0]
    return rows[0] | {column: _together(rows, column, metric) for column, metric in figures.items()}


def _together(rows: list[Row], column: str, metric: str) -> Any:
    values = [row[column] for row in rows if row[column] is not None]
    if column == f"{metric}_n" or (column == metric and METRICS[metric].unit in ADDED):
        return sum(values) if values else None
    if column == metric and METRICS[metric].unit == "share":
        weights = [(row[column], row[f"{metric}_n"]) for row in rows if row[column] is not None]
        return sum(value * n for value, n in weights) / sum(n for _, n in weights) if weights else None
    return None
