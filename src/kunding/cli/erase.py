"""`kunding erase`: everything that names a person, in every room and store."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kunding.cli.django import start
from kunding.cli.refusal import Refused

if TYPE_CHECKING:
    from kunding.loop.rights import Holdings

WORDS = {
    "customers": "customer records",
    "feedback": "pieces of feedback",
    "mails": "e-mails",
    "files": "files",
    "cases": "cases",
    "open": "of them open",
    "answers": "answers",
    "letters": "letters of ours",
    "notes": "notes",
    "verdicts": "verdicts",
}


def erase(
    customer: Annotated[str, typer.Argument(help="The customer's number, e-mail, phone number or handle.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask: for programs.")] = False,
    with_open_cases: Annotated[
        bool, typer.Option("--with-open-cases", help="Close and erase cases in which the customer still waits, too.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --yes: print what was erased as JSON.")] = False,
) -> None:
    """Erase a customer (GDPR Art. 17). It cannot be undone; what counts goes on counting, without names and words.

    A repeat does nothing, and ends what was interrupted. Erasures are repeated when an older backup is restored.

    Example: kunding erase 4711
    """
    if as_json and not yes:
        raise typer.BadParameter("A program that wants JSON says --yes, too.")
    start()
    from kunding.customers.queries.subject import SubjectIsUnclear
    from kunding.loop.actions import CasesAreOpen, erase_person
    from kunding.loop.rights import AlreadyErased, NobodyIsKnown, held_of

    _follow()
    try:
        held = held_of(customer)
    except AlreadyErased as gone:
        typer.echo(json.dumps({"erased": {}, "already": True}) if as_json else str(gone))
        return
    except (NobodyIsKnown, SubjectIsUnclear) as unknown:
        raise Refused(str(unknown)) from unknown
    if not yes:
        _ask(held, customer)
    try:
        done = erase_person(subject=held.subject, by=None, at=datetime.now(UTC), with_open_cases=with_open_cases)
    except CasesAreOpen as waiting:
        raise Refused(f"{waiting} (--with-open-cases)") from waiting
    _follow()
    typer.echo(json.dumps({"erased": done.counts, "already": False}) if as_json else "Erased.")
    _tell_of_files()


def _ask(held: "Holdings", customer: str) -> None:
    from kunding.customers.queries.subject import sharing_an_address

    typer.echo(", ".join(held.subject.names) or customer)
    for kind, count in held.counts().items():
        if count:
            typer.echo(f"{count:>8,}  {WORDS[kind]}")
    if others := sharing_an_address(held.subject):
        typer.echo(f"The same e-mail has {', '.join(others)}: where that is the same person, merge the records first.")
    typer.echo("All of it is erased in the database, the files, the search index and the lake. This cannot be undone.")
    if not typer.confirm("Erase?", default=False):
        raise Refused("Nothing was erased.")


def _follow() -> None:
    """Pay what an erasure leaves outside the tables, also what an interrupted one left."""
    from kunding.loop.stages import AFTER_ERASURES
    from kunding.loop.worker import Worker

    Worker(stages=AFTER_ERASURES, clock=lambda: datetime.now(UTC)).drain()


def _tell_of_files() -> None:
    from kunding.listen.models import Leftover

    if Leftover.objects.exists():
        typer.echo("Files that came in the last minutes are removed within the hour by the worker.", err=True)
