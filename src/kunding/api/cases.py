"""`/api/v1/cases`: who waits for an answer, and who begins to."""

from datetime import UTC, datetime
from http import HTTPStatus

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError

from kunding.api.opening import CaseIn, CaseOpened, opened
from kunding.people.models import Person
from kunding.respond.actions import CaseIsClosed, MergeIsWrong, merge_cases, unmerge_case
from kunding.respond.models import Case, CaseMerge
from kunding.respond.queries.case_pages import Listed, case_list, case_listed
from kunding.respond.queries.one_matter import case_named, separable

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
    merged_into: str = Field("", description="number of the case in which it goes on, where it was merged")


class MergeIn(Schema):
    """In which case this one goes on."""

    into: str = Field(..., min_length=1, max_length=40, description="number of the case that goes on")


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


@cases.post("/{number}/merge", response=CaseOut, url_name="merge_case")
def merge(request: HttpRequest, number: str, entered: MergeIn) -> Listed:
    """Let the case go on in another one of the same customer, and return that one; `unmerge` takes it back."""
    person, at = _me(request), datetime.now(UTC)
    merged, kept = (case_named(word, viewer=person, at=at) for word in (number, entered.into))
    if merged is None or kept is None:
        raise HttpError(HTTPStatus.NOT_FOUND, "There is no such case in which you may act.")
    try:
        done = merge_cases(kept=kept, merged=merged, by=person, at=at)
    except (MergeIsWrong, CaseIsClosed) as no:
        raise HttpError(HTTPStatus.UNPROCESSABLE_ENTITY, str(no)) from no
    return case_listed(done.kept.number, viewer=person, at=at)


@cases.post("/{number}/unmerge", response=CaseOut, url_name="unmerge_case")
def unmerge(request: HttpRequest, number: str) -> Listed:
    """Let a merged case stand again as it stood, and return it; what came since stays where it came in."""
    person, at = _me(request), datetime.now(UTC)
    try:
        case = separable(number, viewer=person, at=at)
        done = unmerge_case(merged=case, by=person, at=at)
    except Case.DoesNotExist as missing:
        raise HttpError(HTTPStatus.NOT_FOUND, "There is no such case in which you may act.") from missing
    except MergeIsWrong as no:
        raise HttpError(HTTPStatus.UNPROCESSABLE_ENTITY, str(no)) from no
    return _listed_if_seen(done, person, at)


def _listed_if_seen(done: CaseMerge, person: Person, at: datetime) -> Listed:
    """The case that stands again, or the one in which it went on, where the person sees only that one."""
    try:
        return case_listed(done.merged.number, viewer=person, at=at)
    except Case.DoesNotExist:
        return case_listed(done.kept.number, viewer=person, at=at)


def _me(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)  # the token's; strangers do not come this far
    return person
