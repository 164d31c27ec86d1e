"""`kunding trail`: proves that nothing was changed afterwards, and gives a copy that lies elsewhere."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from kunding.cli.django import start
from kunding.cli.refusal import Refused

trail = typer.Typer(
    help="What happened, to what, by whom, when: check it, and copy it elsewhere.", no_args_is_help=True
)


@trail.command("verify")
def verify(
    against: Annotated[Path | None, typer.Option(help="A copy from `kunding trail export`, or a log.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check that no entry was changed, added or removed; the exit code is 1 where one was.

    Example: kunding trail verify --against /mnt/elsewhere/trail.jsonl
    """
    start()
    from kunding.trail.queries import first_break, first_difference

    found, compared = first_break(), 0
    if found is None and against is not None:
        if not against.is_file():
            raise Refused(f"{against} is not there, or is no file.")
        with against.open(encoding="utf-8", errors="replace") as copy:
            found, compared = first_difference(copy)
        if not compared:
            raise Refused(f"{against} holds no entry of a trail.")
    if as_json:
        typer.echo(json.dumps({"whole": found is None, "why": found.why if found else "", "compared": compared}))
    if found is not None:
        raise Refused(f"The trail was tampered with. {found.why}")
    if not as_json:
        typer.echo("The trail is whole." + (f" {compared:,} entries are as the copy says." if against else ""))


@trail.command("export")
def export(
    since: Annotated[int, typer.Option(help="Only what came after the entry of this number.")] = 0,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where to write; else stdout.")] = None,
) -> None:
    """Write the trail, one line of JSON per entry, so that a copy lies where nobody of this machine changes it.

    Example: kunding trail export --since 120000 >> /mnt/elsewhere/trail.jsonl
    """
    start()
    from kunding.trail.queries import lines

    if output is None:
        sys.stdout.writelines(f"{line}\n" for line in lines(since=since))
        return
    with output.open("w", encoding="utf-8") as copy:
        copy.writelines(f"{line}\n" for line in lines(since=since))
