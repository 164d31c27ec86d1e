"""How much may be given to a customer without asking, and by whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

# € per case, where the company has set nothing; None: as much as it takes.
PER_CASE: Mapping[str, Decimal | None] = {
    "employee": Decimal(25),
    "lead": Decimal(150),
    "process_owner": Decimal(150),
    "cco": None,
}
PER_MONTH = Decimal(1000)  # € of a unit


@dataclass(frozen=True, slots=True)
class Room:
    """What somebody may still give in a case: within the own limit, and within the unit's month."""

    per_case: Decimal | None  # €; None: no limit
    given: Decimal  # in this case so far
    per_month: Decimal
    used: Decimal  # of the unit in this month

    @property
    def in_case(self) -> Decimal | None:
        """Return what is left of the own limit in this case."""
        return None if self.per_case is None else max(self.per_case - self.given, Decimal(0))

    @property
    def in_month(self) -> Decimal:
        """Return what is left of the unit's month."""
        return max(self.per_month - self.used, Decimal(0))


def must_ask(amount: Decimal, room: Room) -> bool:
    """Return whether the lead is asked: the amount passes the own limit, or the unit's month.

    >>> room = Room(per_case=Decimal(25), given=Decimal(10), per_month=Decimal(1000), used=Decimal(0))
    >>> must_ask(Decimal(15), room), must_ask(Decimal("15.01"), room)
    (False, True)
    """
    above = room.in_case is not None and amount > room.in_case
    # Who has no limit answers for the budget, too.
    return above or (room.per_case is not None and amount > room.in_month)


def widest(limits: Iterable[Decimal | None]) -> Decimal | None:
    """Return the limit of somebody with several roles: the widest, None where one has none.

    >>> widest([Decimal(25), Decimal(150)]), widest([Decimal(25), None])
    (Decimal('150'), None)
    """
    found = list(limits)
    known = [limit for limit in found if limit is not None]
    return None if len(known) < len(found) else max(known, default=Decimal(0))
