"""`kunding webhook`: other systems of the company that are told what happens to cases."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kunding.cli.django import start_in_english
from kunding.cli.refusal import Refused

if TYPE_CHECKING:
    from kunding.respond.models import Webhook
    from kunding.respond.queries.webhooks import WebhookState

webhook = typer.Typer(help="Other systems that are told what happens to cases.", no_args_is_help=True)
BEGINNING = datetime.min.replace(tzinfo=UTC)
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Name = Annotated[str, typer.Argument(help="The webhook's name.")]


@webhook.command("add")
def add(
    address: Annotated[str, typer.Argument(help="Where calls go: https://…")],
    name: Annotated[str, typer.Option(help="How to call it; else its host says it.")] = "",
    event: Annotated[list[str], typer.Option(help="Tell only this, such as case.opened; may be given again.")] = [],  # noqa: B006
    as_json: Json = False,
) -> None:
    """Add a receiver, call it once to see whether it answers, and print its secret; that is shown this once.

    Example: kunding webhook add https://erp.example.org/kunding --event case.opened --event case.closed
    """
    start_in_english()
    from kunding.respond import actions
    from kunding.respond.wording_webhooks import trial_said

    now = datetime.now(UTC)
    try:
        hook, secret = actions.add_webhook(address=address, name=name, events=event, at=now)
    except actions.WebhookIsWrong as wrong:
        raise Refused(str(wrong)) from wrong
    reply = actions.try_webhook(webhook=hook, at=now)
    if as_json:
        told = {"name": hook.name, "secret": secret, "answers": reply.taken, "status": reply.status}
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    typer.echo(trial_said(reply))
    typer.echo(f"The secret of “{hook.name}”: {secret}")


@webhook.command("list")
def list_(as_json: Json = False) -> None:
    """List the webhooks: how each stands, and what it is owed.

    Example: kunding webhook list --json
    """
    start_in_english()
    from kunding.respond.queries.webhooks import webhook_states

    states = webhook_states()
    if as_json:
        typer.echo(json.dumps([_row(state) for state in states], ensure_ascii=False))
        return
    for state in states:
        typer.echo(_line(state))
    if not states:
        typer.echo("There is no webhook yet; `kunding webhook add` adds one.")


@webhook.command("pause")
def pause(name: Name) -> None:
    """Call a receiver no more for now; nothing is lost.

    Example: kunding webhook pause erp.example.org
    """
    start_in_english()
    from kunding.respond.actions import pause_webhook

    pause_webhook(webhook=_named(name), at=datetime.now(UTC))


@webhook.command("resume")
def resume(name: Name) -> None:
    """Call a receiver again, from where it stood, also one that was paused because it failed.

    Example: kunding webhook resume erp.example.org
    """
    start_in_english()
    from kunding.respond.actions import resume_webhook

    resume_webhook(webhook=_named(name), at=datetime.now(UTC))


@webhook.command("replay")
def replay(
    name: Name,
    since: Annotated[str, typer.Option(help="A moment like 2026-11-21 or 2026-11-21T14:00+01:00, or now.")] = "",
    all_: Annotated[bool, typer.Option("--all", help="Since the beginning.")] = False,
) -> None:
    """Tell a receiver everything again since a moment, under the same names; what waits from before it is left out.

    Example: kunding webhook replay erp.example.org --since 2026-11-21
    """
    if bool(since) == all_:
        raise typer.BadParameter("Say --since when, or --all.")
    start_in_english()
    from kunding.respond.actions import replay_webhook

    now = datetime.now(UTC)
    replay_webhook(webhook=_named(name), since=BEGINNING if all_ else _moment(since, now), at=now)


def _moment(word: str, now: datetime) -> datetime:
    if word == "now":
        return now
    try:
        found = datetime.fromisoformat(word)
    except ValueError as error:
        raise Refused("A moment is written like 2026-11-21 or 2026-11-21T14:00+01:00.") from error
    from django.utils.timezone import get_current_timezone

    return found if found.tzinfo else found.replace(tzinfo=get_current_timezone())


def _named(name: str) -> "Webhook":
    from kunding.respond.queries.webhooks import active_webhooks

    found = active_webhooks().filter(name=name).first()
    if found is None:
        raise Refused(f"There is no webhook named “{name}”; `kunding webhook list` shows them.")
    return found


def _row(state: "WebhookState") -> dict[str, object]:
    hook = state.webhook
    return {
        "name": hook.name,
        "address": hook.address,
        "events": hook.events,
        "state": state.word,
        "owed": state.owed,
        "failure": hook.failure,
        "status": hook.status,
        "failing_since": hook.failing_since.isoformat() if hook.failing_since else None,
        "taken_at": hook.taken_at.isoformat() if hook.taken_at else None,
    }


def _line(state: "WebhookState") -> str:
    from kunding.respond.wording_webhooks import failure_said

    hook = state.webhook
    why = f": {failure_said(hook.failure, hook.status)}" if hook.failure else ""
    return f"{hook.name}  {hook.address}  {state.word}{why}  {state.owed} owed"
