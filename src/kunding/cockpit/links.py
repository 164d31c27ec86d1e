"""From a figure to what is behind it: addresses that carry the figure's filters along."""

from urllib.parse import urlencode

from django.urls import reverse

from kunding.cockpit.filters import Chosen, Span
from kunding.cockpit.queries.gulfs import Gulf

NARROWS = ("unit", "touchpoint", "journey", "theme", "channel", "segment")


def to_cases(picked: Chosen, *, span: Span | None = None, **fields: str) -> str:
    """Return the address of the cases behind a figure; `span`: those that were opened, or offered, in it."""
    days = {"since": span.since, "until": span.until} if span else {}
    narrowed = {name: getattr(picked, name) for name in NARROWS}
    chosen = {**fields, **narrowed, **days}
    return f"{reverse('respond:cases')}?{urlencode({name: value for name, value in chosen.items() if value})}"


def to_gulf(gulf: Gulf, picked: Chosen, span: Span) -> str:
    """Return the address of the cases behind a boundary; empty where it would single a small unit out."""
    return to_cases(picked, span=span, show="both", between=gulf.address) if gulf.address else ""


def links(picked: Chosen, span: Span) -> dict[str, str]:
    """Return the address behind each figure of the first page that counts cases."""
    return {
        "answer": to_cases(picked, span=span, show="both", answered="yes"),
        "kept": to_cases(picked, span=span, show="both", promise="broken"),
        "first_contact": to_cases(picked, span=span, show="both", first_contact="no"),
        "solved": to_cases(picked, span=span, show="both", solved="no"),
        "chased": to_cases(picked, span=span, show="both", chased="yes"),
        "silted": to_cases(picked, show="silted"),
        "waiting": to_cases(picked, show="overdue"),
    }
