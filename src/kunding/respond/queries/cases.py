"""Open, overdue and silted cases."""

from datetime import datetime

from django.db.models import QuerySet

from kunding.people.models import Company
from kunding.people.queries import company
from kunding.respond.calendar import business_days_ago
from kunding.respond.models import Case, State
from kunding.respond.queries.routes import company_hours
from kunding.respond.rules import SILTED_AFTER_DAYS


def open_cases() -> QuerySet[Case]:
    """Return the cases in which the customer still waits, the most urgent first."""
    return Case.objects.exclude(state=State.CLOSED).order_by("due_at", "pk")


def waiting_for_us() -> QuerySet[Case]:
    """Return the open cases in which it is our turn: who was told the decision waits for nothing."""
    return open_cases().exclude(state=State.TOLD)


def overdue_cases(*, at: datetime) -> QuerySet[Case]:
    """Return the open cases whose due date has passed, the longest overdue first."""
    return waiting_for_us().filter(due_at__lt=at)


def silted_cases(*, at: datetime, after: int = SILTED_AFTER_DAYS) -> QuerySet[Case]:
    """Return the open cases without an act of a person for `after` business days, the longest untouched first."""
    untouched = waiting_for_us().filter(touched_at__lt=silted_before(at=at, after=after))
    return untouched.order_by("touched_at", "pk")


def silted_before(*, at: datetime, after: int = SILTED_AFTER_DAYS, here: Company | None = None) -> datetime:
    """Return the moment before which a case must have been touched last to count as silted at `at`.

    here: the company, where the caller has it at hand.
    """
    return business_days_ago(at, after, hours=company_hours(here or company()))
