"""Rows for the tests of the lake."""

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from kunding.lake import TABLES

AT = datetime(2026, 4, 15, 12, tzinfo=UTC)


def feedback(number: int, said_on: str = "2026-01-05", **changed: Any) -> dict[str, Any]:
    day = date.fromisoformat(said_on)
    plain = {
        "feedback_id": number,
        "month": said_on[:7],
        "said_on": day,
        "channel": "mail",
        "source": "inbox",
        "segment": "",
        "language": "de",
        "sentiment": "neutral",
        "sure": True,
        "intent": "none",
        "urgency": "normal",
        "competitor": "",
    }
    return {**plain, **changed}


def table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    schema = TABLES[name].schema
    return pa.Table.from_pylist([{field.name: row.get(field.name) for field in schema} for row in rows], schema=schema)
