"""How far a person's sight goes: the whole company, or units and those below them."""

from dataclasses import dataclass

from kunding.people.models import Person, Role, Unit

FOR_ALL_UNITS = (Role.CCO, Role.ADMINISTRATOR, Role.PROCESS_OWNER, Role.ANALYST)


@dataclass(frozen=True)
class Reach:
    """What a person may see of what belongs to a unit."""

    person: int
    everything: bool
    units: frozenset[int]

    def covers(self, unit: int | None) -> bool:
        """Return whether what belongs to the unit may be seen."""
        return self.everything or unit in self.units


def reach_of(person: Person) -> Reach:
    """Return the reach of a person: the own unit, the units they lead or hold a role for, and those below them."""
    grants = list(person.grants.values_list("role", "unit_id"))
    everything = any(role in FOR_ALL_UNITS and unit is None for role, unit in grants)
    own = {unit for _, unit in grants if unit} | set(person.leads.values_list("pk", flat=True))
    own |= {person.unit_id} if person.unit_id else set()
    return Reach(person.pk, everything, frozenset(units_with_those_below(own)))


def units_with_those_below(units: set[int]) -> set[int]:
    """Return the units and all that stand below them."""
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    found = set(units)
    # Each round adds one level; a company has few.
    while more := {unit for unit, parent in parents.items() if parent in found and unit not in found}:
        found |= more
    return found
