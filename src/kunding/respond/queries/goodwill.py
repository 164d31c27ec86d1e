"""Room to act: what somebody may give, what a unit gave in a month, and how the cases ended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property

from django.db.models import Q, QuerySet, Sum
from django.utils.timezone import localdate, make_aware

from kunding.people.models import Person, Role, Unit
from kunding.people.reach import reach_of
from kunding.respond.models import Allowance, Case, Goodwill, GoodwillState
from kunding.respond.queries.listed import title_of
from kunding.respond.queries.parts import whole_of
from kunding.respond.queries.routes import UnitFacts, leads_from, unit_facts
from kunding.respond.rules.goodwill import PER_CASE, PER_MONTH, Room, widest

MOST_SHOWN = 200
Units = Mapping[int, UnitFacts]
Grants = Sequence[tuple[str, int | None]]  # roles, each for a unit or (None) the company


@dataclass(frozen=True)
class Given:
    """One thing that was given, and how the case ended; it names no employee."""

    key: int
    number: str
    title: str
    amount: Decimal
    what: str
    at: datetime
    verdict: str  # of the customer; "" where there is none yet
    state: str


@dataclass(frozen=True)
class Budget:
    """One unit's month."""

    unit: Unit
    per_month: Decimal
    used: Decimal
    given: tuple[Given, ...]

    @property
    def left(self) -> Decimal:
        """Return what is left, at least nothing."""
        return max(self.per_month - self.used, Decimal(0))

    @property
    def share(self) -> int:
        """Return the used share in percent, at most 100."""
        return min(100, round(100 * self.used / self.per_month)) if self.per_month else 100


class Purse:
    """What one person may give and grant at a moment: limits, budgets and what was given are asked for once each."""

    def __init__(
        self, person: Person, *, at: datetime, grants: Grants | None = None, units: Units | None = None
    ) -> None:
        """Open the purse of a person; grants, units: where the caller has them at hand."""
        self.person, self.at = person, at
        self._grants = tuple(person.grants.values_list("role", "unit_id")) if grants is None else grants
        self._units = unit_facts() if units is None else units
        self._given: dict[int, Decimal] = {}
        self._used: dict[int, Decimal] = {}

    def know(self, case: Case, given: Iterable[Goodwill]) -> None:
        """Take note of all that was asked for or given in a case, so that it is not asked for again."""
        granted = (one.amount for one in given if one.state == GoodwillState.GRANTED)
        self._given[case.pk] = sum(granted, Decimal(0))

    def room(self, case: Case) -> Room:
        """Return what the person may still give in this case."""
        if case.pk not in self._given:
            self.know(case, Goodwill.objects.filter(case__in=whole_of(case)))
        if case.unit_id not in self._used:
            self._used[case.unit_id] = used_in_month(case.unit_id, month_of(self.at))
        return Room(
            per_case=self._limit(case.unit_id),
            given=self._given[case.pk],
            per_month=_per_month(case.unit_id, self._units, self._allowances),
            used=self._used[case.unit_id],
        )

    def may_decide(self, goodwill: Goodwill) -> bool:
        """Return whether the person may grant or refuse: a lead of the unit within the own limit, or the CCO; nobody
        grants what they asked for.
        """
        if goodwill.by_id == self.person.pk or goodwill.state != GoodwillState.ASKED:
            return False
        if not self._roles(goodwill.unit_id) & {Role.LEAD.value, Role.CCO.value, Role.ADMINISTRATOR.value}:
            return False
        room = self.room(goodwill.case)
        return room.in_case is None or goodwill.amount <= room.in_case

    @cached_property
    def _allowances(self) -> list[Allowance]:
        return _allowances()

    def _limit(self, unit: int) -> Decimal | None:
        return widest(_of_role(role, unit, self._units, self._allowances) for role in self._roles(unit))

    def _roles(self, unit: int) -> set[str]:
        above = {None, *_chain(unit, self._units)}
        held = {str(role) for role, place in self._grants if place in above}
        leads = {Role.LEAD.value} if self.person.pk in leads_from(unit, self._units) else set()
        return {Role.EMPLOYEE.value, *held} | leads


