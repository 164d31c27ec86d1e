"""Rows out of JSON lines: one object per line, nested objects become dotted columns."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from kunding.listen.sources.file.lines import TextLines
from kunding.listen.sources.file.reading.assembly import MOST_BYTES
from kunding.listen.sources.file.shapes import Layout, RawBatch, Reject

_NOT_JSON = "This line is not a JSON object."
_TOO_LONG = "This line is longer than 8 MB."


def jsonl_batches(path: Path, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
    """Batches of rows; columns that first turn up later are added to the batch in which they do."""
    lines = TextLines(path, layout.encoding)
    rows: list[tuple[int, dict[str, str]]] = []
    rejects: list[Reject] = []
    begun = 0
    for number, line in enumerate(lines, 1):
        if not line.isspace():
            parsed = parse_object(line)
            if parsed is None:
                rejects.append(Reject(number, "", line.strip()[:200], _NOT_JSON, (line.strip(),)))
            else:
                rows.append((number, parsed))
        elif lines.too_long:
            rejects.append(Reject(lines.too_long.pop(), "", "", _TOO_LONG))
        if len(rows) + len(rejects) >= batch_rows or lines.position - begun > MOST_BYTES:
            yield _batch(rows, rejects, layout.columns, lines.position)
            rows, rejects, begun = [], [], lines.position
    if rows or rejects:
        yield _batch(rows, rejects, layout.columns, lines.position)


def parse_object(line: str) -> dict[str, str] | None:
    """The object of one line as column → text, or None where the line is something else."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return dict(_flat(value, "")) if isinstance(value, dict) else None


def _flat(value: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for key, item in value.items():
        name = f"{prefix}{_clean(key)}"
        if isinstance(item, dict) and prefix.count(".") < 4:
            yield from _flat(item, f"{name}.")
        else:
            yield name, cell_text(item)


def cell_text(value: object) -> str:
    """A JSON value as the text of a cell."""
    if isinstance(value, str):
        return _clean(value)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return _clean(json.dumps(value, ensure_ascii=False))


def _clean(text: str) -> str:
    """Without half characters and NULs, which no database takes."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _batch(
    rows: list[tuple[int, dict[str, str]]], rejects: list[Reject], known: tuple[str, ...], position: int
) -> RawBatch:
    names = dict.fromkeys(known)
    for _, row in rows:
        names.update(dict.fromkeys(row))
    table = pl.DataFrame([pl.Series(name, [row.get(name, "") for _, row in rows], dtype=pl.String) for name in names])
    return RawBatch(table, pl.Series([line for line, _ in rows], dtype=pl.Int64), tuple(rejects), position)
