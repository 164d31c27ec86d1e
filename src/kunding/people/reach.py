"""How far a person's sight goes: the whole company, or units and those below them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kunding.people.models import Person, Role, Unit

FOR_ALL_UNITS = (Role.CCO, Role.ADMINISTRATOR, Role.PROCESS_OWNER, Role.ANALYST)


@dataclass(frozen=True)
class Reach:
    """What a person may see of what belongs to a unit."""

    person: int
    everything: bool
    units: frozenset[int]
    grants: tuple[tuple[str, int | None], ...] = ()  # roles that were given, each for a unit or (None) the company

    def covers(self, unit: int | None) -> bool:
        """Return whether what belongs to the unit may be seen."""
        return self.everything or unit in self.units


def reach_of(person: Person, *, units: Iterable[Unit] | None = None) -> Reach:
    """Return the reach of a person: the own unit, the units they lead or hold a role for, and those below them.

    units: all of them, where the caller has them at hand.
    """
    grants = tuple(person.grants.values_list("role", "unit_id"))
    everything = any(role in FOR_ALL_UNITS and unit is None for role, unit in grants)
    rows = list(Unit.objects.only("parent", "lead") if units is None else units)
    own = {unit for _, unit in grants if unit} | {unit.pk for unit in rows if unit.lead_id == person.pk}
    own |= {person.unit_id} if person.unit_id else set()
    below = units_with_those_below(own, {unit.pk: unit.parent_id for unit in rows})
    return Reach(person.pk, everything, frozenset(below), grants)


def units_with_those_below(units: set[int], parents: Mapping[int, int | None] | None = None) -> set[int]:
    """Return the units and all that stand below them; parents: each unit's, where the caller has them at hand."""
    found = set(units)
    parents = dict(Unit.objects.values_list("pk", "parent_id")) if parents is None else parents
    # Each round adds one level; a company has few.
    while more := {unit for unit, parent in parents.items() if parent in found and unit not in found}:
        found |= more
    return found
