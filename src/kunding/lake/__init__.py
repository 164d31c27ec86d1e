"""The columnar store and its questions: Delta tables of Parquet, asked through DuckDB or Spark.

The lake knows tables and metrics, no room. It is a projection of the database that can be rebuilt at any
time; it holds keys and categories, no names, addresses or words of customers.
"""

from kunding.lake.ask import Ask, Lake
from kunding.lake.filters import Filter, NotThisFilter, filter_written
from kunding.lake.metrics import METRICS
from kunding.lake.questions import NotThisQuestion
from kunding.lake.store import LakeBusy, NotTheseMonths, NotThisColumn
from kunding.lake.tables import TABLES, UnfitRows, UnknownTable

__all__ = ["METRICS", "TABLES", "Ask", "Filter", "Lake", "LakeBusy", "NotTheseMonths", "NotThisColumn",
           "NotThisFilter", "NotThisQuestion", "UnfitRows", "UnknownTable", "filter_written"]
