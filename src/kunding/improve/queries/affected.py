"""Whom a pain point annoys: customers by their number, whoever spoke last on top; never by what they are worth."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max
from django.db.models.functions import Coalesce

from kunding.customers.models import Customer
from kunding.improve.queries.figures import AFFECTED, members
from kunding.understand.queries.themes import Quote, quotes_of

PER_PAGE = 25


@dataclass(frozen=True)
class Affected:
    """One customer who was annoyed, under whichever record."""

    key: int
    number: str
    segment: str
    said: int  # pieces of feedback on the theme
    last: datetime
    quote: Quote | None  # one of them


def affected(theme: int, *, number: str) -> tuple[Page[Any], list[Affected]]:
    """Return one page of the known customers who were annoyed by a theme (its key)."""
    said = members().filter(AFFECTED, shown=theme, feedback__customer__isnull=False, feedback__reading__isnull=False)
    people = said.values(person=Coalesce("feedback__customer__merged_into", "feedback__customer")).annotate(
        said=Count("pk"), last=Max("feedback__said_at"), newest=Max("feedback")
    )
    page = Paginator(people.order_by("-last", "person"), PER_PAGE).get_page(number)
    rows = list(page.object_list)
    known = Customer.objects.in_bulk([row["person"] for row in rows])
    quotes = {quote.feedback: quote for quote in quotes_of([row["newest"] for row in rows])}
    return page, [_affected(known[row["person"]], row, quotes.get(row["newest"])) for row in rows]


def _affected(customer: Customer, row: dict[str, Any], quote: Quote | None) -> Affected:
    return Affected(customer.pk, customer.reference, customer.segment, row["said"], row["last"], quote)
