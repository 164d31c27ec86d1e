"""`/api/v1/cases`: who waits for an answer, and who begins to."""

from datetime import UTC, datetime
from http import HTTPStatus

from django.http import HttpRequest
from ninja import Router, Schema, Status
from ninja.errors import HttpError

from kunding.api.opening import CaseIn, CaseOpened, opened
from kunding.people.models import Person
from kunding.respond.models import Case
from kunding.respond.queries.case_pages import Listed, case_list, case_listed

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
    return case_list(viewer=_me(request), show=show, unit=unit, at=datetime.now(UTC), number=str(page))[1]


@cases.get("/{number}", response=CaseOut, url_name="case")
def one(request: HttpRequest, number: str) -> Listed:
    """Return one case, open or closed; it is not found where the token's person may not see it."""
    try:
        return case_listed(number, viewer=_me(request), at=datetime.now(UTC))
    except Case.DoesNotExist as missing:
        raise HttpError(HTTPStatus.NOT_FOUND, "There is no such case.") from missing


@cases.post("", response={201: CaseOpened}, url_name="cases")
def open_one(request: HttpRequest, entered: CaseIn) -> Status[CaseOpened]:
    """Open a case for a customer; the same reference again returns the case that is there."""
    return Status(HTTPStatus.CREATED, opened(entered, by=_me(request), at=datetime.now(UTC)))


def _me(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)  # the token's; strangers do not come this far
    return person
