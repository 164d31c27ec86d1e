"""Where a case goes: its owner, its unit, and the hours that the unit keeps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from kunding.journeys.models import Touchpoint
from kunding.people.models import Company, Unit
from kunding.people.queries import CompanyIsMissing, chief_customer_officer, company, deputies
from kunding.respond.calendar import OpeningHours, opening_hours


@dataclass(frozen=True, slots=True)
class Route:
    """Who takes care of a case, and where."""

    owner: int
    unit: int
    hours: OpeningHours


@dataclass(frozen=True)
class Routes:
    """The way of each touchpoint, and that of everything else."""

    touchpoints: Mapping[int, Route]
    elsewhere: Route

    def of(self, touchpoint: int | None) -> Route:
        """Return the way of what happened at `touchpoint`."""
        return self.touchpoints.get(touchpoint, self.elsewhere) if touchpoint else self.elsewhere


@dataclass(frozen=True)
class UnitFacts:
    """A unit with its parent, its lead where that person is still here, and its Bundesland."""

    parent: int | None
    lead: int | None
    state: str


def routes(*, on: date) -> Routes:
    """Return who takes care of what: the touchpoint's owner, else its unit's lead or the nearest above, else the CCO.

    Whoever is away on that day has a deputy.
    Raises CompanyIsMissing where there is no company, no unit or no Chief Customer Officer.
    """
    here = company()
    units = unit_facts()
    chief = chief_customer_officer()
    home = chief.unit_id or _first_root(units)
    away = deputies(on)
    rows = Touchpoint.objects.values_list("pk", "unit_id", "owner_id", "owner__is_active")
    return Routes(
        touchpoints={
            key: _route(here, units, unit, _present(who, away))
            for key, unit, owner, active in rows
            for who in [(owner if active else None) or lead_of(unit, units) or chief.pk]
        },
        elsewhere=_route(here, units, home, _present(chief.pk, away)),
    )


def owner_in(unit: int) -> int:
    """Return who takes care of what comes to `unit`: its lead, else the nearest lead above, else the CCO."""
    return lead_of(unit, unit_facts()) or chief_customer_officer().pk


def hours_of_unit(unit: Unit) -> OpeningHours:
    """Return the opening hours that count for `unit`: the company's, with the holidays of the unit's Bundesland."""
    return company_hours(company(), state=unit.state)


def company_hours(here: Company, *, state: str = "") -> OpeningHours:
    """Return the company's opening hours, with the holidays of `state` where a unit is elsewhere."""
    return opening_hours(here.hours, zone=settings.TIME_ZONE, country=here.country, state=state or here.state)


def lead_of(unit: int, units: Mapping[int, UnitFacts]) -> int | None:
    """Return who leads `unit`, or else the nearest unit above it."""
    return next(iter(leads_from(unit, units)), None)


def leads_from(unit: int, units: Mapping[int, UnitFacts]) -> list[int]:
    """Return who leads `unit` and the units above it, the nearest first."""
    found: list[int] = []
    current: int | None = unit
    # A unit that stands above itself must not hang the loop.
    for _ in units:
        if current is None:
            break
        lead = units[current].lead
        found += [lead] if lead is not None and lead not in found else []
        current = units[current].parent
    return found


def unit_facts() -> dict[int, UnitFacts]:
    """Return all units with their parents, leads who are still here, and Bundesland."""
    rows = Unit.objects.values_list("pk", "parent_id", "lead_id", "lead__is_active", "state")
    return {key: UnitFacts(parent, lead if active else None, state) for key, parent, lead, active, state in rows}


def facts_of(units: Iterable[Unit]) -> dict[int, UnitFacts]:
    """Return the same of units that are at hand with their leads."""
    return {
        unit.pk: UnitFacts(unit.parent_id, unit.lead_id if unit.lead and unit.lead.is_active else None, unit.state)
        for unit in units
    }


def _present(owner: int, away: Mapping[int, int]) -> int:
    return away.get(owner, owner)


def _route(here: Company, units: Mapping[int, UnitFacts], unit: int, owner: int) -> Route:
    return Route(owner=owner, unit=unit, hours=company_hours(here, state=units[unit].state))


def _first_root(units: Mapping[int, UnitFacts]) -> int:
    roots = [key for key, unit in units.items() if unit.parent is None]
    if not roots:
        raise CompanyIsMissing("There is no unit that could take care of a case: enter one first.")
    return min(roots)
