"""Finds out which customer said something, by the number, address, phone or handle that came with it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import connection, transaction

from kunding.customers.queries import customers_by_identity, customers_by_reference
from kunding.listen.models import Feedback
from kunding.trail.actions import record

_UPDATE = f"UPDATE {Feedback._meta.db_table} SET customer_id = %s WHERE id = %s AND customer_id IS NULL"


@transaction.atomic
def recognise_customers(*, keys: Sequence[int], at: datetime, actor: str = "loop") -> int:
    """Give the feedback with these keys its customer and return how much was recognised.

    The customer number counts first, then any identity; feedback that has a customer keeps it.
    """
    unknown = Feedback.objects.filter(pk__in=keys, customer=None).exclude(author="")
    authors = dict(unknown.values_list("pk", "author"))
    by_reference = customers_by_reference(authors.values())
    by_identity = customers_by_identity(author for author in authors.values() if author not in by_reference)
    whose = {key: by_reference.get(author) or by_identity.get(author) for key, author in authors.items()}
    found = [(customer, key) for key, customer in whose.items() if customer]
    if found:
        with connection.cursor() as cursor:
            cursor.executemany(_UPDATE, found)
        # Copies of this feedback are out of date now: say of which months.
        said = Feedback.objects.filter(pk__in=[key for _, key in found]).datetimes("said_at", "month", tzinfo=UTC)
        months = [f"{month:%Y-%m}" for month in said]
        record(act="recognise_customers", actor=actor, at=at, count=len(found), detail={"months": months})
    return len(found)
