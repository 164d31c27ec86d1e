"""Writes the files that the tests read, and reads them whole."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from kunding.listen.sources.file import Batch, Recognition, Reject, Wishes, open_batches, recognise

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ZONE = "Europe/Berlin"


def csv_text(rows: Iterable[Sequence[object]], separator: str = ",", end: str = "\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    return out.getvalue()


def written(folder: Path, rows: Iterable[Sequence[object]], *, name: str = "file.csv", separator: str = ",") -> Path:
    path = folder / name
    path.write_text(csv_text(rows, separator), encoding="utf-8", newline="")
    return path


def recognised(path: Path, wishes: Wishes | None = None) -> Recognition:
    return recognise(path, zone=ZONE, at=NOW, wishes=wishes)


def read(path: Path, wishes: Wishes | None = None, *, batch_rows: int = 50_000) -> tuple[pl.DataFrame, list[Reject]]:
    """All rows and all rejects of a file."""
    batches = list(open_batches(path, recognised(path, wishes), at=NOW, batch_rows=batch_rows))
    return pl.concat([batch.rows for batch in batches]), [reject for batch in batches for reject in batch.rejects]


def batches_of(path: Path, *, batch_rows: int) -> list[Batch]:
    return list(open_batches(path, recognised(path), at=NOW, batch_rows=batch_rows))
