"""A person reads it differently: the reading changes, and the reader learns from it."""

from datetime import datetime

from django.db import transaction

from kunding.journeys.models import Touchpoint
from kunding.people.models import Person
from kunding.trail.actions import record
from kunding.understand.models import Correction, Intent, Membership, Reading, Sentiment, Theme

WORDS = {"sentiment": Sentiment.values, "intent": Intent.values}


class CorrectionIsWrong(Exception):
    """This cannot be a correction; the text says what can be."""


@transaction.atomic
def correct(*, reading: Reading, field: str, value: str, by: Person, at: datetime) -> Correction:
    """Set the reading's sentiment, intent or touchpoint (by its code) to what a person says; from then on it is sure.

    Raises CorrectionIsWrong for another field or a word that the field does not know.
    """
    was, now = _set(reading, field, value)
    reading.save(update_fields=_written(field))
    return _keep(reading, field, was, now, by, at)


@transaction.atomic
def correct_theme(*, reading: Reading, theme: Theme | None, by: Person, at: datetime) -> Correction:
    """Place the feedback in another theme, or in none."""
    membership = Membership.objects.filter(feedback_id=reading.pk).first()
    was = str(membership.theme_id or "") if membership else ""
    Membership.objects.update_or_create(feedback_id=reading.pk, defaults={"theme": theme, "confidence": 1.0})
    return _keep(reading, "theme", was, str(theme.pk) if theme else "", by, at)


def _set(reading: Reading, field: str, value: str) -> tuple[str, str]:
    if field == "touchpoint":
        return _set_touchpoint(reading, value)
    if value not in WORDS.get(field, ()):
        known = ", ".join(WORDS.get(field, ("sentiment", "intent", "touchpoint")))
        raise CorrectionIsWrong(f"“{value}” is no {field}; one of these is: {known}.")
    was = getattr(reading, field)
    setattr(reading, field, value)
    setattr(reading, f"{field}_probability", 1.0)
    if field == "sentiment":
        reading.sure = True
    return was, value


def _set_touchpoint(reading: Reading, code: str) -> tuple[str, str]:
    touchpoint = Touchpoint.objects.filter(code=code).first() if code else None
    if code and touchpoint is None:
        raise CorrectionIsWrong(f"There is no touchpoint “{code}”.")
    was = str(reading.touchpoint_id or "")
    reading.touchpoint, reading.touchpoint_probability = touchpoint, 1.0
    return was, str(touchpoint.pk) if touchpoint else ""


def _written(field: str) -> list[str]:
    return [field, f"{field}_probability", *(["sure"] if field == "sentiment" else [])]


def _keep(reading: Reading, field: str, was: str, now: str, by: Person, at: datetime) -> Correction:
    record(
        act="correct_reading",
        actor=by.trail_name,
        at=at,
        subject=f"feedback:{reading.pk}",
        detail={"field": field, "was": was, "now": now},
    )
    return Correction.objects.create(reading=reading, field=field, was=was, now=now, by=by, at=at)
