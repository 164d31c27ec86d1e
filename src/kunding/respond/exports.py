"""Writing cases into files that a spreadsheet opens, and that no customer's words can turn into a program."""

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import xlsxwriter

from kunding.listen.sources.file.formulas import harmless
from kunding.respond.queries.export import COLUMNS, Cell

MOST_IN_XLSX = 1_048_575  # rows of a sheet, without the header
LONGEST_CELL = 32_767  # characters


class ExportRefused(Exception):
    """The cases cannot be written this way; the text says why and what to do."""


def write_export(rows: Iterable[Sequence[Cell]], path: Path) -> int:
    """Write the rows to a new .csv or .xlsx file and return how many; an unfinished file is never left behind.

    Raises ExportRefused where the ending is another one, or where a sheet is too small.
    """
    ways = {".csv": _csv_file, ".xlsx": _xlsx_file}
    if path.suffix.lower() not in ways:
        raise ExportRefused(f"{path.name} must end in .csv or .xlsx.")
    begun = path.with_name(f".{path.name}.part")
    try:
        count = ways[path.suffix.lower()](rows, begun)
        begun.replace(path)
    finally:
        begun.unlink(missing_ok=True)
    return count


def write_csv(rows: Iterable[Sequence[Cell]], out: IO[str]) -> int:
    """Write header and rows as CSV (UTF-8, comma, CRLF) and return how many rows."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(name) for name in COLUMNS])
    count = 0
    for row in rows:
        writer.writerow([_as_text(cell) for cell in row])
        count += 1
    return count


def _csv_file(rows: Iterable[Sequence[Cell]], path: Path) -> int:
    # The byte order mark makes Excel read umlauts as such.
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        return write_csv(rows, out)


def _xlsx_file(rows: Iterable[Sequence[Cell]], path: Path) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    count = 0
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("cases")
        sheet.write_row(0, 0, [harmless(name) for name in COLUMNS])
        for row in rows:
            count += 1
            if count > MOST_IN_XLSX:
                raise ExportRefused("An Excel sheet holds 1,048,575 cases at most: write a .csv file.")
            for column, cell in enumerate(row):
                _write_cell(sheet, count, column, cell)
    return count


def _write_cell(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell)
    elif cell is not None and cell != "":
        sheet.write_string(row, column, _as_text(cell)[:LONGEST_CELL])


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return harmless(cell) if isinstance(cell, str) else str(cell)
