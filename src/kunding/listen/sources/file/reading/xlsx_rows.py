"""Rows out of an Excel workbook; a sheet is held in memory, so its unpacked size is bounded."""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from kunding.listen.sources.file.refusal import FileRefused

MOST_UNPACKED_BYTES = 1 << 30
_PIECE = 1 << 20

Row = tuple[int, list[str]]


def open_sheet(path: Path, name: str = "") -> tuple[CalamineSheet, list[str]]:
    """The sheet of that name, else the first visible one that holds anything, and the names of all visible sheets.

    Raises FileRefused where the workbook is damaged, empty, or unpacks to more than 1 GB.
    """
    refuse_bombs(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        visible = [
            sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible
        ] or book.sheet_names
        for candidate in [name] if name else visible:
            sheet = book.get_sheet_by_name(candidate)
            if sheet.height > 0:
                return sheet, visible
    except (CalamineError, zipfile.BadZipFile, OSError) as error:
        raise FileRefused(f"“{path.name}” is a damaged workbook; save it again as XLSX or CSV.") from error
    raise FileRefused(f"“{path.name}” holds no filled sheet.")


def sheet_rows(sheet: CalamineSheet) -> Iterator[Row]:
    """The rows of a sheet as text; `line` is the row number that Excel shows."""
    first = (sheet.start or (0, 0))[0]
    for number, row in enumerate(sheet.iter_rows(), 1 if first == 0 else first + 1):
        cells = [cell_text(cell) for cell in row]
        if any(cells):
            yield number, cells


def cell_text(cell: int | float | str | bool | time | date | datetime | timedelta) -> str:
    """The text of a cell: whole numbers without decimals, times as ISO 8601."""
    if isinstance(cell, str):
        return cell.replace("\0", "\ufffd")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, (datetime, date, time)):
        return cell.isoformat()
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def refuse_bombs(path: Path) -> None:
    """Raise FileRefused where the archive unpacks to more than 1 GB, whatever its directory claims."""
    if not zipfile.is_zipfile(path):
        return
    left = MOST_UNPACKED_BYTES
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        for entry in archive.infolist():
            file.seek(entry.header_offset + 26)
            lengths = file.read(4)
            file.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), 1)
            left -= _unpacked(file.read(entry.compress_size), entry.compress_type, left)
            if left < 0:
                raise FileRefused(f"“{path.name}” unpacks to more than 1 GB; save the sheet as CSV and import that.")


def _unpacked(data: bytes, method: int, most: int) -> int:
    """How many bytes the entry holds, counted by unpacking it; stops soon after `most`."""
    if method != zipfile.ZIP_DEFLATED:
        return len(data)
    unpacker, count = zlib.decompressobj(-15), 0
    while data and count <= most:
        try:
            count += len(unpacker.decompress(data, _PIECE))
        except zlib.error:
            return count
        data = unpacker.unconsumed_tail
    return count
