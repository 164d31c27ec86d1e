"""`/api/v1/cases`: who waits for an answer."""

from datetime import UTC, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from kunding.people.models import Person
from kunding.respond.queries.case_pages import Listed, case_list

cases = Router(tags=["cases"])


class CaseOut(Schema):
    """One open case; the words are redacted for everybody but the case's owner."""

    number: str
    title: str
    kind_name: str
    state_name: str
    text: str
    unit: str
    owner: str
    opened_at: datetime
    due_at: datetime
    next_step: str
    overdue: bool
    silted: bool


@cases.get("", response=list[CaseOut], url_name="cases")
def open_ones(request: HttpRequest, show: str = "", unit: int | None = None, page: int = 1) -> list[Listed]:
    """Return a page of the open cases that the token's person may see, what is due first on top."""
    viewer = request.user
    assert isinstance(viewer, Person)  # the token's; strangers do not come this far
    return case_list(viewer=viewer, show=show, unit=unit, at=datetime.now(UTC), number=str(page))[1]
