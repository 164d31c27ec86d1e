"""`kunding disclose`: everything that is held about a person."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kunding.cli.django import start
from kunding.cli.refusal import Refused

if TYPE_CHECKING:
    from kunding.loop.rights.disclosure import Disclosure

KINDS = (".zip", ".html", ".json")


def disclose(
    customer: Annotated[str, typer.Argument(help="The customer's number, e-mail, phone number or handle.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="FILE.zip (with all files), FILE.html or FILE.json.")],
    language: Annotated[str, typer.Option(help="de or en; the company's own where not told.")] = "",
) -> None:
    """Write down everything that is held about a customer (GDPR Art. 15 and 20), to read and for machines.

    Other people's data and the names of colleagues are covered. Check who is asking before you hand it over.

    Example: kunding disclose 4711 -o disclosure.zip
    """
    if output.suffix.lower() not in KINDS:
        raise Refused(f"It is written as .zip, .html or .json, but “{output.name}” ends otherwise.")
    if language not in {"", "de", "en"}:
        raise Refused(f"It is written in de or en, not in “{language}”.")
    start()
    from kunding.customers.queries.subject import SubjectIsUnclear
    from kunding.loop.actions import disclose_person
    from kunding.loop.rights import NobodyIsKnown, held_of
    from kunding.people.queries import CompanyIsMissing

    try:
        told = disclose_person(held=held_of(customer), by=None, at=datetime.now(UTC), language=language)
    except (NobodyIsKnown, SubjectIsUnclear, CompanyIsMissing) as no:
        raise Refused(str(no)) from no
    try:
        _write(output, told)
    except OSError as error:
        raise Refused(f"{output} cannot be written: {error.strerror}.") from error
    typer.echo(f"{output} holds {sum(len(part.rows) for part in told.parts):,} entries and {len(told.files):,} files.")


def _write(output: Path, told: "Disclosure") -> None:
    from django.utils.translation import override

    from kunding.loop.rights.disclosure import as_html, as_json, as_zip

    with override(told.language):
        kind = output.suffix.lower()
        whole = as_zip(told) if kind == ".zip" else (as_html(told) if kind == ".html" else as_json(told)).encode()
    # Nobody else on this machine reads it.
    output.touch(mode=0o600)
    output.chmod(0o600)
    output.write_bytes(whole)
