"""Who was erased, as far as that can still be told: by digests of their numbers and addresses."""

from collections.abc import Iterable
from datetime import datetime

from kunding.customers.digests import keyed, keyed_all
from kunding.customers.models import Erased
from kunding.customers.queries.subject import words_for

_AT_ONCE = 5_000


def erased_since(words: Iterable[str]) -> datetime | None:
    """Return when the person with one of these words ("address:erika@example.org") was erased last, None if never."""
    digests = [keyed(word) for word in words]
    return Erased.objects.filter(digest__in=digests).order_by("-at").values_list("at", flat=True).first()


def erased_addresses(addresses: Iterable[str]) -> set[str]:
    """Return those of these addresses, as written, whose people were erased: nothing but the matter at hand is sent."""
    if not Erased.objects.exists():
        return set()
    named = {address: keyed_all(words_for(address)) for address in set(addresses)}
    asked = sorted({digest for digests in named.values() for digest in digests})
    known: set[str] = set()
    for begin in range(0, len(asked), _AT_ONCE):
        found = Erased.objects.filter(digest__in=asked[begin : begin + _AT_ONCE])
        known.update(found.values_list("digest", flat=True))
    return {address for address, digests in named.items() if not known.isdisjoint(digests)}
