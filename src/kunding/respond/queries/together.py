"""What comes together when two records are said to be one customer: looked at before anybody says so."""

from dataclasses import dataclass
from datetime import date, datetime

from kunding.customers.models import Consent, Customer
from kunding.customers.queries import everyone_of
from kunding.customers.queries.alike import Alike, alike
from kunding.customers.queries.card import Card, customer_card
from kunding.listen.models import Feedback
from kunding.respond.models import Case, State


@dataclass(frozen=True)
class Part:
    """One of the two, with how much is known of them."""

    card: Card
    feedback: int
    cases: int
    open_cases: int
    statements: int  # about being contacted
    last_said: datetime | None


@dataclass(frozen=True)
class Together:
    """Both parts, and what they would be as one: what the first says counts, values and contracts are added."""

    shown: Part  # under whose name and number the customer is shown
    merged: Part
    alike: Alike
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    value_per_year: object | None  # €
    since: date | None

    @property
    def feedback(self) -> int:
        """Return how many feedbacks the one customer has."""
        return self.shown.feedback + self.merged.feedback

    @property
    def cases(self) -> int:
        """Return how many cases the one customer has."""
        return self.shown.cases + self.merged.cases


def together(shown: int, merged: int, *, at: datetime) -> Together:
    """Return what comes together; raises Customer.DoesNotExist."""
    one, other = _part(shown, at), _part(merged, at)
    records = Customer.objects.in_bulk([one.card.key, other.card.key])
    values = [card.value_per_year for card in (one.card, other.card) if card.value_per_year is not None]
    return Together(
        shown=one,
        merged=other,
        alike=alike(records[one.card.key], records[other.card.key]),
        emails=tuple(dict.fromkeys(one.card.emails + other.card.emails)),
        phones=tuple(dict.fromkeys(one.card.phones + other.card.phones)),
        value_per_year=sum(values) if values else None,
        since=min((card.since for card in (one.card, other.card) if card.since is not None), default=None),
    )


def _part(customer: int, at: datetime) -> Part:
    records = everyone_of(customer)
    feedback, cases = (
        Feedback.objects.filter(customer__in=records),
        Case.objects.filter(customer__in=records, merged_into=None),
    )
    return Part(
        card=customer_card(customer, at=at),
        feedback=feedback.count(),
        cases=cases.count(),
        open_cases=cases.exclude(state=State.CLOSED).count(),
        statements=Consent.objects.filter(customer__in=records).count(),
        last_said=feedback.order_by("-said_at").values_list("said_at", flat=True).first(),
    )
