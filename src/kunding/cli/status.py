"""`kunding status`: what is owed."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from kunding.cli.django import start


def status(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Say what is owed at each stage, and what failed and waits to be tried again.

    Example: kunding status --json
    """
    start()
    from kunding.loop.queries import debts
    from kunding.loop.stages import ASIDE, STAGES

    owed = debts((*STAGES, *ASIDE), at=datetime.now(UTC))
    if as_json:
        typer.echo(json.dumps([asdict(debt) for debt in owed], ensure_ascii=False))
        return
    for debt in owed:
        error = debt.error.splitlines()[0][:80] if debt.error else ""
        trouble = f"  ({debt.parked} parked: {error})" if debt.parked else f"  ({error})" if error else ""
        typer.echo(f"{debt.stage:<22}{debt.owed:>10,}{trouble}")
    if not any(debt.owed for debt in owed):
        typer.echo("Nothing is owed.")
