"""`kunding themes`: discovers recurring themes in any file of texts, without a database."""

from pathlib import Path
from typing import Annotated

import typer

from kunding.cli.refusal import Refused


def themes(
    file: Annotated[Path, typer.Argument(help="A file with one text per row: CSV, TSV, XLSX, JSONL or Parquet.")],
    text: Annotated[str, typer.Option(help="The column that holds the texts.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where to write row, theme and label.")] = None,
) -> None:
    """Discover recurring themes in any file of texts.

    Example: kunding themes questions.csv --text text -o themes.csv
    """
    import polars as pl

    from kunding.listen.sources.file import read_column
    from kunding.listen.sources.file.formulas import harmless
    from kunding.understand.discovery import discover

    try:
        texts = read_column(file, text)
    except (OSError, ValueError) as error:
        raise Refused(str(error)) from error
    found = discover(texts, seed=0)
    labels = {theme.id: theme.label for theme in found.themes}
    table = pl.DataFrame(
        {
            "row": range(len(texts)),
            "theme": found.labels.tolist(),
            "label": [harmless(labels.get(label, "")) for label in found.labels.tolist()],
        }
    )
    if output:
        table.write_csv(output)
        typer.echo(f"{len(labels)} themes in {len(texts):,} texts, written to {output}.", err=True)
        return
    for theme in sorted(found.themes, key=lambda one: -one.size):
        typer.echo(f"{theme.size:>7,}  {theme.label}")
