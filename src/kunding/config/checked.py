"""What makes a setting wrong or doubtful, told setting by setting; the settings themselves stop at the first."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from kunding.config.described import described_settings
from kunding.config.environment import Environment, SettingIsWrong, database, networks
from kunding.config.mail import mail_server
from kunding.config.openid import openid_providers
from kunding.lake.lake import ENGINES

SECRETS = ("SECRET_KEY", "TRAIL_KEY", "SMTP_PASSWORD", "OIDC_SECRET")
_OPEN = "MAIL_PASSWORD_"  # what follows is a mailbox's name
_SHORTEST_KEY = 32  # characters
_NOT_OURS = ("TEST_", "PICTURES")  # of the tests


@dataclass(frozen=True)
class Doubt:
    """Something about one setting: `wrong` where Kunding cannot run with it, else careful."""

    name: str
    words: str
    advice: str
    wrong: bool = True


def doubts(environment: Environment) -> Iterator[Doubt]:
    """Yield what is wrong with each setting, and names that are no settings."""
    yield from _unknown(environment.variables)
    for name, check in CHECKS.items():
        try:
            check(environment)
        except SettingIsWrong as wrong:
            yield Doubt(name, str(wrong), "Set it right, or unset it: see `kunding doctor " + name + "`.")
    yield from _careful(environment)


def _unknown(variables: Mapping[str, str]) -> Iterator[Doubt]:
    known = {one.name for one in described_settings()}
    for variable in sorted(one for one in variables if one.startswith("KUNDING_")):
        name = variable.removeprefix("KUNDING_").removesuffix("_FILE")
        if name in known or name.startswith((_OPEN, *_NOT_OURS)):
            continue
        close = get_close_matches(name, known, n=1)
        advice = f"Did you mean KUNDING_{close[0]}?" if close else "Unset it; docs/operate/settings.md names all."
        yield Doubt(name, f"{variable} is no setting; nothing reads it.", advice, wrong=False)


def _careful(environment: Environment) -> Iterator[Doubt]:
    for name in SECRETS:
        if environment.variables.get(f"KUNDING_{name}"):
            words = f"KUNDING_{name} stands in the environment, where other programs may read it."
            yield Doubt(name, words, f"Name a file instead: KUNDING_{name}_FILE.", wrong=False)
    if environment.variables.get("KUNDING_DEBUG", "").lower() in {"yes", "true", "on", "1"}:
        yield Doubt("DEBUG", "KUNDING_DEBUG shows errors with their details in the browser.", "Unset it.", wrong=False)


def _database(environment: Environment) -> None:
    try:
        database(environment.text("DATABASE"), home=Path())
    except ValueError as error:
        raise SettingIsWrong(f"KUNDING_DATABASE is no address: {error}.") from error


def _url(environment: Environment) -> None:
    parts = urlsplit(environment.text("URL", default="http://127.0.0.1:8000"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise SettingIsWrong("KUNDING_URL must be like https://kunding.example.org, without a path behind it.")


def _mail(environment: Environment) -> None:
    mail_server(
        environment.text("SMTP"), password=environment.text("SMTP_PASSWORD"), sender=environment.text("MAIL_FROM")
    )


def _directory(environment: Environment) -> None:
    told = {name.lower(): environment.text(f"OIDC_{name}") for name in ("URL", "CLIENT", "SECRET", "NAME")}
    openid_providers(**told)


def _zone(environment: Environment) -> None:
    zone = environment.text("TIME_ZONE", default="Europe/Berlin")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise SettingIsWrong(f"KUNDING_TIME_ZONE must be a zone such as Europe/Berlin, but it is “{zone}”.") from error


def _log(environment: Environment) -> None:
    level = environment.text("LOG", default="info")
    if level.upper() not in logging.getLevelNamesMapping():
        raise SettingIsWrong(f"KUNDING_LOG must be debug, info, warning or error, but it is “{level}”.")


def _engine(environment: Environment) -> None:
    engine = environment.text("LAKE_ENGINE", default="duckdb")
    if engine not in ENGINES:
        raise SettingIsWrong(f"KUNDING_LAKE_ENGINE must be {' or '.join(ENGINES)}, but it is “{engine}”.")


def _key(environment: Environment) -> None:
    key = environment.text("SECRET_KEY")
    if key and len(key) < _SHORTEST_KEY:
        raise SettingIsWrong(f"KUNDING_SECRET_KEY has {len(key)} characters; below {_SHORTEST_KEY} it can be guessed.")


def _link(name: str) -> Callable[[Environment], None]:
    def check(environment: Environment) -> None:
        address = environment.text(name)
        if address and urlsplit(address).scheme not in {"http", "https"}:
            raise SettingIsWrong(f"KUNDING_{name} must be an address like https://example.org, but it is “{address}”.")

    return check


def _switch(name: str) -> Callable[[Environment], None]:
    def check(environment: Environment) -> None:
        environment.switch(name, default=False)

    return check


def _readable(name: str) -> Callable[[Environment], None]:
    def check(environment: Environment) -> None:
        environment.text(name)

    return check


def _networks(environment: Environment) -> None:
    networks(environment.words("ALLOWED_NETWORKS"))


def _proxies(environment: Environment) -> None:
    environment.number("TRUSTED_PROXIES", default=0)


CHECKS: Mapping[str, Callable[[Environment], None]] = {
    "DATABASE": _database,
    "URL": _url,
    "SMTP": _mail,
    "OIDC_URL": _directory,
    "TIME_ZONE": _zone,
    "LOG": _log,
    "LAKE_ENGINE": _engine,
    "SECRET_KEY": _key,
    "TRAIL_KEY": _readable("TRAIL_KEY"),
    "ALLOWED_NETWORKS": _networks,
    "TRUSTED_PROXIES": _proxies,
    "PRIVACY_URL": _link("PRIVACY_URL"),
    "WHISTLEBLOWER_URL": _link("WHISTLEBLOWER_URL"),
    **{name: _switch(name) for name in ("SHOW_OWNERS", "WORKS_COUNCIL", "TRAIL_LOG", "DEBUG")},
}
