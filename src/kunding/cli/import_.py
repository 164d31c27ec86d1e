"""`kunding import`: takes in an export of feedback, customers, people or journeys."""

import json
import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kunding.cli.refusal import Refused

if TYPE_CHECKING:
    from kunding.listen.sources.file import Recognition, Wishes

_MAP = "FIELD=COLUMN: the column for a field; FIELD= for none. May be given several times."


def import_(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, XLSX, JSON lines or Parquet.", show_default=False)],
    as_: Annotated[str, typer.Option("--as", help="feedback, customers, people or journeys.")] = "",
    map_: Annotated[list[str], typer.Option("--map", metavar="FIELD=COLUMN", help=_MAP)] = [],  # noqa: B006
    source: Annotated[str, typer.Option(help="Where feedback comes from; else the file's name says it.")] = "",
    channel: Annotated[str, typer.Option(help="The channel of feedback that names none, such as social.")] = "",
    day_first: Annotated[
        bool | None, typer.Option("--day-first/--month-first", help="How to read 03/04/2025.", show_default=False)
    ] = None,
    scale: Annotated[str, typer.Option(help="The scale of marks from worst to best, such as 1-5 or 6-1.")] = "",
    rejects: Annotated[Path | None, typer.Option(help="Where to write the rows that cannot be imported.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what is recognised; write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Import a file as it is: format, columns, dates and scales are recognised; the same file twice adds nothing.

    Example: kunding import complaints.csv --dry-run
    """
    from kunding.cli.importing.words import about_recognition, about_summary, recognition_as_json, summary_as_json
    from kunding.cli.zone import company_zone

    now, began = datetime.now(UTC), time.monotonic()
    recognition = _recognised(file, _wishes(as_, map_, day_first, scale), zone=company_zone(os.environ), at=now)
    if dry_run:
        _say(recognition_as_json(file, recognition) if as_json else about_recognition(file, recognition))
        return
    recognising = time.monotonic() - began
    from kunding.cli.importing.run import Import
    from kunding.cli.importing.showing import showing_progress

    with showing_progress(file.name, recognition.size, quiet=as_json) as told:
        run = Import(file, recognition, source=source, channel=channel, rejects=rejects, at=now)
        carried = run.carry_out(told=told)
    summary = replace(carried, seconds=carried.seconds + recognising)
    _say(summary_as_json(summary, recognition) if as_json else about_summary(summary, recognition))


def _recognised(file: Path, wishes: "Wishes", *, zone: str, at: datetime) -> "Recognition":
    from kunding.listen.sources.file import FileRefused, recognise

    try:
        return recognise(file, zone=zone, at=at, wishes=wishes)
    except FileRefused as refusal:
        raise Refused(str(refusal)) from refusal


def _wishes(kind: str, pairs: list[str], dayfirst: bool | None, scale: str) -> "Wishes":
    from kunding.listen.sources.file import KINDS, Wishes

    known = next((one for one in KINDS if one == kind), None)
    if kind and known is None:
        raise Refused(f"--as takes feedback, customers, people or journeys, not “{kind}”.")
    wrong = [pair for pair in pairs if "=" not in pair]
    if wrong:
        raise Refused(f"--map takes FIELD=COLUMN, such as text=Kommentar, not “{wrong[0]}”.")
    overrides = {field.strip(): column for field, column in (pair.split("=", 1) for pair in pairs)}
    return Wishes(known, overrides, dayfirst, scale)


def _say(what: "dict[str, object] | str") -> None:
    typer.echo(what if isinstance(what, str) else json.dumps(what, ensure_ascii=False, default=str))
