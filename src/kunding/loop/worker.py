"""The worker: asks each stage what is owed, takes a batch, pays it in one transaction, and goes round."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from django.db import connection, transaction

from kunding.loop.actions import park, unpark
from kunding.loop.queries import parked_keys
from kunding.loop.stage import Key, Stage

log = structlog.get_logger()
Clock = Callable[[], datetime]
Told = Callable[[str, int], None]


@dataclass
class Worker:
    """Pays what the stages owe.

    `after` remembers, for this worker alone, how far a stage's rows were looked at: without it each batch would
    look at all rows again. At a stage's end the worker looks from the start, so nothing is passed over for good.
    """

    stages: Sequence[Stage]
    clock: Clock
    told: Told = lambda name, paid: None
    after: dict[str, Key] = field(default_factory=dict)

    def drain(self) -> int:
        """Go round until nothing is owed; return how many debts were paid."""
        total = 0
        while paid := self.go_round():
            total += paid
        return total

    def go_round(self) -> int:
        """Pay each stage until it owes nothing, once round; return how many debts were paid."""
        return sum(self._pay_all(stage) for stage in self.stages)

    def _pay_all(self, stage: Stage) -> int:
        paid = 0
        while batch := self._pay_batch(stage):
            paid += batch
        return paid

    def _pay_batch(self, stage: Stage) -> int:
        now = self.clock()
        skip = parked_keys(stage=stage.name, at=now)
        keys = self._next_keys(stage, at=now, skip=skip)
        if not keys:
            return 0
        pay(stage, keys, now)
        self.told(stage.name, len(keys))
        return len(keys)

    def _next_keys(self, stage: Stage, *, at: datetime, skip: Sequence[Key]) -> list[Key]:
        after = self.after.pop(stage.name, 0)
        keys = stage.keys(at=at, after=after, skip=skip)
        if not keys and after:
            keys = stage.keys(at=at, after=0, skip=skip)
        if keys and isinstance(keys[-1], int):
            self.after[stage.name] = keys[-1]
        return keys


def pay(stage: Stage, keys: Sequence[Key], at: datetime) -> None:
    """Pay these debts; what fails is parked, and its neighbours are paid."""
    try:
        with nullcontext() if stage.outside else transaction.atomic():
            stage.pay(keys=keys, at=at)
            unpark(stage=stage.name, keys=keys)
    except Exception as error:
        if len(keys) == 1:
            _park(stage, keys[0], error, at)
            return
        # One bad item must not hold up its neighbours: look for it by halves.
        middle = len(keys) // 2
        pay(stage, keys[:middle], at)
        pay(stage, keys[middle:], at)


def _park(stage: Stage, key: Key, error: Exception, at: datetime) -> None:
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    log.warning("debt parked", stage=stage.name, key=key, error=str(error), exc_info=error)
    park(stage=stage.name, key=key, error=f"{type(error).__name__}: {error}", at=at)
