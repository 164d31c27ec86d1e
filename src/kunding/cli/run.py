"""`kunding run`: the pages and the worker in one command."""

import os
import subprocess
import sys
from typing import Annotated

import typer

from kunding.cli.django import start


def run(
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    worker: Annotated[bool, typer.Option(help="Start the worker, too.")] = True,
) -> None:
    """Serve the pages, and pay what is owed in a second process.

    Example: kunding run --port 8000
    """
    start()
    paying = _start_worker() if worker else None
    try:
        _serve(host, port)
    finally:
        if paying is not None:
            paying.terminate()
            paying.wait(timeout=30)


def _start_worker() -> subprocess.Popen[bytes]:
    # A process of its own: a crash in a reader or in numba must not take the pages with it.
    return subprocess.Popen([sys.executable, "-m", "kunding", "work", "--quiet"], env=os.environ)


def _serve(host: str, port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    server = Granian(
        "kunding.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=8,
        websockets=False,
        log_access=False,
    )
    # Said when it is true: from here on, whoever comes is kept waiting, not turned away.
    server.on_startup(lambda: typer.echo(f"Kunding listens on http://{host}:{port}", err=True))
    server.serve()
