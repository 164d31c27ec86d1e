"""`kunding restore`: a backup becomes the data directory, wholly or not at all."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kunding.cli.safekeeping.restoring import Restored


def restore(
    archive: Annotated[Path, typer.Argument(help="The archive that `kunding backup` made.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="There are data already: keep them beside, under another name.")
    ] = False,
    keys: Annotated[
        Path | None, typer.Option(help="The file with the keys; else ARCHIVE.keys, where it lies there.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Restore a backup into an empty data directory; stop Kunding before.

    Digests, database and trail are checked before anything is touched. Whoever was erased since the backup was made is
    erased again. The lake is filled again by the worker.

    Example: kunding restore /backups/kunding.tar.gz --replace
    """
    from kunding.cli.safekeeping.restoring import restore_archive

    done = restore_archive(archive.resolve(), keys=keys, replace=replace, at=datetime.now(UTC))
    if as_json:
        typer.echo(json.dumps(_plain(done)))
        return
    typer.echo(f"The data of {done.made_at:%Y-%m-%d %H:%M} UTC are back in {done.home}.")
    if done.before:
        typer.echo(f"What was there before lies in {done.before}; delete it when you no longer need it.")
    if done.erased:
        typer.echo(f"{done.erased} people who were erased since then were erased again.")
    typer.echo("Next: kunding work --drain (fills the lake), kunding doctor.")


def _plain(done: "Restored") -> dict[str, object]:
    return {
        "home": str(done.home),
        "before": done.before,
        "made_at": done.made_at.isoformat(),
        "erased_again": done.erased,
    }
