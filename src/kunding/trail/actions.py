"""Writing to the trail: entries are added, never changed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from kunding.trail.models import Entry
from kunding.trail.rules import BEGINNING, digest


@transaction.atomic
def record(
    *,
    act: str,
    actor: str,
    at: datetime,
    subject: str = "",
    count: int = 1,
    detail: Mapping[str, object] | None = None,
) -> Entry:
    """Add one entry to the trail and return it; call it inside the transaction of the act it tells of."""
    content = dict(detail or {})
    chained = digest(before=_last_digest(), at=at, actor=actor, act=act, subject=subject, count=count, detail=content)
    return Entry.objects.create(
        at=at, actor=actor, act=act, subject=subject, count=count, detail=content, digest=chained
    )


def _last_digest() -> str:
    # One writer at a time extends the chain: SQLite has one writer anyway, PostgreSQL needs the lock.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x7261696C])
    last = Entry.objects.order_by("-id").values_list("digest", flat=True).first()
    return last or BEGINNING
