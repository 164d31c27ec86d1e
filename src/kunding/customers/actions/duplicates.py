"""Looks for records of the same person among all customers."""

from collections.abc import Sequence
from datetime import datetime

import polars as pl
from django.db import transaction

from kunding.customers.models import Customer, Identity, Search, Suggestion
from kunding.customers.queries.duplicates import newest_import
from kunding.customers.queries.one_person import survivors_of_merged
from kunding.customers.rules.comparable import comparable
from kunding.customers.rules.duplicates import COLUMNS, pairs
from kunding.trail.actions import record

_AT_ONCE = 5_000


def find_duplicates(*, keys: Sequence[str] = (), at: datetime, actor: str = "loop") -> int:
    """Suggest pairs of records that may be one person, in place of what was suggested before; return how many."""
    up_to = newest_import()
    records = _records()
    found = _new_ones(pairs(records, _contracts()))
    # The search takes long for many customers: it holds no lock while it thinks.
    with transaction.atomic():
        Suggestion.objects.all().delete()
        Suggestion.objects.bulk_create(map(_suggestion, found.iter_rows()), batch_size=_AT_ONCE)
        Search.objects.create(at=at, customers=records.height, found=found.height, up_to=up_to)
        record(act="find_duplicates", actor=actor, at=at, count=found.height)
    return found.height


def _records() -> pl.DataFrame:
    rows = Customer.objects.values_list("pk", "name", "email", "phone", "extra").iterator(chunk_size=_AT_ONCE)
    return pl.DataFrame(map(comparable, rows), schema=COLUMNS, orient="row")


def _contracts() -> pl.DataFrame:
    rows = Identity.objects.filter(kind="contract").values_list("customer", "value")
    return pl.DataFrame(list(rows), schema={"key": pl.Int64(), "value": pl.String()}, orient="row")


def _new_ones(found: pl.DataFrame) -> pl.DataFrame:
    """Without pairs that are shown as one customer already."""
    merged = survivors_of_merged()
    if not merged:
        return found
    shown = [pl.col(name).replace(merged) for name in ("one", "other")]
    return found.filter(shown[0] != shown[1])


def _suggestion(row: tuple[int, int, float, list[str]]) -> Suggestion:
    one, other, confidence, hints = row
    return Suggestion(one_id=one, other_id=other, confidence=confidence, hints=hints)
