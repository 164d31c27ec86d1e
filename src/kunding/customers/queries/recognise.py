"""Whose number, address, phone or handle it is.

The record itself is named, not the one that it was merged into: what came under a record stays with it when a merge is
taken back.
"""

from collections.abc import Iterable, Iterator

from kunding.customers.models import Customer, Identity
from kunding.customers.rules import identity_value

_ASKED_AT_ONCE = 5_000


def customers_by_reference(references: Iterable[str]) -> dict[str, int]:
    """The key of each customer whose number is among these."""
    return dict(
        pair
        for asked in _portions(references)
        for pair in Customer.objects.filter(reference__in=asked).values_list("reference", "pk")
    )


def customers_by_identity(authors: Iterable[str]) -> dict[str, int]:
    """The customer's key for each of these addresses, phone numbers or handles that is known; as they are written."""
    written: dict[str, set[str]] = {}
    for author in authors:
        for value in {identity_value("email", author), identity_value("phone", author)} - {""}:
            written.setdefault(value, set()).add(author)
    found: dict[str, int] = {}
    for asked in _portions(written):
        for kind, value, key in Identity.objects.filter(value__in=asked).values_list("kind", "value", "customer"):
            found |= {author: key for author in written[value] if identity_value(kind, author) == value}
    return found


def _portions(values: Iterable[str]) -> Iterator[list[str]]:
    distinct = sorted(set(values))
    for begin in range(0, len(distinct), _ASKED_AT_ONCE):
        yield distinct[begin : begin + _ASKED_AT_ONCE]
