"""Whose number, address, phone or handle it is.

The record itself is named, not the one that it was merged into: what came under a record stays with it when a merge is
taken back.
"""

from collections.abc import Iterable, Iterator

from django.db import connection

from kunding.customers.models import Customer, Identity
from kunding.customers.rules import identity_value

_ASKED_AT_ONCE = 5_000
_NUMBER = "number"
# Asked while a program waits, so in one question and without the detour through Django's queries.
_BEHIND = f"""
    SELECT '{_NUMBER}', reference, id FROM customers_customer WHERE reference = %s
    UNION ALL SELECT kind, value, customer_id FROM customers_identity WHERE value IN (%s, %s)
"""


def customer_behind(word: str) -> int | None:
    """Return the key of the customer whose number, address, phone or handle a word is; a number wins."""
    if not word:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND, [word, identity_value("email", word), identity_value("phone", word)])
        rows = cursor.fetchall()
    numbers = [key for kind, _, key in rows if kind == _NUMBER]
    others = [key for kind, value, key in rows if kind != _NUMBER and identity_value(kind, word) == value]
    return next(iter(numbers + others), None)


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
