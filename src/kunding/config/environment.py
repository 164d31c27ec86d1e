"""Settings from the environment: `KUNDING_NAME`, or a file named by `KUNDING_NAME_FILE` for secrets."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

from platformdirs import user_data_path


class SettingIsWrong(Exception):
    """A setting has a value that Kunding cannot use; the text says which and what to do."""


@dataclass(frozen=True)
class Environment:
    """What the operator set, read once at start.

    >>> Environment({"KUNDING_PORT": "9000"}).number("PORT", default=8000)
    9000
    """

    variables: Mapping[str, str]

    def text(self, name: str, *, default: str = "") -> str:
        """Return the setting's text, from its file where `KUNDING_<name>_FILE` names one."""
        file = self.variables.get(f"KUNDING_{name}_FILE")
        if file:
            return self._read(name, Path(file))
        return self.variables.get(f"KUNDING_{name}", default)

    def number(self, name: str, *, default: int) -> int:
        """Return the setting as a whole number."""
        text = self.text(name) or str(default)
        if not text.isdecimal():
            raise SettingIsWrong(f"KUNDING_{name} must be a whole number, but it is “{text}”.")
        return int(text)

    def switch(self, name: str, *, default: bool) -> bool:
        """Return the setting as yes or no."""
        text = self.text(name).lower() or ("yes" if default else "no")
        if text in {"yes", "true", "on", "1"}:
            return True
        if text in {"no", "false", "off", "0"}:
            return False
        raise SettingIsWrong(f"KUNDING_{name} must be yes or no, but it is “{text}”.")

    def words(self, name: str, *, default: tuple[str, ...] = ()) -> list[str]:
        """Return the setting as a list of words, split at commas."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()] or list(default)

    def home(self) -> Path:
        """Return the data directory, made if it is not there yet."""
        folder = Path(self.text("HOME") or user_data_path("kunding"))
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def secret_key(self) -> str:
        """Return the key that signs sessions and links; made once and kept in the data directory."""
        return self.text("SECRET_KEY") or _kept_secret(self.home() / "secret.key")

    def _read(self, name: str, file: Path) -> str:
        try:
            return file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingIsWrong(
                f"KUNDING_{name}_FILE names {file}, which cannot be read: {error.strerror}."
            ) from error


def _kept_secret(file: Path) -> str:
    try:
        # Exclusive creation: two processes that start at once agree on one key.
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(key := secrets.token_urlsafe(48))
    return key


def networks(words: list[str]) -> list[IPv4Network | IPv6Network]:
    """Return networks such as 10.0.0.0/8 and single addresses.

    >>> networks(["127.0.0.1", "10.0.0.0/8"])
    [IPv4Network('127.0.0.1/32'), IPv4Network('10.0.0.0/8')]
    """
    try:
        return [ip_network(word) for word in words]
    except ValueError as error:
        raise SettingIsWrong(f"KUNDING_ALLOWED_NETWORKS must list networks such as 10.0.0.0/8, but {error}.") from error


def database(url: str, *, home: Path) -> dict[str, object]:
    """Return Django's settings of the database that `url` names; SQLite in the data directory where it is empty.

    Raises SettingIsWrong for anything but `sqlite:///FILE` and `postgresql://USER:PASSWORD@HOST:PORT/NAME`.
    """
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        return _sqlite(Path(parts.path) if url else home / "kunding.sqlite3")
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingIsWrong(f"KUNDING_DATABASE must begin with sqlite:// or postgresql://, but it is “{url}”.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.removeprefix("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        # What is asked again and again is planned once a connection: half of the time of a short question.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5},
    }


def _sqlite(file: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        # Whoever closes the last connection writes the log back; once a request would be ten times the request's work.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "timeout": 30,
            # IMMEDIATE: a transaction that will write takes its place in the queue at once
            # instead of failing halfway when another one wrote first.
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-262144;"
                "PRAGMA mmap_size=1073741824; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;"
            ),
        },
    }
