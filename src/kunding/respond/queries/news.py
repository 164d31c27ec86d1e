"""Which customers want to hear when the cause of their matter is gone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from kunding.customers.models import Channel, Purpose
from kunding.customers.queries import who_may_be_contacted
from kunding.customers.rules.consent import Because, Permission
from kunding.respond.models import Case, Wish
from kunding.respond.queries.letters import address_of

_NO = frozenset({Because.OBJECTED, Because.WITHDRAWN})


@dataclass(frozen=True)
class News:
    """Whether the customer hears of it, and where; `to` is shortened, since others may see the page."""

    wanted: bool
    to: str


def news_of(case: Case, *, at: datetime) -> News | None:
    """Return whether the customer of this case hears when the cause is gone, None where nobody knows an address."""
    address = address_of(case.feedback)
    return News(bool(who_wants_news([case], at=at)), shortened(address)) if address else None


def who_wants_news(cases: Collection[Case], *, at: datetime) -> set[int]:
    """Return those of these cases whose customers want to hear that the cause is gone.

    What was said on the page of the matter counts first, then the ledger, then the box on the form; an objection
    counts always.
    """
    wishes = dict(Wish.objects.filter(case__in=cases, at__lte=at).order_by("at", "pk").values_list("case", "wants"))
    customers = {case.customer_id for case in cases if case.customer_id}
    said = who_may_be_contacted(customers, purpose=Purpose.TOLD_WHEN_FIXED, channel=Channel.MAIL, at=at)
    return {case.pk for case in cases if _wants(case, wishes.get(case.pk), said.get(case.customer_id or 0))}


def may_speak_for_customer(case: Case) -> bool:
    """Return whether whoever holds the case's link has shown to be its customer.

    The link goes to the address that wrote, or to the one on record. But on the form anybody can type anybody's number.
    """
    return case.customer_id is not None and case.feedback.channel != "web"


def shortened(address: str) -> str:
    """Return an address in which only its owner recognises it.

    >>> shortened("erika.yilmaz@example.org")
    'e…@example.org'
    """
    name, _, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"


def _wants(case: Case, wish: bool | None, said: Permission | None) -> bool:
    if said is not None and said.because in _NO:
        return False
    if wish is not None:
        return wish
    return bool(said and said.allowed) or case.feedback.extra.get("tell_me") is True
