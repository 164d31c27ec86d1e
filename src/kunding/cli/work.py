"""`kunding work`: pays what is owed."""

import time
from datetime import UTC, datetime
from typing import Annotated

import typer

from kunding.cli.django import start

PAUSE = 2.0  # seconds between two rounds in which nothing was owed


def work(
    drain: Annotated[bool, typer.Option("--drain", help="Stop when nothing is owed any more.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing while working.")] = False,
) -> None:
    """Pay what is owed: read feedback, open cases, find themes, price pain points, fill the lake.

    Example: kunding work --drain
    """
    start()
    from kunding.cli.progress import telling_progress
    from kunding.loop.stages import STAGES
    from kunding.loop.worker import Worker

    with telling_progress(quiet=quiet) as told:
        worker = Worker(stages=STAGES, clock=lambda: datetime.now(UTC), told=told)
        worker.drain()
        while not drain:
            time.sleep(PAUSE)
            worker.drain()
