"""`kunding doctor`: what is misconfigured, and what to do."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kunding.cli.refusal import Refused

if TYPE_CHECKING:
    from kunding.cli.examining.finding import Finding


def doctor(
    setting: Annotated[str, typer.Argument(help="A setting to explain, such as KUNDING_SMTP.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Look at settings, database, disk, secrets, mail servers, backups and the trail: one line each, and what to do.

    Changes nothing. The exit code is 1 where something is wrong. With a setting's name it explains that one.

    Example: kunding doctor --json
    """
    if setting:
        _explain(setting, as_json=as_json)
        return
    found = list(_examined(datetime.now(UTC)))
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False))
    else:
        for finding in found:
            typer.echo(finding.line())
    if any(finding.verdict == "wrong" for finding in found):
        raise typer.Exit(1)


def _examined(now: datetime) -> Iterator["Finding"]:
    from kunding.cli.examining import machine
    from kunding.config.environment import Environment

    environment = Environment(os.environ)
    found = [*machine.settings(environment), *machine.home(environment)]
    yield from found
    if any(finding.verdict == "wrong" for finding in found):
        return  # with these Django would not even start
    yield from machine.secrets(environment)
    yield from machine.addresses(environment)
    yield from _inside(now)


def _inside(now: datetime) -> Iterator["Finding"]:
    import django

    from kunding.cli.examining import inside, servers

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kunding.config.settings")
    django.setup()
    found = list(inside.tables())
    yield from found
    if any(finding.verdict != "ok" for finding in found):
        return  # with other tables than this version's nothing can be asked
    yield from inside.trail()
    yield from inside.clock(now)
    yield from inside.backups(now)
    yield from inside.debts(now)
    yield from servers.sending()
    yield from servers.mailboxes()


def _explain(setting: str, *, as_json: bool) -> None:
    from kunding.config.checked import SECRETS, doubts
    from kunding.config.described import described_settings
    from kunding.config.environment import Environment, SettingIsWrong

    name = setting.upper().removeprefix("KUNDING_").removesuffix("_FILE")
    family = "MAIL_PASSWORD_<NAME>" if name.startswith("MAIL_PASSWORD_") else name
    found = next((one for one in described_settings() if one.name == family), None)
    if found is None:
        raise Refused(f"There is no setting KUNDING_{name}; docs/operate/settings.md names all.")
    environment = Environment(os.environ)
    try:
        value = environment.text(name)
    except SettingIsWrong:
        value = ""
    shown = "(set, not shown)" if value and (name in SECRETS or family != name) else value
    wrong = [doubt.words for doubt in doubts(environment) if doubt.name == name]
    if as_json:
        told = {"name": f"KUNDING_{name}", "what": found.what, "default": found.default, "value": shown}
        typer.echo(json.dumps(told | {"wrong": wrong}, ensure_ascii=False))
    else:
        typer.echo(f"KUNDING_{name}: {found.what}.\nNot set it counts as: {found.default}.")
        typer.echo(f"It is set to: {shown}" if shown else "It is not set.")
        for words in wrong:
            typer.echo(f"wrong   {words}")
