"""Writing to the trail: entries are added, never changed."""

import json
from collections.abc import Mapping
from datetime import datetime

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from kunding.trail.rules import LOST, digest, line, mark

log = structlog.get_logger()

# Written and asked at each act, so without the detour through Django's queries.
_INSERT = (
    "INSERT INTO trail_entry (id, at, actor, act, subject, count, detail, digest)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)
_END = "SELECT entry, digest, mark, (SELECT MAX(id) FROM trail_entry) FROM trail_end WHERE id = 1"
_MOVE_END = "UPDATE trail_end SET entry = %s, digest = %s, mark = %s WHERE id = 1"
_MAKE_END = "INSERT INTO trail_end (id, entry, digest, mark) VALUES (1, %s, %s, %s)"
_NEWEST = "SELECT MAX(id) FROM trail_entry"


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
    key = settings.KUNDING_TRAIL_KEY
    told = {"at": at, "actor": actor, "act": act, "subject": subject, "count": count, "detail": dict(detail or {})}
    with connection.cursor() as cursor:
        last, before = _end(cursor, key)
        number = last + 1
        chained = digest(key=key, before=before, number=number, **told)  # type: ignore[arg-type]
        moment = connection.ops.adapt_datetimefield_value(at)
        content = json.dumps(told["detail"])
        cursor.execute(_INSERT, [number, moment, actor, act, subject, count, content, chained])
        end: list[int | str] = [number, chained, mark(key=key, number=number, digest=chained)]
        cursor.execute(_MOVE_END, end)
        if not cursor.rowcount:
            cursor.execute(_MAKE_END, end)
    if settings.KUNDING_TRAIL_LOG:
        written = line(number=number, digest=chained, **told)  # type: ignore[arg-type]
        transaction.on_commit(lambda: log.info(f"trail {written}"))


def _end(cursor: CursorWrapper, key: str) -> tuple[int, str]:
    """Return the number of the last entry, and the digest to which the next one is chained."""
    _ask_for_the_end(cursor)
    found = cursor.fetchone()
    if found is None:
        cursor.execute(_NEWEST)
        return int(cursor.fetchone()[0] or 0), LOST
    number, last, kept_mark, newest = found
    is_ours = kept_mark == mark(key=key, number=number, digest=last)
    return max(number, newest or 0), last if is_ours else LOST


def _ask_for_the_end(cursor: CursorWrapper) -> None:
    # One writer at a time extends the chain: SQLite has one writer anyway, PostgreSQL locks the row.
    if connection.vendor != "postgresql":
        cursor.execute(_END)
        return
    cursor.execute(f"{_END} FOR UPDATE")
    if not cursor.rowcount:  # there is no row that could be locked
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x7261696C])
        cursor.execute(f"{_END} FOR UPDATE")
