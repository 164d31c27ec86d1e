"""Keeps what customers say about being contacted, and that they were; rows are added, never changed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from kunding.customers.models import Channel, Consent, Contact, Ground, Purpose, Verdict
from kunding.people.models import Person
from kunding.trail.actions import record

_AT_ONCE = 5_000


class StatementIsWrong(Exception):
    """What was noted cannot be a customer's statement; the text says why."""


@transaction.atomic
def note_consent(
    *,
    customer: int,
    verdict: str,
    proof: str,
    said_at: datetime,
    at: datetime,
    by: Person | None = None,
    purpose: str = "",
    channel: str = "",
    ground: str = "",
) -> Consent:
    """Add what a customer said; `by` is None where the customer said it to the machine. Raises StatementIsWrong.

    An empty purpose or channel means all of them: that is for objections, consent names its purpose.
    """
    _check(verdict, purpose, channel, ground, proof, late=said_at > at)
    row = Consent.objects.create(
        customer_id=customer,
        purpose=purpose,
        channel=channel,
        verdict=verdict,
        ground=ground,
        proof=proof.strip(),
        at=said_at,
        by=by,
        noted_at=at,
    )
    detail = {"verdict": verdict, "purpose": purpose, "channel": channel, "ground": ground}
    actor = by.trail_name if by else "customer"
    record(act="note_consent", actor=actor, at=at, subject=f"customer:{customer}", detail=detail)
    return row


@transaction.atomic
def note_contacts(*, customers: Sequence[int], purpose: str, channel: str, at: datetime, actor: str = "loop") -> None:
    """Remember that these customers were contacted, so that it does not happen too often."""
    rows = (Contact(customer_id=key, purpose=purpose, channel=channel, at=at) for key in customers)
    Contact.objects.bulk_create(rows, batch_size=_AT_ONCE)
    detail = {"purpose": purpose, "channel": channel}
    record(act="note_contacts", actor=actor, at=at, count=len(customers), detail=detail)


def _check(verdict: str, purpose: str, channel: str, ground: str, proof: str, *, late: bool) -> None:
    if verdict not in Verdict.values or purpose not in {"", *Purpose.values} or channel not in {"", *Channel.values}:
        raise StatementIsWrong(gettext("Choose what the customer said, and about what."))
    if verdict == Verdict.GIVEN and (not purpose or ground not in Ground.values):
        raise StatementIsWrong(gettext("Consent names its purpose and its ground."))
    if verdict != Verdict.GIVEN and ground:
        raise StatementIsWrong(gettext("Whoever objects needs no ground."))
    if ground == Ground.EXISTING_CUSTOMER and channel in {Channel.PHONE, ""}:
        raise StatementIsWrong(gettext("§ 7 (3) UWG is about electronic mail: choose the channel, and no calls."))
    if not proof.strip():
        raise StatementIsWrong(gettext("Say how this can be shown: a form, a call on a day, a letter."))
    if late:
        raise StatementIsWrong(gettext("Nobody can say something in the future."))
