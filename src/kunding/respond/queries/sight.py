"""Who may see whose customer: the front line that works for them, and who answers for the unit or the whole."""

from collections.abc import Iterable
from dataclasses import dataclass

from kunding.people.models import Person, Role, Unit
from kunding.respond.models import Case

SEES_ALL_CUSTOMERS = frozenset({Role.CCO.value})


@dataclass(frozen=True)
class Sight:
    """Whose customers a person may see by name.

    Analysts, HR, the works council and administrators see matters, not people: their work needs no names.
    """

    person: int
    everything: bool
    units: frozenset[int]

    def covers(self, *, owner: int, unit: int) -> bool:
        """Return whether the customer of a case with this owner and unit may be seen by name."""
        return self.everything or owner == self.person or unit in self.units


NOBODYS = Sight(person=0, everything=False, units=frozenset())


def sight_of(person: Person) -> Sight:
    """Return what `person` sees: the own cases, those of the own unit, of the units that the person leads, or all."""
    grants = list(person.grants.values_list("role", "unit_id"))
    everything = any(role in SEES_ALL_CUSTOMERS and unit is None for role, unit in grants)
    led = {unit for role, unit in grants if role in {Role.LEAD.value, Role.CCO.value} and unit is not None}
    led.update(Unit.objects.filter(lead=person).values_list("pk", flat=True))
    own = {person.unit_id} if person.unit_id else set()
    return Sight(person=person.pk, everything=everything, units=frozenset(own | _with_those_below(led)))


def may_see_customer(case: Case, sight: Sight) -> bool:
    """Return whether the customer of `case` may be shown by name."""
    return sight.covers(owner=case.owner_id, unit=case.unit_id)


def _with_those_below(units: Iterable[int]) -> set[int]:
    found = set(units)
    parents = dict(Unit.objects.values_list("pk", "parent_id")) if found else {}
    while more := {unit for unit, parent in parents.items() if parent in found} - found:
        found |= more
    return found
