"""`kunding cases`: who still waits for an answer."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kunding.cli.django import start
from kunding.cli.refusal import Refused


def cases(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    silted: Annotated[bool, typer.Option("--silted", help="Only those without an act for ten business days.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write all cases, closed ones too, to a .csv or .xlsx file instead."),
    ] = None,
) -> None:
    """List the open cases, what is due first on top; or export all of them, one row each.

    Example: kunding cases --json
    """
    start()
    from kunding.respond.queries import open_cases, silted_cases

    at = datetime.now(UTC)
    if output is not None:
        _export(output)
        return
    found = (silted_cases(at=at) if silted else open_cases()).select_related("owner", "unit")
    if as_json:
        rows = [
            {
                "number": case.number,
                "state": case.state,
                "kind": case.kind,
                "owner": case.owner.name,
                "unit": case.unit.name,
                "opened": case.opened_at.isoformat(),
                "due": case.due_at.isoformat(),
                "next_step": case.next_step,
                "feedback": case.feedback_id,
            }
            for case in found.iterator(chunk_size=5000)
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    shown = 0
    for case in found.iterator(chunk_size=5000):
        late = "overdue" if case.due_at < at else "due"
        typer.echo(f"{case.number}  {late:<8}{case.due_at:%Y-%m-%d %H:%M}  {case.owner.name}: {case.next_step}")
        shown += 1
    typer.echo(f"{shown:,} cases are open." if shown else "Nobody waits.")


def _export(path: Path) -> None:
    from kunding.respond.exports import ExportRefused, write_export
    from kunding.respond.models import Case
    from kunding.respond.queries.export import export_rows

    try:
        count = write_export(export_rows(Case.objects.all(), unmasked=True), path)
    except ExportRefused as no:
        raise Refused(str(no)) from no
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from error
    typer.echo(f"{count:,} cases are in {path}.")
