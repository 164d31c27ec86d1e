"""`kunding work`: pays what is owed."""

import json
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Annotated

import typer

from kunding.cli.django import start

PAUSE = 2.0  # seconds between two rounds in which nothing was owed


@dataclass
class Paid:
    """What was paid at one stage, and how long that took."""

    debts: int = 0
    seconds: float = 0.0


@dataclass
class Account:
    """Adds up what was paid stage by stage."""

    clock: Callable[[], float]
    stages: dict[str, Paid] = field(default_factory=dict)
    since: float = 0.0

    def begin(self) -> None:
        """Count time from now on."""
        self.since = self.clock()

    def add(self, stage: str, debts: int) -> None:
        """Take down a batch, with the time since the one before."""
        paid, now = self.stages.setdefault(stage, Paid()), self.clock()
        paid.debts += debts
        paid.seconds += now - self.since
        self.since = now


def work(
    drain: Annotated[bool, typer.Option("--drain", help="Stop when nothing is owed any more.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing while working.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="With --drain: print what was paid at each stage, and the seconds.")
    ] = False,
) -> None:
    """Pay what is owed: read feedback, open cases, find themes, price pain points, fill the lake.

    Example: kunding work --drain
    """
    start()
    from kunding.cli.progress import telling_progress
    from kunding.listen.actions import look_now
    from kunding.loop.aside import Aside
    from kunding.loop.stages import ASIDE, STAGES
    from kunding.loop.worker import Worker

    account = Account(time.monotonic)
    with telling_progress(quiet=quiet or as_json) as told:

        def tell(stage: str, paid: int) -> None:
            account.add(stage, paid)
            told(stage, paid)

        worker = Worker(stages=STAGES, clock=lambda: datetime.now(UTC), told=tell)
        aside = Aside(stages=ASIDE, clock=lambda: datetime.now(UTC))
        account.begin()
        # Whoever starts the worker wants to know what waits, also where a mailbox was looked into just now.
        look_now(at=datetime.now(UTC))
        with nullcontext() if drain else aside.at_work():
            worker.drain()
            while not drain:
                time.sleep(PAUSE)
                worker.drain()
        aside.drain()
    if as_json:
        typer.echo(json.dumps({stage: asdict(paid) for stage, paid in account.stages.items()}))
