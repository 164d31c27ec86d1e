"""What the lake knows of customers: no names, no addresses, no numbers. One person counts once."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

import pyarrow as pa
from django.conf import settings

from kunding.customers.models import Customer
from kunding.customers.pseudonym import pseudonym
from kunding.customers.queries.one_person import survivors_of_merged
from kunding.customers.rules.one_person import Record, as_one
from kunding.lake import TABLES


def customers() -> pa.Table:
    """Return all customers in the lake's schema `customers`, one row per person."""
    rows = Customer.objects.order_by("pk").values_list(
        "pk", "segment", "value_per_year", "joined_on", "left", "left_on"
    )
    people = _people([Record(*row) for row in rows], survivors_of_merged())
    return pa.table(
        {
            "customer_key": [customer_key(person.key) for person in people],
            "segment": [person.segment for person in people],
            "value_per_year": [_amount(person.value_per_year) for person in people],
            "joined_on": [person.joined_on for person in people],
            "left_on": [person.left_on for person in people],
        },
        schema=TABLES["customers"].schema,
    )


def customer_keys(customers: Iterable[int | None]) -> list[int | None]:
    """Return the pseudonym of each customer in the lake; records of one person have one pseudonym."""
    shown = survivors_of_merged()
    return [None if key is None else customer_key(shown.get(key, key)) for key in customers]


@lru_cache(maxsize=200_000)
def customer_key(customer: int) -> int:
    """Return the pseudonym of one record in the lake, whether or not it was merged; `customer_keys` looks at that."""
    return pseudonym(customer, key=settings.SECRET_KEY.encode())


def _people(records: list[Record], merged: dict[int, int]) -> list[Record]:
    if not merged:
        return records
    shown = set(merged.values())
    groups: dict[int, list[Record]] = defaultdict(list)
    for record in records:
        if record.key in merged:
            groups[merged[record.key]].append(record)
    one_each = (record for record in records if record.key not in merged)
    return [as_one([record, *groups[record.key]]) if record.key in shown else record for record in one_each]


def _amount(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
