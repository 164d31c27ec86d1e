"""Writing to the trail: entries are added, never changed."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from kunding.trail.rules import BEGINNING, digest

# Written and asked at each act, so without the detour through Django's queries.
_INSERT = "INSERT INTO trail_entry (at, actor, act, subject, count, detail, digest) VALUES (%s, %s, %s, %s, %s, %s, %s)"
_LAST = "SELECT digest FROM trail_entry ORDER BY id DESC LIMIT 1"


@transaction.atomic(savepoint=False)  # an act whose entry fails has failed
def record(
    *,
    act: str,
    actor: str,
    at: datetime,
    subject: str = "",
    count: int = 1,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add one entry to the trail; call it inside the transaction of the act it tells of."""
    content = dict(detail or {})
    chained = digest(before=_last_digest(), at=at, actor=actor, act=act, subject=subject, count=count, detail=content)
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [moment, actor, act, subject, count, json.dumps(content), chained])


def _last_digest() -> str:
    # One writer at a time extends the chain: SQLite has one writer anyway, PostgreSQL needs the lock.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x7261696C])
    with connection.cursor() as cursor:
        cursor.execute(_LAST)
        last = cursor.fetchone()
    return str(last[0]) if last else BEGINNING
