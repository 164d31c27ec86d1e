"""Recognises how the cells of a file lie."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from kunding.listen.sources.file.encoding import detect_encoding
from kunding.listen.sources.file.formulas import original_names
from kunding.listen.sources.file.layout.formats import SAMPLE_BYTES, read_sample, recognise_format
from kunding.listen.sources.file.layout.headers import column_names, find_header, table_width
from kunding.listen.sources.file.layout.separators import recognise_separator, sample_rows
from kunding.listen.sources.file.lines import LONGEST_LINE_BYTES, TextLines
from kunding.listen.sources.file.reading.jsonl import parse_object
from kunding.listen.sources.file.reading.parquet import parquet_columns
from kunding.listen.sources.file.reading.xlsx_rows import open_sheet, sheet_rows
from kunding.listen.sources.file.refusal import FileRefused
from kunding.listen.sources.file.shapes import Layout

MOST_COLUMNS = 2_000
_ROWS = 300
Row = tuple[int, list[str]]


def recognise_layout(path: Path) -> Layout:
    """The layout of any file that Kunding reads; raises FileRefused, in one sentence, for every other."""
    sample = read_sample(path)
    encoding = detect_encoding(sample)
    form = recognise_format(path, sample, wide=encoding.startswith(("utf-16", "utf-32")))
    if form == "parquet":
        return _bounded(path, Layout("parquet", columns=column_names(parquet_columns(path), width=0)))
    if form == "xlsx":
        return _bounded(path, _sheet_layout(path))
    if form == "jsonl":
        return _bounded(path, _jsonl_layout(path, encoding))
    return _bounded(path, _text_layout(path, encoding))


def _text_layout(path: Path, encoding: str) -> Layout:
    text = _sample_text(path, encoding)
    separator = recognise_separator(text)
    rows = sample_rows(text, separator)
    declared = text[:4].lower() == "sep="
    layout = _tabular(path, rows[1:] if declared else rows)
    return Layout(
        "csv", encoding, separator, layout.header, max(layout.skip, int(declared)), layout.ragged, "",
        layout.columns, layout.notes,
    )  # fmt: skip


def _sample_text(path: Path, encoding: str) -> str:
    lines = TextLines(path, encoding)
    taken, size = [], 0
    for line in islice(lines, 20_000):
        taken.append(line)
        size += len(line)
        if size > SAMPLE_BYTES:
            break
    if lines.too_long and lines.too_long[0] <= 2:
        raise FileRefused(
            f"“{path.name}” has a line of more than {LONGEST_LINE_BYTES >> 20} MB at its beginning, "
            "so it is not a table with one row per line."
        )
    return "".join(taken)


def _sheet_layout(path: Path) -> Layout:
    sheet, visible = open_sheet(path)
    rows = list(islice(sheet_rows(sheet), _ROWS))
    if not rows:
        raise FileRefused(f"“{path.name}” holds no filled sheet.")
    layout = _tabular(path, rows)
    others = [name for name in visible if name != sheet.name]
    note = (f"Only the sheet “{sheet.name}” is read, not: {', '.join(others)}.",) if others else ()
    return Layout(
        "xlsx", header=layout.header, skip=layout.skip, ragged=True, sheet=sheet.name,
        columns=layout.columns, notes=layout.notes + note,
    )  # fmt: skip


def _jsonl_layout(path: Path, encoding: str) -> Layout:
    names: dict[str, None] = {}
    for line in islice(TextLines(path, encoding), 1000):
        names.update(dict.fromkeys(parse_object(line) or {}))
    return Layout("jsonl", encoding, columns=tuple(names))


def _tabular(path: Path, rows: Sequence[Row]) -> Layout:
    if not rows:
        raise FileRefused(f"“{path.name}” holds no rows.")
    width = table_width(rows)
    _refuse_wide(path, width)
    header = find_header(rows)
    if header and header is rows[-1]:
        raise FileRefused(f"“{path.name}” has a header but no rows below it.")
    if header:
        width = len(header[1])
    skip = header[0] if header else 0
    above = [row for row in rows if row[0] < skip]
    notes = (f"{len(above)} line(s) above the header are passed over.",) if above else ()
    names = column_names(original_names(header[1]) if header else None, width=width)
    ragged = _is_ragged(rows, skip, width)
    return Layout("csv", header=bool(header), skip=skip, ragged=ragged, columns=names, notes=notes)


def _is_ragged(rows: Sequence[Row], skip: int, width: int) -> bool:
    """Whether the exporter leaves out empty cells at the end of rows: more than one row in ten is short."""
    below = [row for line, row in rows if line > skip]
    return sum(len(row) < width for row in below) > len(below) / 10


def _bounded(path: Path, layout: Layout) -> Layout:
    _refuse_wide(path, len(layout.columns))
    return layout


def _refuse_wide(path: Path, width: int) -> None:
    if width > MOST_COLUMNS:
        raise FileRefused(
            f"“{path.name}” has {width:,} columns; Kunding reads up to {MOST_COLUMNS:,}. "
            "Export only the columns that are needed."
        )
