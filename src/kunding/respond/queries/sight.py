"""Which cases somebody may see, and in which they may act."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from kunding.people.models import Person, Unit
from kunding.people.queries import deputies
from kunding.people.reach import Reach, reach_of
from kunding.respond.models import Case, Escalation, Handover, HandoverOutcome, Task
from kunding.respond.models.case import OPEN
from kunding.respond.models.handover import WAITS_FOR_THE_UNIT


@dataclass(frozen=True)
class Sight:
    """How far somebody's sight goes at a moment: asked for once, then used for every question about cases."""

    viewer: int
    reach: Reach
    owners: tuple[int, ...]  # the viewer, and the absent colleagues for whom the viewer stands in
    units: tuple[Unit, ...]  # all of the company, by name, with their leads

    @property
    def cases(self) -> QuerySet[Case]:
        """Return the cases to read: those to act in, and those about which the viewer's units were asked."""
        if self.reach.everything:
            return Case.objects.all()
        return Case.objects.filter(self._served | Q(pk__in=self._offered) | Q(pk__in=self._asked))

    @property
    def open_parts(self) -> list[QuerySet[Case]]:
        """Return the open ones among the cases to read, in parts that may overlap.

        Each part has an index of its own; those of units and owners hold open cases only, so that years of closed ones
        cost nothing.
        """
        found = Case.objects.filter(OPEN)
        if self.reach.everything:
            return [found]
        asked = self._told.order_by().union(self._offered.order_by(), self._asked.order_by())
        return [
            found.filter(unit__in=self.reach.units),
            found.filter(owner__in=self.owners),
            found.filter(pk__in=asked),
        ]

    @property
    def served(self) -> QuerySet[Case]:
        """Return the cases to act in: of the own units, the own ones, those of absent colleagues for whom the viewer
        stands in, and those about whose delay the viewer was told.
        """
        return Case.objects.all() if self.reach.everything else Case.objects.filter(self._served)

    @property
    def stands_in_for(self) -> tuple[int, ...]:
        """Return the absent colleagues for whom the viewer stands in."""
        return self.owners[1:]

    def serves(self, case: Case) -> bool:
        """Return whether the viewer may act in a case at hand; mostly without asking the database."""
        if self.reach.covers(case.unit_id) or case.owner_id in self.owners:
            return True
        return Escalation.objects.filter(to=self.viewer, case=case).exists()

    def speaks_for(self, case: Case) -> bool:
        """Return whether the viewer owns the case or stands in for its owner: only they see the customer's name."""
        return case.owner_id in self.owners

    @property
    def _served(self) -> Q:
        return Q(unit__in=self.reach.units) | Q(owner__in=self.owners) | Q(pk__in=self._told)

    @property
    def _told(self) -> QuerySet[Any, Any]:
        return Escalation.objects.filter(to=self.viewer).values("case")

    @property
    def _offered(self) -> QuerySet[Any, Any]:
        offers = Handover.objects.filter(outcome=HandoverOutcome.OFFERED, receiver__in=self.reach.units)
        return offers.values("case")

    @property
    def _asked(self) -> QuerySet[Any, Any]:
        return Task.objects.filter(WAITS_FOR_THE_UNIT, unit__in=self.reach.units).values("case")


def sight_of(viewer: Person, *, at: datetime) -> Sight:
    """Return how far the viewer's sight goes."""
    units = tuple(Unit.objects.select_related("lead").order_by("name", "pk"))
    # The shell of the page names the viewer's unit: it is at hand here and need not be asked for again.
    viewer.unit = next((unit for unit in units if unit.pk == viewer.unit_id), None)
    return Sight(viewer.pk, reach_of(viewer, units=units), (viewer.pk, *in_place_of(viewer, at=at)), units)


def visible_cases(viewer: Person, *, at: datetime) -> QuerySet[Case]:
    """Return the cases that the viewer may read."""
    return sight_of(viewer, at=at).cases


def served_cases(viewer: Person, *, at: datetime) -> QuerySet[Case]:
    """Return the cases in which the viewer may act."""
    return sight_of(viewer, at=at).served


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
