"""`kunding run`: the pages and the worker in one command."""

import os
import socket
import subprocess
import sys
from typing import Annotated

import typer

from kunding.cli.django import start
from kunding.cli.refusal import Refused

MOST_THREADS = 8


def run(
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    worker: Annotated[bool, typer.Option(help="Start the worker, too.")] = True,
) -> None:
    """Serve the pages, and pay what is owed in a second process.

    Example: kunding run --port 8000
    """
    refuse_a_place_that_is_taken(host, port)  # in a sentence, where the server has a page of addresses
    start()
    paying = _start_worker() if worker else None
    try:
        _serve(host, port)
    finally:
        if paying is not None:
            paying.terminate()
            paying.wait(timeout=30)


def refuse_a_place_that_is_taken(host: str, port: int) -> None:
    """Try to listen there for a moment; raises Refused where nobody could."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except (OSError, OverflowError) as no:
        why = no.strerror if isinstance(no, OSError) and no.strerror else str(no)
        raise Refused(f"Nobody can listen on {host}:{port} ({why}): choose another --port or --host.") from no


def _start_worker() -> subprocess.Popen[bytes]:
    # A process of its own: a crash in a reader or in numba must not take the pages with it.
    return subprocess.Popen([sys.executable, "-m", "kunding", "work", "--quiet"], env=os.environ)


def _serve(host: str, port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "kunding.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=min(MOST_THREADS, 2 * (os.cpu_count() or 1) + 1),
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
    )
    # Said once the port is ours; the pages answer a moment later.
    server.on_startup(lambda: typer.echo(f"Kunding listens on http://{host}:{port}", err=True))
    server.serve()
