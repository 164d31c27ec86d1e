"""What a stage is: what is owed, and the action that pays it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, QuerySet

Key = int | str
Owed = Callable[[datetime], "QuerySet[Model] | Sequence[Key]"]


@dataclass(frozen=True)
class Stage:
    """One line of the table: rows that are owed something (or chores by name), and the action that pays them.

    `pay(keys=…, at=…)` pays a batch; a repeat does nothing.
    """

    name: str
    owed: Owed
    pay: Callable[..., object]
    batch: int
    outside: bool = False  # speaks to servers: makes its own transactions, so that none is held while it waits
    trouble: Callable[[datetime], str] = lambda at: ""  # what is wrong beside parked debts, as a sentence

    def keys(self, *, at: datetime, after: Key, skip: Sequence[Key]) -> list[Key]:
        """Return the next keys that are owed, from the first behind `after` on, without those to `skip`."""
        owed = self.owed(at)
        if not isinstance(owed, QuerySet):
            return [key for key in owed if key not in skip][: self.batch]
        rows = owed.order_by("pk")
        if after:
            rows = rows.filter(pk__gt=after)
        if skip:
            rows = rows.exclude(pk__in=skip)
        return list(rows.values_list("pk", flat=True)[: self.batch])

    def count(self, *, at: datetime) -> int:
        """Return how many debts this stage has."""
        owed = self.owed(at)
        return owed.count() if isinstance(owed, QuerySet) else len(owed)
