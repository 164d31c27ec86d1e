"""`kunding demo`: a company with two years of life to look around in."""

import json
import os
import secrets
import shutil
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kunding.cli.django import start
from kunding.cli.refusal import Refused
from kunding.cli.run import refuse_a_place_that_is_taken

SIGN = "demo.json"
HOLDS = ("kunding.sqlite3", "kunding.sqlite3-wal", "kunding.sqlite3-shm", "lake", "models", "rejects", SIGN)


def demo(
    small: Annotated[
        bool, typer.Option("--small", help="A seventh of the customers, in a fraction of the time.")
    ] = False,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the cockpit afterwards.")] = True,
    force: Annotated[bool, typer.Option("--force", help="Throw away what the data directory holds.")] = False,
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    seed: Annotated[int, typer.Option(help="Another number, other people and words.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
) -> None:
    """Make the demo company Stadtwerke Lindenau, print its logins and serve it.

    A demo that is there already is made anew; a data directory with anything else is left alone.

    Example: kunding demo --small --no-serve
    """
    if serve:
        refuse_a_place_that_is_taken(host, port)  # before minutes of work
    home = _cleared_home(force=force)
    # Signed before the first table: whatever happens now, this directory holds a demo.
    (home / SIGN).write_text("[]", encoding="utf-8")
    start()
    _create(home, seed=seed, small=small, quiet=quiet)
    if serve:
        # In this process's place: the lake's threads, which made the demo, do not survive the server's fork.
        sys.stdout.flush()
        again = [sys.executable, "-m", "kunding", "run", "--port", str(port), "--host", host]
        os.execv(sys.executable, again)  # noqa: S606 - no shell is wanted


def _create(home: Path, *, seed: int, small: bool, quiet: bool) -> None:
    from kunding.cli.progress import telling_progress
    from kunding.demo.create import create_demo
    from kunding.demo.generate import FULL, SMALL

    with telling_progress(quiet=quiet) as told:
        created = create_demo(
            seed=seed,
            now=datetime.now(UTC),
            password=secrets.token_urlsafe(9),
            size=SMALL if small else FULL,
            told=told,
        )
    rows = [asdict(login) for login in created.logins]
    (home / SIGN).write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    typer.echo(f"Stadtwerke Lindenau: {created.customers:,} customers, {created.feedback:,} pieces of feedback.")
    for row in rows:
        typer.echo(f"  {row['email']}   {row['password']}   {row['name']}, {row['role']}")


def _cleared_home(*, force: bool) -> Path:
    """The data directory without what a demo before left there; refuses to touch anything else."""
    from kunding.config.environment import Environment

    environment = Environment(os.environ)
    if environment.text("DATABASE"):
        raise Refused("The demo keeps its data in its own data directory: unset KUNDING_DATABASE and set KUNDING_HOME.")
    home = environment.home()
    if (home / "kunding.sqlite3").exists() and not (home / SIGN).exists() and not force:
        raise Refused(f"{home} holds data that are no demo: set KUNDING_HOME to another directory, or give --force.")
    for name in HOLDS:
        path = home / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    return home
