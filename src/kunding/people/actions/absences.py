"""Who is away, and who stands in."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from kunding.people.models import Absence, Person
from kunding.trail.actions import record


class AbsenceIsWrong(Exception):
    """The absence cannot be noted; the text says why."""


@transaction.atomic
def note_absence(
    *, person: Person, deputy: Person, starts_on: date, ends_on: date, at: datetime, actor: str
) -> Absence:
    """Note that somebody is away, both days included, and who stands in; raises AbsenceIsWrong."""
    if deputy.pk == person.pk:
        raise AbsenceIsWrong(gettext("Nobody stands in for themselves: name somebody else."))
    if not deputy.is_active:
        raise AbsenceIsWrong(gettext("%(name)s has left and cannot stand in.") % {"name": deputy.name})
    if ends_on < starts_on:
        raise AbsenceIsWrong(gettext("The last day lies before the first one."))
    if person.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise AbsenceIsWrong(gettext("These days overlap with another absence: withdraw that one first."))
    absence = Absence.objects.create(person=person, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
    days = {"deputy": deputy.pk, "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    record(act="note_absence", actor=actor, at=at, subject=person.trail_name, detail=days)
    return absence


@transaction.atomic
def withdraw_absence(*, absence: Absence, at: datetime, actor: str) -> None:
    """Somebody is here after all."""
    Absence.objects.filter(pk=absence.pk).delete()
    record(act="withdraw_absence", actor=actor, at=at, subject=absence.person.trail_name)
