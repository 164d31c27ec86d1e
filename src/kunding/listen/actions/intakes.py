"""The bookkeeping of a run of taking feedback in."""

from datetime import datetime

from django.db import transaction

from kunding.listen.models import Channel, Intake, Source


@transaction.atomic
def open_intake(
    *, source: str, kind: str, name: str, fingerprint: str, at: datetime, channel: str = Channel.FILE
) -> Intake:
    """Begin a run; the source is made where there is none of that name."""
    origin, _ = Source.objects.get_or_create(name=source, defaults={"kind": kind, "channel": channel})
    return Intake.objects.create(source=origin, name=name[:300], fingerprint=fingerprint, started_at=at)


@transaction.atomic
def close_intake(*, intake: Intake, at: datetime) -> Intake:
    """Say that a run has come to its end; returns it with its final counts."""
    Intake.objects.filter(pk=intake.pk).update(finished_at=at)
    intake.refresh_from_db()
    return intake
