"""`kunding report`: what the board must know, on one to three pages."""

from pathlib import Path
from typing import Annotated

import typer

from kunding.cli.django import start
from kunding.cli.refusal import Refused

KINDS = (".pdf", ".html")


def report(
    output: Annotated[Path, typer.Option("-o", "--output", help="Where it goes: FILE.pdf or FILE.html.")],
    period: Annotated[str, typer.Option(help="Last days: 30, 90, 365 or all; chosen by itself where not told.")] = "",
    language: Annotated[str, typer.Option(help="de or en; the company's own where not told.")] = "",
) -> None:
    """Write the board report.

    Example: kunding report -o board.pdf
    """
    if output.suffix.lower() not in KINDS:
        raise Refused(f"The report is written as .pdf or .html, but “{output.name}” ends otherwise.")
    start()
    written = _written(pdf=output.suffix.lower() == ".pdf", period=period, language=language)
    try:
        output.write_bytes(written)
    except OSError as error:
        raise Refused(f"{output} cannot be written: {error.strerror}.") from error
    typer.echo(f"{output} ({len(written) // 1024 + 1} KB)")


def _written(*, pdf: bool, period: str, language: str) -> bytes:
    # Django must have started before its models can be loaded.
    from django.utils.timezone import now
    from django.utils.translation import override

    from kunding.cockpit.filters import chosen
    from kunding.cockpit.report import as_html, as_pdf, board
    from kunding.people.queries import CompanyIsMissing, company

    try:
        spoken = language or company().language
    except CompanyIsMissing as missing:
        raise Refused(str(missing)) from missing
    with override(spoken):
        told = board(chosen({"period": period}), at=now())
        return as_pdf(told) if pdf else as_html(told).encode()
