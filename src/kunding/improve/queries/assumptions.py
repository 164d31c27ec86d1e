"""What is assumed where the data do not tell."""

from kunding.improve.models import Assumptions
from kunding.improve.rules import Assumed

FIELDS = (
    "value_per_year",
    "leaving_excess",
    "leaving_excess_low",
    "leaving_excess_high",
    "handling_cost",
    "minutes_lost",
    "articulation",
)


def current_assumptions() -> Assumptions | None:
    """Return the newest assumptions, None before anything was priced."""
    return Assumptions.objects.order_by("-pk").first()


def assumed_by(row: Assumptions) -> Assumed:
    """Return a row of assumptions as the rules take it."""
    return Assumed(**{name: float(getattr(row, name)) for name in FIELDS})
