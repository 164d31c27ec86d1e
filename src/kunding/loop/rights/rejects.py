"""Rows that could not be imported lie in files of their own; a person's rows are taken out of them."""

import csv
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings

from kunding.customers.queries.subject import Subject
from kunding.listen.sources.file.formulas import as_it_was

csv.field_size_limit(100_000_000)


def rows_naming(subject: Subject) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Yield each rejected row that names the person: its file, the columns, the cells."""
    for file in _files():
        head, *rows = _rows(file) or [[]]
        yield from ((file, head, row) for row in rows if _names(subject, row))


def clean_rejects(subject: Subject) -> int:
    """Take the person's rows out of the files of rejects and return how many those were."""
    taken = 0
    for file in _files():
        head, *rows = _rows(file) or [[]]
        kept = [row for row in rows if not _names(subject, row)]
        if len(kept) == len(rows):
            continue
        taken += len(rows) - len(kept)
        _rewrite(file, [head, *kept]) if kept else file.unlink()
    return taken


def _files() -> list[Path]:
    return sorted((Path(settings.KUNDING_HOME) / "rejects").glob("*.csv"))


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", errors="replace", newline="") as lines:
        return list(csv.reader(lines))


def _names(subject: Subject, row: Sequence[str]) -> bool:
    # A number such as +49 341 … stands there so that no spreadsheet runs it.
    if any(subject.is_called(as_it_was(cell)) for cell in row):
        return True
    whole = "\n".join(row).lower()
    return any(word in whole for word in _inside(subject))


def _inside(subject: Subject) -> list[str]:
    """Return what names the person also in the middle of a sentence."""
    return [word.lower() for word in (*subject.names, *subject.addresses) if len(word) > 5]


def _rewrite(file: Path, rows: Sequence[Sequence[str]]) -> None:
    beside = file.with_suffix(".part")
    with beside.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)
