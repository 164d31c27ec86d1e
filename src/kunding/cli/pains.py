"""`kunding pains`: the priced backlog of annoyances."""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from kunding.cli.django import start


def pains(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    count: Annotated[int | None, typer.Option(help="Only so many, the dearest first.")] = None,
) -> None:
    """Say what annoys customers and what it costs a year, the dearest first.

    Example: kunding pains --json
    """
    start()
    from kunding.improve.queries import backlog

    found = backlog(at=datetime.now(UTC), count=count)
    if as_json:
        rows = [
            {
                "label": pain.label,
                "price_per_year": {"low": pain.low, "mid": pain.mid, "high": pain.high, "badge": pain.badge},
                "hours_stolen_per_year": pain.hours_per_year,
                "feedback": pain.feedback,
                "customers": pain.customers,
                "quotes": list(pain.quotes),
                "unit": pain.unit,
                "touchpoint": pain.touchpoint,
                "initiatives": list(pain.initiatives),
            }
            for pain in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for pain in found:
        typer.echo(
            f"{pain.mid:>12,.0f} € a year ({pain.low:,.0f} to {pain.high:,.0f}, {pain.badge})"
            f"  {pain.hours_per_year:>9,.0f} h  n {pain.feedback:>7,}  {pain.label}"
        )
        for quote in pain.quotes:
            typer.echo(f"{'':14}“{' '.join(quote.split())[:140]}”")
    if not found:
        typer.echo("No pain points are priced yet. `kunding work --drain` reads what was imported and prices it.")
