"""`/api/v1/campaigns`: programs tell what goes out to customers, and read it."""

from datetime import UTC, date, datetime
from http import HTTPStatus

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.errors import HttpError

from kunding.customers.actions import plan_campaigns
from kunding.customers.queries.campaigns import Shown, month_of
from kunding.people.models import Person
from kunding.people.queries import roles_of
from kunding.web.access import may_open

campaigns = Router(tags=["campaigns"])
MOST = 1000  # per request


class CampaignIn(Schema):
    """One campaign; the same reference again brings it up to date."""

    reference: str = Field("", max_length=200, description="your own number; empty: made of name, channel and day")
    name: str = Field(..., min_length=1, max_length=200)
    what: str = Field("", max_length=5000)
    unit: str = Field("", max_length=200, description="code or name; empty: the unit of the token's person")
    channel: str = Field(..., max_length=40)
    audience: str = Field("", max_length=300)
    segment: str = Field("", max_length=60, description="empty: all customers")
    size: int = Field(..., ge=0, le=1_000_000_000)
    starts_on: date
    ends_on: date | None = None


class Refused(Schema):
    """A row that is no plan: its place in the batch, and why."""

    index: int
    field: str
    reason: str


class Planned(Schema):
    """What became of the batch."""

    stored: int
    duplicate: int
    refused: list[Refused]


class CampaignOut(Schema):
    """One campaign with its state and with what is wrong with it."""

    name: str
    what: str
    unit: str
    channel: str
    audience: str
    size: int
    starts_on: date
    ends_on: date
    state: str
    warnings: list[str]


@campaigns.post("", response=Planned, url_name="campaigns")
def plan(request: HttpRequest, batch: list[CampaignIn]) -> Planned:
    """Plan campaigns, for people who may plan them on the pages, too."""
    if not may_open("customers:plan", roles_of(_me(request))):
        raise HttpError(HTTPStatus.FORBIDDEN, "The token's person may not plan campaigns.")
    if len(batch) > MOST:
        raise HttpError(HTTPStatus.UNPROCESSABLE_ENTITY, f"Send at most {MOST} campaigns at once.")
    rows = [{name: "" if value is None else str(value) for name, value in one.dict().items()} for one in batch]
    outcome = plan_campaigns(rows=rows, by=_me(request), at=datetime.now(UTC))
    refused = [Refused(index=one.index, field=one.field, reason=one.reason) for one in outcome.refused]
    return Planned(stored=outcome.stored, duplicate=outcome.duplicate, refused=refused)


@campaigns.get("", response=list[CampaignOut], url_name="campaigns")
def going_out(request: HttpRequest, month: date | None = None) -> list[Shown]:
    """Return what goes out in the month of a day, of today without one."""
    at = datetime.now(UTC)
    return month_of(month or at.date(), at=at).shown


def _me(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)  # the token's; strangers do not come this far
    return person
