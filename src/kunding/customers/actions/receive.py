"""Takes in customers from an export."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal

import polars as pl
from django.db import transaction

from kunding.customers.actions.erase import remember_objections
from kunding.customers.models import Customer, Identity
from kunding.customers.queries.recognise import customers_by_reference
from kunding.customers.rules import COLUMNS, compare, completed, identity_value
from kunding.people.batches import Outcome
from kunding.trail.actions import record

_AT_ONCE = 5_000
_CHANGING = tuple(name for name in COLUMNS if name != "reference")


@transaction.atomic
def receive_customers(*, rows: pl.DataFrame, at: datetime, actor: str = "command") -> Outcome:
    """Add customers, and bring those with a known number up to date; what an export leaves empty stays as it was.

    `rows` has columns of `customers.rules.COLUMNS`. Rows that say nothing new are duplicates.
    """
    changes = compare(_known(rows["reference"].to_list()), completed(rows))
    Customer.objects.bulk_create(map(_customer, changes.new.iter_rows(named=True)), batch_size=_AT_ONCE)
    _rewrite(changes.changed)
    written = pl.concat([changes.new, changes.changed])
    _learn_identities(written)
    for begin in range(0, changes.new.height, _AT_ONCE):
        remember_objections(references=changes.new["reference"][begin : begin + _AT_ONCE], at=at)
    if written.height:
        record(act="receive_customers", actor=actor, at=at, count=written.height)
    return Outcome(written.height, changes.same)


def _known(references: list[str]) -> pl.DataFrame:
    """The customers with these numbers, in COLUMNS."""
    found: list[tuple[object, ...]] = []
    for begin in range(0, len(references), _AT_ONCE):
        asked = Customer.objects.filter(reference__in=references[begin : begin + _AT_ONCE])
        found += map(_cells, asked.values(*COLUMNS))
    return pl.DataFrame(found, schema=COLUMNS, orient="row").unique("reference")


def _cells(row: Mapping[str, object]) -> tuple[object, ...]:
    value = row["value_per_year"]
    extra = json.dumps(row["extra"], ensure_ascii=False, separators=(",", ":"))
    return tuple({**row, "value_per_year": None if value is None else float(str(value)), "extra": extra}.values())


def _customer(row: Mapping[str, object]) -> Customer:
    value, extra = row["value_per_year"], str(row["extra"])
    amount = None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))
    return Customer(**{**row, "value_per_year": amount, "extra": json.loads(extra)})


def _rewrite(changed: pl.DataFrame) -> None:
    if not changed.height:
        return
    keys = customers_by_reference(changed["reference"].to_list())
    customers = [_customer(row) for row in changed.iter_rows(named=True)]
    for customer in customers:
        customer.pk = keys[customer.reference]
    Customer.objects.bulk_update(customers, _CHANGING, batch_size=500)


def _learn_identities(written: pl.DataFrame) -> None:
    """E-mail and phone as ways to recognise a customer; an address that two share stays with the first."""
    reachable = written.filter((pl.col("email") != "") | (pl.col("phone") != ""))
    keys = customers_by_reference(reachable["reference"].to_list())
    identities = (
        Identity(kind=kind, value=value, customer_id=keys[reference])
        for reference, kind, value in _identities(reachable)
    )
    Identity.objects.bulk_create(identities, batch_size=_AT_ONCE, ignore_conflicts=True)


def _identities(rows: pl.DataFrame) -> Iterator[tuple[str, str, str]]:
    for reference, email, phone in rows.select("reference", "email", "phone").iter_rows():
        for kind, written in (("email", email), ("phone", phone)):
            if value := identity_value(kind, written):
                yield reference, kind, value
