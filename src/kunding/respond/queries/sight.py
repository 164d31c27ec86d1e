"""Which cases somebody may see, and in which they may act."""

from datetime import datetime

from django.db.models import Q, QuerySet

from kunding.people.models import Person
from kunding.people.queries import deputies
from kunding.people.reach import Reach, reach_of
from kunding.respond.models import Case, Escalation, Handover, HandoverOutcome, Task


def visible_cases(viewer: Person, *, at: datetime) -> QuerySet[Case]:
    """Return the cases that the viewer may read: those to act in, and those about which the unit was asked."""
    reach = reach_of(viewer)
    if reach.everything:
        return Case.objects.all()
    offered = Handover.objects.filter(outcome=HandoverOutcome.OFFERED, receiver__in=reach.units).values("case")
    asked = Task.objects.filter(done_at=None, unit__in=reach.units).values("case")
    return Case.objects.filter(_serves(viewer, reach, at) | Q(pk__in=offered) | Q(pk__in=asked))


def served_cases(viewer: Person, *, at: datetime) -> QuerySet[Case]:
    """Return the cases in which the viewer may act: of the own units, the own ones, those of absent colleagues for
    whom the viewer stands in, and those about whose delay the viewer was told.
    """
    reach = reach_of(viewer)
    return Case.objects.all() if reach.everything else Case.objects.filter(_serves(viewer, reach, at))


def visible_case(number: str, *, viewer: Person, at: datetime) -> Case:
    """Return a case to read; raises Case.DoesNotExist where the viewer may not see it."""
    return visible_cases(viewer, at=at).get(number=number)


def served_case(number: str, *, viewer: Person, at: datetime) -> Case:
    """Return a case to act in; raises Case.DoesNotExist where the viewer may not."""
    return served_cases(viewer, at=at).get(number=number)


def in_place_of(viewer: Person, *, at: datetime) -> list[int]:
    """Return the keys of the absent colleagues for whom the viewer stands in."""
    return [absent for absent, deputy in deputies(at.date()).items() if deputy == viewer.pk]


def speaks_for(viewer: Person, case: Case, *, at: datetime) -> bool:
    """Return whether the viewer owns the case or stands in for its owner: only they see the customer's name."""
    return case.owner_id == viewer.pk or case.owner_id in in_place_of(viewer, at=at)


def _serves(viewer: Person, reach: Reach, at: datetime) -> Q:
    owners = [viewer.pk, *in_place_of(viewer, at=at)]
    told = Escalation.objects.filter(to=viewer.pk).values("case")
    return Q(unit__in=reach.units) | Q(owner__in=owners) | Q(pk__in=told)
