"""`kunding ask`: a question to the lake."""

import csv
import json
import sys
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from kunding.cli.refusal import Refused


def ask(
    metrics: Annotated[list[str], typer.Argument(help="What to ask for: volume, nps, negative_share, …")],
    by: Annotated[list[str] | None, typer.Option(help="Cut by: month, touchpoint, theme, …")] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(help="Only what fulfils this: channel=mail, month=2026-01..2026-10, touchpoint_id=3,5, theme="),
    ] = None,
    at: Annotated[str | None, typer.Option(help="The day whose end is meant by open, overdue, silted.")] = None,
    order: Annotated[list[str] | None, typer.Option(help="Order by this column; - in front: falling.")] = None,
    limit: Annotated[int | None, typer.Option(help="The first rows only.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Ask the lake: figures with n and 95 % interval, cut and filtered as you like.

    Example: kunding ask volume negative_share --by month --where channel=mail --where month>=2026-01
    """
    from kunding.cli.django import start

    start()
    from kunding.lake import Ask, FilterError, QuestionError, filter_written
    from kunding.people.team_figures import ask_of_teams

    try:
        question = Ask(
            metrics,
            by=by or [],
            where=[filter_written(one) for one in where or []],
            order=order,
            limit=limit,
            at=date.fromisoformat(at) if at else datetime.now(UTC),
        )
        (answer,) = ask_of_teams([question])
    except (FilterError, QuestionError) as error:
        raise Refused(str(error)) from error
    except ValueError as error:
        raise Refused(f"“{at}” is no day; a day is written like 2026-03-31.") from error
    _print(answer.to_pylist(), answer.column_names, as_json=as_json)


def _print(rows: list[dict[str, Any]], columns: list[str], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, default=str))
    elif sys.stdout.isatty():
        _print_table(rows, columns)
    else:
        from kunding.listen.sources.file.formulas import harmless

        # What goes into a file is opened with a spreadsheet some day; --json gives each word as it is.
        out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
        out.writerow(columns)
        for row in rows:
            out.writerow([harmless(cell) if isinstance(cell, str) else _shown(cell) for cell in map(row.get, columns)])


def _print_table(rows: list[dict[str, Any]], columns: list[str]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns)
    for row in rows:
        table.add_row(*(_shown(row[name]) for name in columns))
    Console().print(table)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
