"""`kunding source`: mailboxes from which customers' mails are taken."""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from kunding.cli.django import start_in_english
from kunding.cli.refusal import Refused

source = typer.Typer(help="Mailboxes from which customers' mails are taken.", no_args_is_help=True)


@source.command("add")
def add(
    kind: Annotated[str, typer.Argument(help="maildir or imap.")],
    address: Annotated[str, typer.Argument(help="The maildir's folder, or imaps://USER@HOST/INBOX?move=FOLDER.")],
    name: Annotated[str, typer.Option(help="How to call it; else its address says it.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Add a mailbox. Mails are deleted there once they are kept, or moved where the address says so.

    Example: kunding source add imap imaps://service@mail.example.org/INBOX --name Service
    """
    start_in_english()
    from kunding.listen.actions import SourceIsWrong, add_source
    from kunding.listen.rules import password_setting
    from kunding.people.actions import found_company

    now = datetime.now(UTC)
    try:
        added = add_source(kind=kind, address=address, name=name, at=now)
    except SourceIsWrong as wrong:
        raise Refused(str(wrong)) from wrong
    found_company(name="Kunding", at=now)  # somebody must own the cases that mails open
    if as_json:
        typer.echo(json.dumps({"name": added.name, "kind": added.kind, "address": added.address}, ensure_ascii=False))
        return
    typer.echo(f"Mails of “{added.name}” are taken from now on.")
    if added.kind == "imap":
        typer.echo(f"Its password is read from KUNDING_{password_setting(added.name)}, or from the file that is named")
        typer.echo(f"by KUNDING_{password_setting(added.name)}_FILE.")


@source.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the mailboxes: when each was looked into, and what went wrong.

    Example: kunding source list --json
    """
    start_in_english()
    from kunding.listen.queries import mailbox_states

    states = mailbox_states()
    if as_json:
        typer.echo(json.dumps([state.as_json() for state in states], ensure_ascii=False))
        return
    for state in states:
        looked = f"{state.looked_at:%Y-%m-%d %H:%M} UTC" if state.looked_at else "not yet"
        aside = f", {state.quarantined} in quarantine" if state.quarantined else ""
        typer.echo(f"{state.name}  {state.kind}  {state.address}  looked into: {looked}{aside}")
        if state.failure:
            typer.echo(
                f"  fails since {state.failing_since:%Y-%m-%d %H:%M} UTC: {state.failure} {state.failure_detail}"
            )
    if not states:
        typer.echo("There is no mailbox yet; `kunding source add` adds one.")


@source.command("replay")
def replay(
    name: Annotated[str, typer.Argument(help="The mailbox whose mails in quarantine are tried again.")] = "",
    all_: Annotated[bool, typer.Option("--all", help="Those of all mailboxes.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Try mails again that could not be read. Spam and strangers are a person's decision, on the page Sources.

    Example: kunding source replay --all
    """
    if bool(name) == all_:
        raise typer.BadParameter("Name one mailbox, or say --all.")
    start_in_english()
    from kunding.listen import actions
    from kunding.listen.models import Source
    from kunding.listen.queries import not_understood

    waiting = not_understood()
    if name:
        if not Source.objects.filter(name=name).exists():
            raise Refused(f"There is no source named “{name}”.")
        waiting = waiting.filter(source__name=name)
    keys = list(waiting.values_list("pk", flat=True))
    released = actions.replay(keys=keys, at=datetime.now(UTC))
    if as_json:
        typer.echo(json.dumps({"tried": len(keys), "released": released}))
    else:
        typer.echo(f"{released} of {len(keys)} mails could be read now.")
