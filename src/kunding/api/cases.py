"""`/api/v1/cases`: who waits for an answer."""

from datetime import UTC, datetime

from django.http import HttpRequest
from ninja import Query, Router, Schema

from kunding.respond.queries import WaitingCase, sight_of, waiting_list

cases = Router(tags=["cases"])


class CaseOut(Schema):
    """One open case; `customer` is empty for those who may not see the name."""

    number: str
    customer: str
    subject: str
    days: int
    unit: str
    owner: str
    kind: str
    state: str
    due_at: datetime
    next_step: str
    overdue: bool
    silted: bool


@cases.get("", response=list[CaseOut], url_name="cases")
def open_ones(request: HttpRequest, count: int = Query(100, ge=1, le=1000)) -> list[WaitingCase]:
    """Return the open cases, the longest waiting first."""
    return waiting_list(at=datetime.now(UTC), sight=sight_of(request.user), count=count)
