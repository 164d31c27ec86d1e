"""Writes batches of feedback as fast as the database takes them, leaving out what is there already."""

import polars as pl
from django.db import connection

from kunding.listen.models import Feedback

COLUMNS = (
    "source_id", "reference", "said_at", "arrived_at", "channel", "subject", "text", "rating", "recommend", "effort",
    "author", "touchpoint_id", "answered_at", "extra",
)  # fmt: skip
_TABLE = Feedback._meta.db_table
_NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
_ONCE = 'ON CONFLICT ("source_id", "reference") DO NOTHING'
_TIMES = ("said_at", "arrived_at", "answered_at")


def store_feedback(batch: pl.DataFrame) -> int:
    """Insert the rows whose (source, reference) is new and return how many those were; needs a transaction."""
    if not batch.height:
        return 0
    return _copy(batch) if connection.vendor == "postgresql" else _insert(batch)


def _insert(batch: pl.DataFrame) -> int:
    # Django keeps times in SQLite as text in UTC, without a fraction of nought; made here column by column.
    times = pl.col(_TIMES).dt.strftime("%Y-%m-%d %H:%M:%S%.6f").str.strip_suffix(".000000")
    rows = batch.select(COLUMNS).with_columns(times).rows()
    places = ", ".join(["%s"] * len(COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_TABLE} ({_NAMES}) VALUES ({places}) {_ONCE}", rows)
        return int(cursor.rowcount)


def _copy(batch: pl.DataFrame) -> int:
    rows = batch.select(COLUMNS).with_columns(pl.col(_TIMES).dt.strftime("%Y-%m-%dT%H:%M:%S%.6f+00:00"))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE arriving ON COMMIT DROP AS SELECT {_NAMES} FROM {_TABLE} WITH NO DATA")
        with cursor.copy(f"COPY arriving ({_NAMES}) FROM STDIN") as copy:
            for row in rows.iter_rows():
                copy.write_row(row)
        cursor.execute(f"INSERT INTO {_TABLE} ({_NAMES}) SELECT {_NAMES} FROM arriving {_ONCE}")
        stored = int(cursor.rowcount)
        cursor.execute("DROP TABLE arriving")
    return stored
