"""Lists of cases that come in parts, read as one: each part is found by an index of its own, and read only as far as
the list is wanted. A case may stand in several parts.

One question with an OR or a UNION would collect all cases of all parts before it sorts them.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from kunding.respond.models import Case

Parts = Sequence[QuerySet[Case]]


def first_of(parts: Parts, column: str, *, most: int) -> list[tuple[int, Any]]:
    """Return the keys of the first cases in the order of a column ("-…": backwards), each with the column's value."""
    field = column.lstrip("-")
    order = (column,) if field == "pk" else (column, "-pk" if column.startswith("-") else "pk")
    found = {(key, value) for part in parts for key, value in part.order_by(*order).values_list("pk", field)[:most]}
    return sorted(found, key=lambda row: (row[1], row[0]), reverse=column.startswith("-"))[:most]


def first_number(parts: Parts, column: str) -> str:
    """Return the number of the first case in the order of a column, "" where there is none."""
    first = first_of(parts, column, most=1)
    return Case.objects.values_list("number", flat=True).get(pk=first[0][0]) if first else ""


def counted(parts: Parts, *, most: int) -> int:
    """Return how many cases there are, counted up to so many."""
    keys = {key for part in parts for key in part.order_by().values_list("pk", flat=True)[:most]}
    return min(len(keys), most)


def as_one(parts: Parts) -> QuerySet[Case]:
    """Return the cases of all parts, in no order."""
    if len(parts) == 1:
        return parts[0].order_by()
    keys = [part.order_by().values("pk") for part in parts]
    return Case.objects.filter(pk__in=keys[0].union(*keys[1:]))
