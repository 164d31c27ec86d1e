"""`kunding person`: who may log in, and tokens for programs."""

import secrets
from datetime import UTC, datetime
from typing import Annotated

import typer

from kunding.cli.django import start
from kunding.cli.refusal import Refused

person = typer.Typer(help="People who log in, and tokens for programs that act for them.", no_args_is_help=True)


@person.command("add")
def add(
    email: Annotated[str, typer.Argument(help="The e-mail to log in with.")],
    name: Annotated[str, typer.Argument(help="The name as it is shown.")],
    role: Annotated[list[str], typer.Option(help="A role; may be given several times.")] = ["employee"],  # noqa: B006
) -> None:
    """Add a person and print a password for the first login.

    Example: kunding person add kaya@example.org "Aylin Kaya" --role cco --role administrator
    """
    start()
    from kunding.people.actions import add_person, found_company
    from kunding.people.actions.accounts import PersonIsWrong

    password, now = secrets.token_urlsafe(12), datetime.now(UTC)
    found_company(name="Kunding", at=now)
    try:
        add_person(email=email, name=name, roles=role, password=password, at=now)
    except PersonIsWrong as wrong:
        raise Refused(str(wrong)) from wrong
    typer.echo(f"{email} logs in with the password {password}")


@person.command("token")
def token(
    email: Annotated[str, typer.Argument(help="The e-mail of the person for whom the program acts.")],
    name: Annotated[str, typer.Argument(help="What the token is used for.")],
) -> None:
    """Print a new token for the REST API; it is shown this once.

    Example: kunding person token kaya@example.org "nightly export"
    """
    start()
    from kunding.people.actions import issue_token
    from kunding.people.models import Person

    owner = Person.objects.filter(email__iexact=email).first()
    if owner is None:
        raise Refused(f"There is nobody with the e-mail {email}.")
    typer.echo(issue_token(person=owner, name=name, at=datetime.now(UTC)))
