"""What `POST /api/v1/cases` takes in: a program, or one of us on a customer's behalf, opens a case."""

from datetime import UTC, datetime

from django.db import transaction
from ninja import Field, Schema

from kunding.customers.queries import customer_behind
from kunding.listen.actions import Place, hear_words
from kunding.listen.models import Channel
from kunding.listen.rules import Said, content_digest
from kunding.people.models import Person
from kunding.respond.actions import open_case
from kunding.respond.models import Kind
from kunding.respond.signing import case_address
from kunding.trail.actions import recorded_together

LONGEST = 100_000  # characters
ENTERED = Place(
    "Entered by colleagues and programs",
    purpose="Handling what customers tell us",
    legal_basis="GDPR Art. 6(1)(b), (f)",
)


class CaseIn(Schema):
    """What a customer wants from us."""

    text: str = Field(..., min_length=1, max_length=LONGEST)
    subject: str = Field("", max_length=500)
    channel: Channel = Field(Channel.NOTE, description="how the customer came to us")
    customer: str = Field("", max_length=254, description="customer number, e-mail, phone or handle")
    touchpoint: str = Field("", max_length=200, description="code, name or synonym; the reading finds it otherwise")
    kind: Kind = Field(Kind.REQUEST, description="the reading makes it more urgent where the words say so")
    said_at: datetime | None = Field(None, description="with its zone; empty: now")
    reference: str = Field("", max_length=200, description="your own number; the same one again opens no second case")


class CaseOpened(Schema):
    """The case, and where the customer follows it."""

    number: str
    link: str
    state: str
    due_at: datetime


def opened(entered: CaseIn, *, by: Person, at: datetime) -> CaseOpened:
    """Keep the words and open the case; nothing is read here, so that the customer on the phone need not wait."""
    who = entered.customer.strip()
    customer = customer_behind(who)  # asked before the transaction: what is asked inside keeps other writers waiting
    with transaction.atomic(), recorded_together():
        feedback = hear_words(
            place=ENTERED,
            said=_said(entered, who, by, at),
            customer=customer,
            extra={"entered_by": by.trail_name},
            actor=by.trail_name,
            at=at,
        )
        case = open_case(feedback=feedback, kind=entered.kind, at=at, by=by)
    return CaseOpened(number=case.number, link=case_address(case.number), state=case.state, due_at=case.due_at)


def _said(entered: CaseIn, who: str, by: Person, at: datetime) -> Said:
    return Said(
        text=entered.text,
        subject=entered.subject,
        said_at=_moment(entered.said_at, at),
        channel=entered.channel.value,
        author=who,
        touchpoint=entered.touchpoint,
        # Each person's numbers are their own: nobody learns of a colleague's case by trying numbers.
        reference=content_digest([by.pk, entered.reference]) if entered.reference else "",
    )


def _moment(said_at: datetime | None, at: datetime) -> datetime | None:
    if said_at is None:
        return None
    aware = said_at if said_at.tzinfo else said_at.replace(tzinfo=UTC)
    return min(aware, at)  # nobody spoke in the future