def room_of(person: Person, case: Case, *, at: datetime) -> Room:
    """Return what the person may still give in this case."""
    return Purse(person, at=at).room(case)


def may_decide(person: Person, goodwill: Goodwill, *, at: datetime) -> bool:
    """Return whether the person may grant or refuse this goodwill."""
    return Purse(person, at=at).may_decide(goodwill)


def budgets(viewer: Person, *, month: date) -> list[Budget]:
    """Return the months of the units that the viewer may see, those that gave something first."""
    reach, facts, allowances = reach_of(viewer), unit_facts(), _allowances()
    units = Unit.objects.order_by("name") if reach.everything else Unit.objects.filter(pk__in=reach.units)
    given = _given(month)
    rows = [
        Budget(
            unit,
            _per_month(unit.pk, facts, allowances),
            used_in_month(unit.pk, month),
            tuple(map(_shown, given.filter(unit=unit)[:MOST_SHOWN])),
        )
        for unit in units.order_by("name")
    ]
    return sorted(rows, key=lambda row: (not row.given, row.unit.name))


def waiting_for(viewer: Person, *, at: datetime) -> list[Goodwill]:
    """Return what the viewer is asked to grant or refuse."""
    asked = Goodwill.objects.filter(state=GoodwillState.ASKED).select_related("case", "unit", "by")
    purse = Purse(viewer, at=at)
    return [one for one in asked.order_by("at", "pk")[:MOST_SHOWN] if purse.may_decide(one)]


def used_in_month(unit: int, month: date) -> Decimal:
    """Return what the unit gave in the month, in €."""
    given = Goodwill.objects.filter(_in_month(month), unit=unit, state=GoodwillState.GRANTED)
    return given.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


def month_of(at: datetime) -> date:
    """Return the first day of the local month."""
    return localdate(at).replace(day=1)


def _of_role(role: str, unit: int, units: Mapping[int, UnitFacts], rows: Sequence[Allowance]) -> Decimal | None:
    own = {row.unit_id: row.per_case for row in rows if row.role == role}
    nearest: int | None = next((place for place in _chain(unit, units) if place in own), None)
    return own[nearest] if nearest in own else PER_CASE.get(role, Decimal(0))


def _per_month(unit: int, units: Mapping[int, UnitFacts], rows: Sequence[Allowance]) -> Decimal:
    """The nearest unit's own budget counts; of several roles the largest."""
    for place in [*_chain(unit, units), None]:
        own = [row.per_month for row in rows if row.unit_id == place and row.per_month is not None]
        if own:
            return max(own)
    return PER_MONTH


def _chain(unit: int, units: Mapping[int, UnitFacts]) -> list[int]:
    """The unit and those above it, the nearest first."""
    found: list[int] = []
    current: int | None = unit
    while current is not None and current not in found:
        found.append(current)
        current = units[current].parent
    return found


def _allowances() -> list[Allowance]:
    return list(Allowance.objects.all())


def _given(month: date) -> QuerySet[Goodwill]:
    found = Goodwill.objects.filter(_in_month(month), state=GoodwillState.GRANTED).order_by("-decided_at", "-pk")
    joins = ("case__touchpoint", "case__feedback__membership__theme")
    return found.select_related(*joins).prefetch_related("case__verdicts")


def _in_month(month: date) -> Q:
    following = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
    begin, end = (make_aware(datetime.combine(day, time(0))) for day in (month, following))
    return Q(decided_at__gte=begin, decided_at__lt=end)


def _shown(one: Goodwill) -> Given:
    verdicts = sorted(one.case.verdicts.all(), key=lambda verdict: verdict.at)
    return Given(
        one.pk,
        one.case.number,
        title_of(one.case),
        one.amount,
        one.what,
        one.decided_at or one.at,
        str(verdicts[-1].get_solved_display()) if verdicts else "",
        str(one.case.get_state_display()),
    )
