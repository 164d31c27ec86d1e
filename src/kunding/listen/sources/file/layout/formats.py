"""Which format a file has, told from its first bytes, whatever its name says."""

import zipfile
from pathlib import Path

from kunding.listen.sources.file.reading.jsonl import parse_object
from kunding.listen.sources.file.refusal import FileRefused
from kunding.listen.sources.file.shapes import Format

SAMPLE_BYTES = 1 << 20
# What people rename by mistake, by its first bytes.
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"RIFF", "a sound or video file"),
    (b"\x00\x00\x00\x18ftyp", "a video file"),
    (b"{\\rtf", "a text document in RTF; save it as CSV"),
)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_sample(path: Path) -> bytes:
    """The first megabyte; raises FileRefused where there is nothing to read."""
    if not path.exists():
        raise FileRefused(f"There is no file “{path}”.")
    if path.is_dir():
        raise FileRefused(f"“{path}” is a folder; name one file in it.")
    try:
        with path.open("rb") as file:
            sample = file.read(SAMPLE_BYTES)
    except OSError as error:
        raise FileRefused(f"“{path.name}” cannot be read: {error.strerror}.") from error
    if not sample.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileRefused(f"“{path.name}” is empty.")
    return sample


def recognise_format(path: Path, sample: bytes, *, wide: bool) -> Format:
    """The format of a file; raises FileRefused for what is no table. `wide`: its text is UTF-16 or UTF-32."""
    if sample.startswith(b"PAR1"):
        return "parquet"
    if sample.startswith(_OLD_EXCEL):
        return "xlsx"
    if sample.startswith(b"PK"):
        return _workbook(path)
    for magic, what in _FOREIGN:
        if sample.startswith(magic):
            raise FileRefused(f"“{path.name}” is not a table but {what}.")
    if not wide and _is_binary(sample):
        raise FileRefused(f"“{path.name}” is not a table but binary data.")
    return _text_format(path, sample, wide)


def _workbook(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise FileRefused(f"“{path.name}” is a damaged archive or workbook.") from error
    if any(name.startswith(("xl/", "content.xml")) for name in names):
        return "xlsx"
    raise FileRefused(f"“{path.name}” is a ZIP archive without a workbook in it; unpack it first.")


def _is_binary(sample: bytes) -> bool:
    """Control characters that no text has, more than one in a hundred bytes."""
    odd = sum(sample.count(byte) for byte in (*range(0, 9), *range(14, 27), 28, 29, 30))
    return odd > len(sample) / 100


def _text_format(path: Path, sample: bytes, wide: bool) -> Format:
    if wide:
        return "csv"
    text = sample.decode("utf-8-sig", "replace").lstrip()
    if text.startswith("<?xml") or (text.startswith("<") and "<html" in text[:2000].lower()):
        raise FileRefused(f"“{path.name}” is not a table but a web page or XML; export it as CSV.")
    if text.startswith("{") and parse_object(text.split("\n", 1)[0]) is not None:
        return "jsonl"
    if text.startswith("[") and text[1:].lstrip().startswith("{"):
        raise FileRefused(f"“{path.name}” is one JSON list; Kunding reads JSON lines, one object on each line.")
    if text.startswith("{") and '":' in text[:2000]:
        raise FileRefused(f"“{path.name}” is one JSON object; Kunding reads JSON lines, one object on each line.")
    return "csv"
