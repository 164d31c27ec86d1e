"""Who works where in Lindenau, and how a phrase of theirs is said."""

from dataclasses import dataclass
from random import Random

from kunding.demo.voices.grammar import say
from kunding.people.models import Person, Unit
from kunding.respond.models import Case


@dataclass(frozen=True)
class Office:
    """Who works where."""

    people: dict[int, list[Person]]
    units: dict[str, Unit]

    def somebody(self, case: Case, random: Random) -> Person:
        """Return the owner, or now and then a colleague."""
        colleagues = self.people.get(case.unit_id, [])
        return case.owner if not colleagues or random.random() < 0.4 else random.choice(colleagues)

    def one_of(self, unit: str, random: Random) -> Person:
        """Return somebody of the unit."""
        return random.choice(self.people[self.units[unit].pk])

    def lead_of(self, unit: int) -> Person | None:
        """Return who leads the unit."""
        return next((one.lead for one in self.units.values() if one.pk == unit), None)


def open_office() -> Office:
    """Return everybody at their place."""
    people: dict[int, list[Person]] = {}
    for person in Person.objects.exclude(unit=None).order_by("pk"):
        people.setdefault(person.unit_id or 0, []).append(person)
    units = {unit.name: unit for unit in Unit.objects.select_related("lead")}
    return Office(people=people, units=units)


def phrase(words: str, random: Random, **slots: str) -> str:
    """Return the phrase with its choices made and its `$slots` filled in."""
    said = say(words, random)
    for name, value in slots.items():
        said = said.replace(f"${name}", value)
    return said
