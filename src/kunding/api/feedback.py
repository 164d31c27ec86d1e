"""`/api/v1/feedback`: programs hand feedback in and read it back with its reading."""

from datetime import UTC, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from kunding.listen.actions import receive_feedback
from kunding.listen.models import Channel, Feedback
from kunding.listen.rules import Said
from kunding.understand.queries import search
from kunding.understand.queries.themes import Quote, quotes_of

feedback = Router(tags=["feedback"])
MOST = 1000  # per request
LONGEST = 100_000  # characters


class FeedbackIn(Schema):
    """What one customer said once."""

    text: str = Field("", max_length=LONGEST)
    subject: str = Field("", max_length=500)
    said_at: datetime | None = Field(None, description="with its zone; empty: now")
    reference: str = Field("", max_length=200, description="your own number; the same one again adds nothing")
    channel: Channel | None = None
    rating: float | None = Field(None, ge=0, le=1, description="0 (worst) to 1 (best)")
    recommend: int | None = Field(None, ge=0, le=10)
    effort: int | None = Field(None, ge=1, le=7)
    author: str = Field("", max_length=254, description="customer number, e-mail or handle")
    touchpoint: str = Field("", max_length=200, description="code, name or synonym")


class HandedIn(Schema):
    """A batch of feedback from one source."""

    source: str = Field(..., min_length=1, max_length=120)
    feedback: list[FeedbackIn] = Field(..., min_length=1, max_length=MOST)


class Taken(Schema):
    """What became of the batch: received = stored + duplicate + refused."""

    received: int
    stored: int
    duplicate: int
    refused: int


class FeedbackOut(Schema):
    """Customers' words, redacted, with how they were read."""

    feedback: int
    said_at: datetime
    channel: str
    text: str
    sentiment: str
    sure: bool


@feedback.post("", response=Taken, url_name="feedback")
def hand_in(request: HttpRequest, batch: HandedIn) -> Taken:
    """Store feedback; what is there already under the same source and reference is counted as duplicate."""
    said = [Said(**_plain(one)) for one in batch.feedback]
    outcome = receive_feedback(source=batch.source, kind="api", said=said, at=datetime.now(UTC))
    refused = len(outcome.refused)
    return Taken(received=outcome.received, stored=outcome.stored, duplicate=outcome.duplicate, refused=refused)


@feedback.get("", response=list[FeedbackOut], url_name="feedback")
def read_back(
    request: HttpRequest, words: str = "", before: int | None = None, count: Annotated[int, Field(ge=1, le=MOST)] = 100
) -> list[Quote]:
    """Return the newest feedback in which `words` occur; for the next page, give the last number as `before`."""
    chosen = search(Feedback.objects.filter(reading__isnull=False), words)
    if before is not None:
        chosen = chosen.filter(pk__lt=before)
    return quotes_of(list(chosen.order_by("-pk").values_list("pk", flat=True)[:count]))


def _plain(one: FeedbackIn) -> dict[str, Any]:
    fields = one.dict()
    said = fields["said_at"]
    if said is not None and said.tzinfo is None:
        fields["said_at"] = said.replace(tzinfo=UTC)
    return fields
