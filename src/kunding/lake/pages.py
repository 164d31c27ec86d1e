"""`docs/metrics.md`, made from the definitions. Run `python -m kunding.lake.pages docs/metrics.md` after a change."""

from __future__ import annotations

import sys
from pathlib import Path

from kunding.lake import measures
from kunding.lake.dimensions import CHAINS, DIMENSIONS, reaches
from kunding.lake.metrics import METRICS, Metric
from kunding.lake.tables import TABLES

_SPREADS = {
    "share": "n, Wilson interval",
    "balance": "n, interval of a bounded mean",
    "mean": "n, interval of a bounded mean",
    "counted": "n",
    "": "–",
}


def metrics_page() -> str:
    """Return the page of all metrics, dimensions and tables as Markdown."""
    return "\n".join([*_INTRODUCTION, *_metrics(), *_dimensions(), *_tables()]) + "\n"


_INTRODUCTION = (
    "# Metrics",
    "",
    "Each metric is defined once, in `lake/metrics/`; this page is made from it (`python -m kunding.lake.pages",
    "docs/metrics.md`). A share or mean comes with `_n`, `_low` and `_high` (95 %); how intervals are made is",
    "told in [the lake](lake.md). *At* says that the metric needs the moment that is meant.",
    "",
)


def _metrics() -> list[str]:
    lines = []
    for table in CHAINS:
        lines += [
            f"## About {table}",
            "",
            "| metric | unit | comes with | at | what it says |",
            "| --- | --- | --- | --- | --- |",
        ]
        lines += [_line(metric) for metric in METRICS.values() if metric.table == table]
        lines.append("")
    return lines


def _line(metric: Metric) -> str:
    comes_with = _SPREADS[_form(metric).spread]
    return f"| `{metric.name}` | {metric.unit} | {comes_with} | {'yes' if metric.needs_at else ''} | {metric.about} |"


def _form(metric: Metric) -> type[measures.Measure]:
    """Return the form of a metric: the last name of a measure in the code of its function."""
    named = [name for name in metric.measure.__code__.co_names if name in _FORMS]
    return _FORMS[named[-1]]


_FORMS: dict[str, type[measures.Measure]] = {
    form.__name__: form
    for form in (
        measures.Count,
        measures.Distinct,
        measures.Share,
        measures.Balance,
        measures.Mean,
        measures.Quantile,
        measures.Total,
    )
}


def _dimensions() -> list[str]:
    lines = ["## Cut by, filter by", "", "| dimension | columns | for | what it is |", "| --- | --- | --- | --- |"]
    for dimension in DIMENSIONS.values():
        able = ", ".join(table for table in CHAINS if reaches(table, dimension.column))
        columns = ", ".join(f"`{column}`" for column in dimension.columns)
        lines.append(f"| `{dimension.name}` | {columns} | {able} | {dimension.about} |")
    return [*lines, ""]


def _tables() -> list[str]:
    lines = ["## Tables", "", "| table | columns | what a row is |", "| --- | --- | --- |"]
    for table in TABLES.values():
        columns = ", ".join(
            f"`{field.name}` {field.type}{' or empty' if field.nullable else ''}" for field in table.schema
        )
        lines.append(f"| `{table.name}` | {columns} | {table.about} |")
    return lines


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(metrics_page(), "utf-8")
