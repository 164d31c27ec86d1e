"""Moments as whole days, counted by the database itself: a million rows need no datetime each."""

from typing import Any

from django.db.models import Func, IntegerField
from django.db.models.sql.compiler import SQLCompiler


class Day(Func):
    """The number of days (UTC) from 1970-01-01 to a moment."""

    output_field = IntegerField()
    arity = 1

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Return the day in SQLite's words."""
        template = "CAST(julianday(%(expressions)s) - 2440587.5 AS INTEGER)"
        return super().as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Return the day in PostgreSQL's words."""
        template = "CAST(FLOOR(EXTRACT(EPOCH FROM %(expressions)s) / 86400) AS INTEGER)"
        return super().as_sql(compiler, connection, template=template, **extra)
