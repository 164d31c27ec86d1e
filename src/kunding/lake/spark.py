"""Spark over the same files: the same questions with the same figures, for lakes larger than one machine.

Needs the extra `spark` (PySpark and Java 17). The session is taken from the surroundings (`spark-submit`,
`SPARK_REMOTE`, `spark-defaults.conf`) or started on this machine.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kunding.lake.store import Files, Store
from kunding.lake.tables import TABLES, LakeTable

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TYPES = {
    "int64": "bigint",
    "int32": "int",
    "int8": "tinyint",
    "string": "string",
    "bool": "boolean",
    "float": "float",
    "double": "double",
    "date32[day]": "date",
    "timestamp[us, tz=UTC]": "timestamp",
}


class Spark:
    """Answers SQL over views of the newest versions."""

    def __init__(self, store: Store) -> None:
        """Take or start a session whose days are those of UTC."""
        self._store = store
        spark = importlib.import_module("pyspark.sql")  # an extra: the module must load without it
        self._session: SparkSession = spark.SparkSession.builder.appName("kunding").getOrCreate()
        self._session.conf.set("spark.sql.session.timeZone", "UTC")
        self._session.conf.set("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        self._seen: dict[str, Files | None] = {}
        self._asking = threading.Lock()  # views belong to the session, so one asks at a time

    def run(self, asked: Sequence[tuple[str, dict[str, Any]]]) -> list[pa.Table]:
        """Run SQL with bound values, all over the same versions."""
        with self._asking:
            for name, table in TABLES.items():
                found = self._store.files(name)
                if name not in self._seen or self._seen[name] != found:
                    self._view(table, found).createOrReplaceTempView(name)
                    self._seen[name] = found
            return [_arrow(self._session.sql(sql, args=_aware(values))) for sql, values in asked]

    def _view(self, table: LakeTable, files: Files | None) -> DataFrame:
        schema = ", ".join(f"{field.name} {_TYPES[str(field.type)]}" for field in table.schema)
        if files is None or not files.addresses:
            return self._session.createDataFrame([], schema)
        reader = self._session.read.schema(schema).option("basePath", self._store.address(table.name))
        return reader.parquet(*files.addresses).select(*table.schema.names)


def _arrow(answer: DataFrame) -> pa.Table:
    table: pa.Table = answer.toArrow()
    return table


def _aware(values: dict[str, Any]) -> dict[str, Any]:
    """Return values with moments said to be UTC, which Spark would take for those of this machine."""
    return {name: value.replace(tzinfo=UTC) if isinstance(value, datetime) else value for name, value in values.items()}
