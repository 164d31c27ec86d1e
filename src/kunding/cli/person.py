"""`kunding person`: who may log in, and tokens for programs."""

import json
import secrets
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kunding.cli.django import start_in_english
from kunding.cli.refusal import Refused

if TYPE_CHECKING:
    from kunding.people.models import Person, Unit

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
    start_in_english()
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
    start_in_english()
    from kunding.people.actions import issue_token

    typer.echo(issue_token(person=_person(email), name=name, at=datetime.now(UTC)))


@person.command("list")
def listed(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print who may log in, with unit and roles.

    Example: kunding person list --json
    """
    start_in_english()
    from kunding.people.queries import people_listed

    rows = [_row(one) for one in people_listed(None)]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"{row['email']}\t{row['name']}\t{row['unit']}\t{', '.join(row['roles'])}")


@person.command("role")
def role(
    email: Annotated[str, typer.Argument(help="The e-mail of the person.")],
    role: Annotated[str, typer.Argument(help="employee, lead, process_owner, analyst, hr, works_council, cco, …")],
    unit: Annotated[str, typer.Option(help="Only for this unit (code or name) and those below it.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the role away instead.")] = False,
) -> None:
    """Give a person a role, or take it away.

    Example: kunding person role lenz@example.org lead --unit billing
    """
    start_in_english()
    from kunding.people.actions import give_role, withdraw_role
    from kunding.people.actions.rights import RightIsWrong
    from kunding.people.models import Grant

    who, where, now = _person(email), _unit(unit), datetime.now(UTC)
    try:
        if not withdraw:
            give_role(person=who, role=role, unit=where, at=now, actor="command")
            return
        held = Grant.objects.filter(person=who, role=role, unit=where).first()
        if held is None:
            raise Refused(f"{who.name} does not have the role “{role}” there.")
        withdraw_role(grant=held, at=now, actor="command")
    except RightIsWrong as wrong:
        raise Refused(str(wrong)) from wrong


@person.command("link")
def link(email: Annotated[str, typer.Argument(help="The e-mail of the person.")]) -> None:
    """Print a link with which the person sets a password; it works once and for three days.

    Example: kunding person link lenz@example.org
    """
    start_in_english()
    from kunding.people.invitation import password_link

    typer.echo(password_link(_person(email)))


@person.command("remove-second-factor")
def remove_second_factor(email: Annotated[str, typer.Argument(help="The e-mail of the person.")]) -> None:
    """Let somebody whose telephone is lost log in with the password alone; a mail says so to the person.

    Example: kunding person remove-second-factor lenz@example.org
    """
    start_in_english()
    from kunding.people import actions
    from kunding.people.actions.logins import LoginIsWrong

    try:
        actions.remove_second_factor(person=_person(email), at=datetime.now(UTC), actor="command")
    except LoginIsWrong as wrong:
        raise Refused(str(wrong)) from wrong


@person.command("change-email")
def change_email(
    email: Annotated[str, typer.Argument(help="The e-mail with which the person logs in today.")],
    new: Annotated[str, typer.Argument(help="The e-mail from now on.")],
) -> None:
    """Let somebody log in with another e-mail; a mail says so to both addresses.

    Example: kunding person change-email lenz@example.org lenz-maier@example.org
    """
    start_in_english()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from kunding.people import actions
    from kunding.people.actions.logins import LoginIsWrong

    try:
        validate_email(new)
        actions.change_email(person=_person(email), email=new, at=datetime.now(UTC), actor="command")
    except ValidationError as error:
        raise Refused(f"“{new}” is no e-mail address.") from error
    except LoginIsWrong as wrong:
        raise Refused(str(wrong)) from wrong


@person.command("absent")
def absent(
    email: Annotated[str, typer.Argument(help="The e-mail of the person.")],
    first: Annotated[str, typer.Argument(help="The first day away, like 2026-12-21.")],
    last: Annotated[str, typer.Argument(help="The last day away.")],
    deputy: Annotated[str, typer.Argument(help="The e-mail of who stands in.")],
) -> None:
    """Note that somebody is away, and who stands in.

    Example: kunding person absent lenz@example.org 2026-12-21 2027-01-04 vogt@example.org
    """
    start_in_english()
    from kunding.people.actions import note_absence
    from kunding.people.actions.absences import AbsenceIsWrong

    try:
        days = {"starts_on": date.fromisoformat(first), "ends_on": date.fromisoformat(last)}
        note_absence(person=_person(email), deputy=_person(deputy), **days, at=datetime.now(UTC), actor="command")
    except ValueError as error:
        raise Refused("A day is written like 2026-12-21.") from error
    except AbsenceIsWrong as wrong:
        raise Refused(str(wrong)) from wrong


def _person(email: str) -> "Person":
    from kunding.people.models import Person

    found = Person.objects.filter(email__iexact=email).first()
    if found is None:
        raise Refused(f"There is nobody with the e-mail {email}.")
    return found


def _unit(word: str) -> "Unit | None":
    from kunding.people.queries import units_by_word

    if not word:
        return None
    found = units_by_word().get(word.strip().lower())
    if found is None:
        raise Refused(f"There is no unit “{word}”.")
    return found


def _row(one: "Person") -> dict[str, Any]:
    grants = one.grants.all()
    roles = [grant.role + (f" ({grant.unit.code})" if grant.unit else "") for grant in grants]
    unit = one.unit.name if one.unit else ""
    return {"email": one.email, "name": one.name, "unit": unit, "roles": roles, "active": one.is_active}
