"""Doing something about a pain point."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from kunding.improve.models import Initiative, PainPoint
from kunding.people.models import Person
from kunding.trail.actions import record


class ShippedTooEarly(Exception):
    """Something cannot have been shipped before it was begun."""


@transaction.atomic
def begin_initiative(
    *, pain_point: PainPoint, title: str, by: Person, at: datetime, owner: Person | None = None, on: date | None = None
) -> Initiative:
    """Begin to do something about the pain point, on the day of `at` or `on`; whoever begins owns it unless told."""
    initiative = Initiative.objects.create(
        pain_point=pain_point, title=title.strip()[:200], owner=owner or by, started_on=on or at.date()
    )
    record(act="begin_initiative", actor=by.trail_name, at=at, subject=f"initiative:{initiative.pk}")
    return initiative


@transaction.atomic
def ship_initiative(
    *, initiative: Initiative, by: Person, at: datetime, on: date | None = None, told: str = ""
) -> None:
    """It reached the customers, on the day of `at` or `on`: from here on its effect is watched.

    told: what the customers hear who complained and want to hear of it; without it nobody is told.
    """
    shipped = on or at.date()
    if shipped < initiative.started_on:
        raise ShippedTooEarly(gettext("It was begun on %(day)s and cannot be older.") % {"day": initiative.started_on})
    initiative.shipped_on, initiative.told = shipped, told.strip()[:500]
    initiative.save(update_fields=["shipped_on", "told"])
    record(act="ship_initiative", actor=by.trail_name, at=at, subject=f"initiative:{initiative.pk}")
