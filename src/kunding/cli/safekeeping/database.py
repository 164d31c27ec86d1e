"""The database as one file, while the server runs; and back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from kunding.cli.refusal import Refused

Settings = Mapping[str, Any]
BEFORE = "before_restore"  # the schema under which PostgreSQL keeps what was there


def is_sqlite(settings: Settings) -> bool:
    """Return whether the settings name SQLite."""
    return "sqlite3" in str(settings["ENGINE"])


def snapshot(settings: Settings, file: Path) -> None:
    """Write the database into a file as it is at one moment; others go on reading and writing."""
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)  # it holds everything: nobody else on this machine reads it, not even for a moment
    if is_sqlite(settings):
        with (
            closing(sqlite3.connect(str(settings["NAME"]), timeout=60)) as source,
            closing(sqlite3.connect(file)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        return
    _run(settings, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")


def quiet_down(file: Path) -> None:
    """Bring a SQLite database into its one file; raises Refused where somebody else has it open."""
    if not file.exists():
        return
    try:
        with closing(sqlite3.connect(file, timeout=2)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            told = database.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        raise Refused("Kunding is running: stop `kunding run` and `kunding work` first.") from error
    if told != ("delete",):
        raise Refused("Kunding is running: stop `kunding run` and `kunding work` first.")


def is_sound(file: Path) -> bool:
    """Return whether SQLite finds its file in order."""
    with closing(sqlite3.connect(file)) as database:
        return bool(database.execute("PRAGMA quick_check").fetchone() == ("ok",))


def has_tables(settings: Settings) -> bool:
    """Return whether a PostgreSQL database holds any tables."""
    asked = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    return _run(settings, "psql", "-X", "-At", "-c", asked).strip() != "0"


def load(settings: Settings, dump: Path) -> None:
    """Load a dump in one transaction; what was there stays beside it in the schema `before_restore`."""
    script = dump.with_suffix(".sql")
    _run(settings, "pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(dump), connects=False)
    move = f"DROP SCHEMA IF EXISTS {BEFORE} CASCADE; ALTER SCHEMA public RENAME TO {BEFORE}; CREATE SCHEMA public"
    _run(settings, "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-1", "-c", move, "-f", str(script))


def put_back(settings: Settings) -> None:
    """Throw away what was loaded, and take what was there before."""
    move = f"DROP SCHEMA public CASCADE; ALTER SCHEMA {BEFORE} RENAME TO public"
    _run(settings, "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-1", "-c", move)


def _run(settings: Settings, program: str, *arguments: str, connects: bool = True) -> str:
    found = shutil.which(program)
    if found is None:
        raise Refused(f"{program} is missing: install PostgreSQL's client programs (Debian: postgresql-client).")
    reach = _reach(settings) if connects else []
    environment = {**os.environ, "PGPASSWORD": str(settings.get("PASSWORD") or "")}
    ran = subprocess.run([found, *reach, *arguments], env=environment, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise Refused(f"{program} failed: {(ran.stderr.strip().splitlines() or ['no reason given'])[-1]}")
    return ran.stdout


def _reach(settings: Settings) -> Sequence[str]:
    known = {"HOST": "--host", "PORT": "--port", "USER": "--username", "NAME": "--dbname"}
    return [f"{option}={settings[name]}" for name, option in known.items() if settings.get(name)]
