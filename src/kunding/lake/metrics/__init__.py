"""Every metric, defined once: DuckDB and Spark, pages, API and command all ask for these names.

A metric is a function from the facts (rows of one table, and the moment of asking) to a measure. Its
docstring is its documentation; `docs/metrics.md` is made from it.
"""

from kunding.lake.metrics import cases, feedback, handovers
from kunding.lake.metrics.definition import METRICS, Facts, Metric

__all__ = ["METRICS", "Facts", "Metric", "cases", "feedback", "handovers"]
