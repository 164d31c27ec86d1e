"""The columnar store and its questions: Delta tables of Parquet, asked through DuckDB or Spark.

The lake knows tables and metrics, no room. It is a projection of the database that can be rebuilt at any
time; it holds keys and categories, no names, addresses or words of customers.
"""

from kunding.lake.filters import Filter, FilterError, filter_written
from kunding.lake.lake import Ask, Lake
from kunding.lake.metrics import METRICS
from kunding.lake.questions import QuestionError
from kunding.lake.store import LakeBusyError, WrongColumnError, WrongMonthsError
from kunding.lake.tables import TABLES, UnfitRowsError, UnknownTableError

__all__ = [
    "METRICS",
    "TABLES",
    "Ask",
    "Filter",
    "FilterError",
    "Lake",
    "LakeBusyError",
    "QuestionError",
    "UnfitRowsError",
    "UnknownTableError",
    "WrongColumnError",
    "WrongMonthsError",
    "filter_written",
]
