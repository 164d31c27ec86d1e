"""Where a case goes: its owner, its unit, and the hours that the unit keeps."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from kunding.journeys.models import Touchpoint
from kunding.people.models import Company, Unit
from kunding.people.queries import CompanyIsMissing, chief_customer_officer, company
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


def routes() -> Routes:
    """Return who takes care of what: the touchpoint's owner, else its unit's lead or the nearest above, else the CCO.

    Raises CompanyIsMissing where there is no company, no unit or no Chief Customer Officer.
    """
    here = company()
    units = _units()
    chief = chief_customer_officer()
    home = chief.unit_id or _first_root(units)
    rows = Touchpoint.objects.values_list("pk", "unit_id", "owner_id", "owner__is_active")
    return Routes(
        touchpoints={
            key: _route(here, units, unit, (owner if active else None) or lead_of(unit, units) or chief.pk)
            for key, unit, owner, active in rows
        },
        elsewhere=_route(here, units, home, chief.pk),
    )


def owner_in(unit: int) -> int:
    """Return who takes care of what comes to `unit`: its lead, else the nearest lead above, else the CCO."""
    return lead_of(unit, _units()) or chief_customer_officer().pk


def hours_of_unit(unit: Unit) -> OpeningHours:
    """Return the opening hours that count for `unit`: the company's, with the holidays of the unit's Bundesland."""
    return company_hours(company(), state=unit.state)


def company_hours(here: Company, *, state: str = "") -> OpeningHours:
    """Return the company's opening hours, with the holidays of `state` where a unit is elsewhere."""
    return opening_hours(here.hours, zone=settings.TIME_ZONE, country=here.country, state=state or here.state)


def lead_of(unit: int, units: Mapping[int, UnitFacts]) -> int | None:
    """Return who leads `unit`, or else the nearest unit above it."""
    current: int | None = unit
    # A unit that stands above itself must not hang the loop.
    for _ in units:
        if current is None or units[current].lead:
            break
        current = units[current].parent
    return units[current].lead if current is not None else None


def _units() -> dict[int, UnitFacts]:
    rows = Unit.objects.values_list("pk", "parent_id", "lead_id", "lead__is_active", "state")
    return {key: UnitFacts(parent, lead if active else None, state) for key, parent, lead, active, state in rows}


def _route(here: Company, units: Mapping[int, UnitFacts], unit: int, owner: int) -> Route:
    return Route(owner=owner, unit=unit, hours=company_hours(here, state=units[unit].state))


def _first_root(units: Mapping[int, UnitFacts]) -> int:
    roots = [key for key, unit in units.items() if unit.parent is None]
    if not roots:
        raise CompanyIsMissing("There is no unit that could take care of a case: enter one first.")
    return min(roots)
