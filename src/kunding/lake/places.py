"""Places for values in an Ibis expression: they come out as $p0 in SQL, so a value is never part of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Literal

import ibis
import ibis.expr.types as ir
from ibis.backends.sql.compilers import DuckDBCompiler, PySparkCompiler

from kunding.lake.dimensions import FIELDS

Dialect = Literal["duckdb", "spark"]


def _stand_in(kind: str, type_: str) -> Callable[[str], Any]:
    """Return a function of SQL that does not exist: it stands where a value of this type will be bound."""

    def bound(place):  # type: ignore[no-untyped-def]  # Ibis reads the types from the signature
        ...

    bound.__name__ = f"bound_{kind}"
    function: Callable[[str], Any] = ibis.udf.scalar.builtin(bound, signature=(("string",), type_))
    return function


_KINDS = {
    "text": "string",
    "month": "string",
    "whole": "int64",
    "real": "float64",
    "flag": "boolean",
    "day": "date",
    "moment": "timestamp",
}
_BOUND: Mapping[str, Callable[[str], Any]] = MappingProxyType({k: _stand_in(k, t) for k, t in _KINDS.items()})
_PLACE = re.compile(rf"bound_({'|'.join(_KINDS)})\('(p\d+|at)'\)", re.IGNORECASE)
LIMIT = 918_273_645_546_372_819  # stands for the number of rows: Ibis takes a number only
_MARKS: Mapping[Dialect, str] = MappingProxyType({"duckdb": "$", "spark": ":"})
_TYPES: Mapping[Dialect, Mapping[str, str]] = MappingProxyType(
    {
        "duckdb": {
            "text": "VARCHAR",
            "month": "VARCHAR",
            "whole": "BIGINT",
            "real": "DOUBLE",
            "flag": "BOOLEAN",
            "day": "DATE",
            "moment": "TIMESTAMP",
        },
        "spark": {
            "text": "STRING",
            "month": "STRING",
            "whole": "BIGINT",
            "real": "DOUBLE",
            "flag": "BOOLEAN",
            "day": "DATE",
            "moment": "TIMESTAMP",
        },
    }
)


def place_for(field: str, name: str) -> ir.Value:
    """Return the place for a value that is compared with this field."""
    return _BOUND[FIELDS[field]](name)


def moment_of_asking() -> ir.TimestampScalar:
    """Return the place for the moment that is asked for."""
    return _BOUND["moment"]("at")


def written(expression: ir.Table, dialect: Dialect) -> str:
    """Return an expression as SQL with its places."""
    compiler = DuckDBCompiler() if dialect == "duckdb" else _spark_compiler()
    mark = _MARKS[dialect]
    text = compiler.to_sqlglot(expression).sql(compiler.dialect, pretty=True)
    text = _PLACE.sub(lambda m: f"CAST({mark}{m[2]} AS {_TYPES[dialect][m[1].lower()]})", text)
    return text.replace(f"LIMIT {LIMIT}", f"LIMIT {mark}n")


def _spark_compiler() -> PySparkCompiler:
    """Return the compiler for Spark; looking at the back end registers the options that it reads."""
    if ibis.pyspark is None:
        raise AssertionError("Ibis knows Spark")
    return PySparkCompiler()
