"""`kunding lake`: the columnar store."""

from datetime import UTC, datetime
from typing import Annotated

import typer

lake = typer.Typer(help="The columnar store behind all figures.", no_args_is_help=True)


@lake.callback()
def _group() -> None:
    """Keep `rebuild` a command of its own while it is the only one."""


@lake.command()
def rebuild(
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing while working.")] = False,
) -> None:
    """Empty the lake and fill it again from the database.

    Example: kunding lake rebuild
    """
    from kunding.cli.django import start

    start()
    from kunding.cli.progress import telling_progress
    from kunding.lake import TABLES
    from kunding.loop.actions import rebuild_lake
    from kunding.loop.stages import STAGES
    from kunding.loop.worker import Worker

    emptied = rebuild_lake(at=datetime.now(UTC))
    with telling_progress(quiet=quiet) as told:
        Worker(stages=STAGES, clock=lambda: datetime.now(UTC), told=told).drain()
    emptied.compact()
    for table in TABLES:
        typer.echo(f"{table:<14}{emptied.rows(table):>12,}")
