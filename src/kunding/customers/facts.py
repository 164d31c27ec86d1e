"""What the lake knows of customers: no names, no addresses, no numbers."""

from functools import lru_cache

import pyarrow as pa
from django.conf import settings

from kunding.customers.models import Customer
from kunding.customers.pseudonym import pseudonym
from kunding.lake import TABLES


def customers() -> pa.Table:
    """Return all customers in the lake's schema `customers`."""
    rows = Customer.objects.order_by("pk").values_list("pk", "segment", "value_per_year", "joined_on", "left_on")
    keys, segments, values, joined, left = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    schema = TABLES["customers"].schema
    return pa.table(
        {
            "customer_key": [customer_key(key) for key in keys],
            "segment": segments,
            "value_per_year": [float(value) if value is not None else None for value in values],
            "joined_on": joined,
            "left_on": left,
        },
        schema=schema,
    )


@lru_cache(maxsize=200_000)
def customer_key(customer: int) -> int:
    """Return the customer's pseudonym in the lake."""
    return pseudonym(customer, key=settings.SECRET_KEY.encode())
