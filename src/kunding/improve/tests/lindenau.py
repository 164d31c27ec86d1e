"""The small company of the tests, with themes, many customers, and what they said."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from kunding.customers.models import Customer
from kunding.listen.models import Feedback
from kunding.respond.tests.lindenau import BOOK, Lindenau, lindenau
from kunding.trail.actions import record
from kunding.understand.models import Membership, Reading, Theme

__all__ = ["TODAY", "Lindenau", "customers", "lindenau", "say", "theme"]

TODAY = datetime(2026, 11, 20, 12, tzinfo=UTC)


def theme(label: str = "Bill is wrong") -> Theme:
    """Return a new theme; its finding is in the trail, as discovery leaves it."""
    record(act="find_themes", actor="loop", at=TODAY)
    return Theme.objects.create(label=label, found_at=TODAY)


def customers(count: int, **what: object) -> list[Customer]:
    """Return new customers, all alike."""
    first = Customer.objects.count()
    rows = [Customer(**{"reference": f"C{first + number}", "segment": "home", **what}) for number in range(count)]
    return Customer.objects.bulk_create(rows)


def say(
    here: Lindenau,
    about: Theme | None,
    who: Iterable[Customer | None],
    *,
    days_ago: Sequence[int] = (10,),
    channel: str = "mail",
    reading: Mapping[str, object] | None = None,
) -> list[Feedback]:
    """Each customer says something on the theme; `days_ago` is gone through again and again."""
    first = Feedback.objects.count()
    rows = [
        Feedback(
            source=here.source,
            reference=str(first + number),
            said_at=TODAY - timedelta(days=days_ago[number % len(days_ago)]),
            arrived_at=TODAY,
            channel=channel,
            text=f"My bill is wrong, number {first + number}.",
            customer=customer,
        )
        for number, customer in enumerate(who)
    ]
    said = Feedback.objects.bulk_create(rows)
    Reading.objects.bulk_create([Reading(feedback=each, **{**BOOK, **(reading or {})}) for each in said])
    if about is not None:
        Membership.objects.bulk_create([Membership(feedback=each, theme=about, confidence=0.9) for each in said])
    return said
