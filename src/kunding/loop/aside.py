"""Pays beside the worker what waits for servers of others: each debt in a thread of its own, none delays another."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event, Thread

import structlog
from django.db import connections

from kunding.loop.queries import parked_keys
from kunding.loop.stage import Key, Stage
from kunding.loop.worker import pay

log = structlog.get_logger()
ROUND = 1.0  # seconds between two looks for what is owed


@dataclass
class Aside:
    """Pays these stages; the worker knows nothing of it, and both ask the same tables what is owed."""

    stages: Sequence[Stage]
    clock: Callable[[], datetime]
    threads: dict[tuple[str, Key], Thread] = field(default_factory=dict)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Go round in the background as long as the block runs."""
        stop = Event()
        rounds = Thread(target=self._go_round_until, args=(stop,), name="aside", daemon=True)
        rounds.start()
        try:
            yield
        finally:
            stop.set()
            rounds.join(timeout=ROUND)

    def drain(self) -> None:
        """Pay until nothing is owed that may be tried now."""
        while self.go_round():
            for thread in list(self.threads.values()):
                thread.join()

    def go_round(self) -> int:
        """Begin to pay each debt that nobody pays yet; return how many are being paid."""
        self.threads = {debt: thread for debt, thread in self.threads.items() if thread.is_alive()}
        for stage in self.stages:
            for key in self._owed(stage):
                if (stage.name, key) not in self.threads:
                    # Daemons: a receiver that never answers does not keep the process from ending.
                    thread = Thread(target=self._pay, args=(stage, key), name=f"{stage.name} {key}", daemon=True)
                    self.threads[stage.name, key] = thread
                    thread.start()
        return len(self.threads)

    def _go_round_until(self, stop: Event) -> None:
        while not stop.wait(ROUND):
            try:
                self.go_round()
            except Exception as error:  # a database that is away for a moment: the next round finds the same debts
                log.warning("aside could not look", error=str(error), exc_info=error)
                connections.close_all()

    def _pay(self, stage: Stage, key: Key) -> None:
        try:
            while key in self._owed(stage):
                pay(stage, [key], self.clock())
        except Exception as error:
            log.warning("aside could not pay", stage=stage.name, key=key, error=str(error), exc_info=error)
        finally:
            connections.close_all()

    def _owed(self, stage: Stage) -> list[Key]:
        now = self.clock()
        return stage.keys(at=now, after=0, skip=parked_keys(stage=stage.name, at=now))
