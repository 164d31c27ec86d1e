"""A PostgreSQL server of the tests' own: on a free loopback port, in a folder that is thrown away."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Return the folder with `initdb` and `pg_ctl`, None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return Path(found).parent if found else (debian[0].parent if debian else None)


@contextmanager
def server() -> Iterator[str]:
    """Start a server and yield its address; it stops at the end, and its folder is removed."""
    bin_ = programs()
    assert bin_ is not None
    # Not below pytest's own folder: that one is closed to the user as whom the server runs.
    folder = Path(tempfile.mkdtemp(prefix="kunding-postgresql-"))
    data, port = folder / "data", _free_port()
    folder.chmod(0o777)
    _run("initdb", bin_, "-D", str(data), "-U", "kunding", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off -c synchronous_commit=off"
    _run("pg_ctl", bin_, "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql://kunding@127.0.0.1:{port}/postgres"
    finally:
        _run("pg_ctl", bin_, "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, folder: Path, *arguments: str) -> None:
    # The server refuses to run as root; Debian's package brings a user for it.
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 and _is_user("postgres") else []
    subprocess.run([*as_postgres, str(folder / program), *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/")


def _is_user(name: str) -> bool:
    return any(entry.pw_name == name for entry in pwd.getpwall())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
