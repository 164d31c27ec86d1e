"""A customer's own words, one message at a time, as they come from a form or a program: stored at once."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kunding.journeys.queries import touchpoints_by_word
from kunding.listen import files
from kunding.listen.models import Attachment, Channel, Feedback, Source
from kunding.listen.pictures import MEDIA_TYPE, Picture
from kunding.listen.rows import insert_new
from kunding.listen.rules import Said
from kunding.trail.actions import record
from kunding.trail.kept import Kept


@dataclass(frozen=True)
class Place:
    """Where words come in: the source's name, kind and channel, and what they are collected for (GDPR Art. 13)."""

    name: str
    kind: str = "form"
    channel: str = Channel.WEB.value
    purpose: str = ""
    legal_basis: str = ""


@transaction.atomic(savepoint=False)
def hear_words(
    *,
    place: Place,
    said: Said,
    at: datetime,
    answers_to: int | None = None,
    customer: int | None = None,
    extra: Mapping[str, object] | None = None,
    pictures: Sequence[Picture] = (),
    actor: str = "customer",
) -> Feedback:
    """Store what a customer said and return it; the same reference again returns what is there.

    answers_to: the first feedback of the conversation. extra: what else the form asked for; it takes the place of
    `said.extra`.
    """
    row = Feedback(
        source_id=_source(place),
        reference=said.reference or secrets.token_hex(16),
        said_at=said.said_at or at,
        arrived_at=at,
        channel=said.channel or place.channel,
        subject=said.subject,
        text=said.text,
        author=said.author,
        customer_id=customer,
        touchpoint_id=touchpoints_by_word().get(said.touchpoint.lower()) if said.touchpoint else None,
        answers_to_id=answers_to,
        extra=dict(extra or {}),
    )
    if not insert_new(row):
        return Feedback.objects.get(source=row.source_id, reference=row.reference)
    if pictures:
        _keep(row, pictures)
    record(act="receive_feedback", actor=actor, at=at, subject=f"source:{row.source_id}")
    return row


# A source keeps its name and is never removed; only with a backup other sources come.
_SOURCES: Kept[str, int] = Kept(acts=("restore_backup",))


def _source(place: Place) -> int:
    return _SOURCES.get(place.name, read=lambda: _source_named(place.name)) or _new_source(place)


def _source_named(name: str) -> int | None:
    return Source.objects.filter(name=name).values_list("pk", flat=True).first()


def _new_source(place: Place) -> int:
    made, _ = Source.objects.get_or_create(  # two doors may open for the first time at once
        name=place.name,
        defaults={
            "kind": place.kind,
            "channel": place.channel,
            "purpose": place.purpose,
            "legal_basis": place.legal_basis,
        },
    )
    return made.pk


def _keep(feedback: Feedback, pictures: Sequence[Picture]) -> None:
    Attachment.objects.bulk_create(
        Attachment(
            feedback=feedback,
            position=number,
            name=f"photo-{number}.jpg",  # never a name that a stranger chose
            media_type=MEDIA_TYPE,
            size=len(picture.content),
            digest=files.keep(picture.content),
        )
        for number, picture in enumerate(pictures, 1)
    )
