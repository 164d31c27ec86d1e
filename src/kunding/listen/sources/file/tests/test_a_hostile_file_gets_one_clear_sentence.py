import struct
import zipfile
from pathlib import Path

import pytest

from kunding.listen.sources.file import FileRefused
from kunding.listen.sources.file.reading import xlsx_rows
from kunding.listen.sources.file.tests.writing import csv_text, read, recognised, written

HEADER = ("id", "datum", "kommentar")
GOOD = ("1", "2025-01-01", "Der Bus kam nicht und niemand sagte etwas.")


def refusal(path: Path) -> str:
    with pytest.raises(FileRefused) as refused:
        recognised(path)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\r\n \n\n", "is empty"),
        (b"id,datum,kommentar\n", "no rows below"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a PNG picture"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (bytes(range(256)) * 20, "binary data"),
        (b"PK\x03\x04 not really", "damaged"),
        (b"PAR1 not really PAR1", "Parquet"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "damaged workbook"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "a web page"),
        (b'[{"text": "a"}, {"text": "b"}]', "JSON lines"),
        (b'{\n "text": "a"\n}', "JSON lines"),
        (b"\x1f\x8b\x08\x00abcdefgh", "unpack it first"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(data)
    assert says in refusal(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "no file" in refusal(tmp_path / "nothing.csv")
    assert "a folder" in refusal(tmp_path)


def test_a_line_without_end_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"x" * (40 << 20))
    assert "a line of more than" in refusal(path)


def test_one_line_without_end_inside_a_table_is_one_reject(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    good = csv_text([HEADER, GOOD]).encode()
    path.write_bytes(good + b"2,2025-01-02," + b"x" * (30 << 20) + b"\n3,2025-01-03,Danke an den Fahrer\n")
    rows, rejects = read(path)
    assert rows["reference"].to_list() == ["1", "3"]
    assert [(reject.line, "longer than" in reject.reason) for reject in rejects] == [(3, True)]


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, [[f"c{n}" for n in range(10_000)], ["x"] * 10_000])
    assert "10,000 columns" in refusal(path)


def test_many_columns_are_kept(tmp_path: Path) -> None:
    path = written(
        tmp_path, [["text", *(f"c{n}" for n in range(600))], ["Der Aufzug steht seit Wochen still", *["x"] * 600]]
    )
    rows, rejects = read(path)
    assert (rows.height, rejects) == (1, [])
    assert rows["extra"][0].count(":") == 600


def test_nul_bytes_are_shown_and_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "nul.csv"
    path.write_bytes(csv_text([HEADER, GOOD, ("2", "2025-01-02", "kaputt\0es Zeichen hier im Text")]).encode())
    rows, _ = read(path)
    assert rows["text"][1] == "kaputt\ufffdes Zeichen hier im Text"


def test_an_archive_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_rows, "MOST_UNPACKED_BYTES", 4 << 20)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (6 << 20))
    assert "unpacks to more than" in refusal(path)


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_rows, "MOST_UNPACKED_BYTES", 4 << 20)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (6 << 20))
    true, lie = struct.pack("<I", 6 << 20), struct.pack("<I", 10)
    path.write_bytes(path.read_bytes().replace(true, lie))
    assert "unpacks to more than" in refusal(path)


def test_a_number_of_columns_that_changes_costs_those_rows_only(tmp_path: Path) -> None:
    rows, rejects = read(
        written(tmp_path, [HEADER, *[GOOD] * 20, ("2", "2025-01-01"), ("3", "2025-01-01", "Text", "zu viel")])
    )
    assert rows.height == 20
    assert [(reject.line, reject.reason) for reject in rejects] == [
        (22, "This row has 2 columns, the header has 3."),
        (23, "This row has 4 columns, the header has 3."),
    ]
    assert rejects[1].row == ("3", "2025-01-01", "Text", "zu viel")
