"""What two records have in common, for a person who is about to say that they are one customer."""

from dataclasses import dataclass

import polars as pl
from django.db.models import Q

from kunding.customers.models import Customer, Identity, ToldApart
from kunding.customers.queries.duplicates import reason
from kunding.customers.rules.comparable import comparable
from kunding.customers.rules.duplicates import COLUMNS, Hint, pairs


@dataclass(frozen=True)
class Alike:
    """Why two records may be one person, in words, and who said that they are not."""

    because: str  # "same phone number, same name"; "" where nothing says so
    told_apart: ToldApart | None


def alike(one: Customer, other: Customer) -> Alike:
    """Return what two records have in common, by the same measure as the suggestions."""
    rows = [comparable((each.pk, each.name, each.email, each.phone, each.extra)) for each in (one, other)]
    contracts = Identity.objects.filter(kind="contract", customer__in=(one.pk, other.pk)).values_list(
        "customer", "value"
    )
    found = pairs(
        pl.DataFrame(rows, schema=COLUMNS, orient="row"),
        pl.DataFrame(list(contracts), schema={"key": pl.Int64(), "value": pl.String()}, orient="row"),
    )
    hints = [Hint(hint) for row in found["hints"].to_list() for hint in row]
    both = Q(one=one, other=other) | Q(one=other, other=one)
    apart = ToldApart.objects.filter(both).select_related("by").first()
    return Alike(", ".join(reason(hint, one, other) for hint in hints), apart)
