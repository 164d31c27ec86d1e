"""The machine: settings, data directory, disk, secrets, addresses."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from kunding.cli.examining.finding import Finding, careful, ok, wrong
from kunding.config.checked import SECRETS, doubts
from kunding.config.environment import Environment, SettingIsWrong

LITTLE, SCARCE = 5 * 10**9, 10**9  # free bytes
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def settings(environment: Environment) -> Iterator[Finding]:
    """Say which settings are wrong."""
    found = list(doubts(environment))
    for doubt in found:
        say = wrong if doubt.wrong else careful
        yield say(f"setting KUNDING_{doubt.name}", doubt.words, doubt.advice)
    if not found:
        yield ok("settings", "each is as it should be.")


def home(environment: Environment) -> Iterator[Finding]:
    """Say whether the data directory can be written, and how much room is left."""
    try:
        folder = environment.home()
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        advice = "Give Kunding's user the right to write there, or set KUNDING_HOME to another folder."
        yield wrong("data directory", f"it cannot be written: {error.strerror} ({error.filename}).", advice)
        return
    yield ok("data directory", f"{folder} can be written.")
    free = shutil.disk_usage(folder).free
    words = f"{free / 1e9:,.1f} GB are free."
    if free < SCARCE:
        yield wrong("disk", words, "Make room: without it nothing new can be kept.")
    elif free < LITTLE:
        yield careful("disk", words, "Make room soon; the lake needs twice its size while it is tidied.")
    else:
        yield ok("disk", words)


def secrets(environment: Environment) -> Iterator[Finding]:
    """Say whether others on this machine can read our secrets."""
    files = [environment.home() / "secret.key", environment.home() / "kunding.sqlite3"]
    named = [value for name, value in environment.variables.items() if _names_a_secret(name)]
    seen = [file for file in [*files, *map(Path, named)] if file.exists()]
    # Others cannot reach into a folder that is closed to them.
    readable = [file for file in seen if _mode(file) & OTHERS and _mode(file.parent) & OTHERS]
    for file in readable:
        grave = wrong if file.name != "kunding.sqlite3" else careful
        yield grave("secrets", f"others on this machine can read {file}.", f"chmod 600 {file}")
    if not readable:
        yield ok("secrets", "nobody else on this machine can read them.")


def addresses(environment: Environment) -> Iterator[Finding]:
    """Say whether the address that people use, the names that are served, and encryption fit together."""
    try:
        url = urlsplit(environment.text("URL", default="http://127.0.0.1:8000"))
    except (SettingIsWrong, ValueError):
        return
    host = url.hostname or ""
    hosts = environment.words("ALLOWED_HOSTS", default=("127.0.0.1", "localhost", "[::1]"))
    if not any(_serves(pattern, host) for pattern in hosts):
        yield wrong("address", f"KUNDING_URL leads to {host}, which KUNDING_ALLOWED_HOSTS does not name.",
                    f"Add {host} to KUNDING_ALLOWED_HOSTS.")  # fmt: skip
    elif "*" in hosts:
        yield careful("address", "KUNDING_ALLOWED_HOSTS serves any name.", f"Set it to {host}.")
    else:
        yield ok("address", f"{host} is served.")
    if url.scheme == "https":
        yield ok("https", "KUNDING_URL is encrypted.")
    elif host in {"127.0.0.1", "localhost", "::1"}:
        yield careful("https", "KUNDING_URL leads to this machine only.",
                      "Before others use it, put a proxy with https before it and set KUNDING_URL.")  # fmt: skip
    else:
        yield wrong("https", "KUNDING_URL is not encrypted: passwords travel in the open.",
                    "Put a proxy with https before it, and set KUNDING_URL to https://…")  # fmt: skip


def _names_a_secret(name: str) -> bool:
    plain = name.removeprefix("KUNDING_").removesuffix("_FILE")
    is_ours = name.startswith("KUNDING_") and name.endswith("_FILE")
    return is_ours and (plain in SECRETS or plain.startswith("MAIL_PASSWORD_"))


def _mode(file: Path) -> int:
    return stat.S_IMODE(os.stat(file).st_mode)  # noqa: PTH116


def _serves(pattern: str, host: str) -> bool:
    plain = pattern.strip("[]").lower()
    return plain in {"*", host} or (plain.startswith(".") and (host.endswith(plain) or host == plain[1:]))
