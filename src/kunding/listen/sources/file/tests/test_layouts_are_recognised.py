from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from kunding.listen.sources.file import read_column
from kunding.listen.sources.file.tests.writing import csv_text, read, recognised, written

HEADER = ("Nr", "Datum", "Kommentar", "Bewertung")
ROWS = [
    ("1", "18.03.2020", "Die Zählerablesung war völlig unverständlich für mich", "2"),
    ("2", "31.03.2020", "Schöne Grüße, „alles bestens“ – danke für die Hilfe!", "5"),
    ("3", "02.04.2020", "Zeile eins;\nZeile zwei, mit \"Zitat\"", "1"),
]  # fmt: skip
TEXTS = [row[2] for row in ROWS]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_encoding_and_separator_are_told_from_the_file(tmp_path: Path, separator: str, encoding: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(csv_text([HEADER, *ROWS], separator, "\r\n").encode(encoding))
    rows, rejects = read(path)
    assert not rejects
    assert rows["text"].to_list() == TEXTS
    assert rows["rating"].to_list() == [0.25, 1.0, 0.0]
    layout = recognised(path).layout
    assert layout.separator == separator
    assert layout.encoding == encoding


@pytest.mark.parametrize("encoding", ["latin-1", "cp850", "mac_roman"])
def test_older_encodings_keep_their_umlauts(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "export.csv"
    rows = [("1", "18.03.2020", "Die Fähre fährt nicht über Köln, schöne Grüße", "2"), ROWS[0]]
    path.write_bytes(csv_text([HEADER, *rows], ";").encode(encoding))
    assert read(path)[0]["text"][0] == rows[0][2]


def test_a_stray_byte_costs_one_character(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    good = csv_text([HEADER, *ROWS]).encode("cp1252")
    path.write_bytes(good.replace(b"alles", b"al\x81es"))
    rows, rejects = read(path)
    assert not rejects
    assert rows["text"][1] == TEXTS[1].replace("alles", "al\ufffdes")


def test_one_line_in_another_encoding_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    lines = csv_text([HEADER, *ROWS * 20]).encode()
    path.write_bytes(
        lines + csv_text([("9", "18.03.2020", "Grüße aus Köln an den Kundendienst", "3")]).encode("cp1252")
    )
    assert read(path)[0]["text"][-1] == "Grüße aus Köln an den Kundendienst"


def test_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Export vom 3.4.2020\nFiliale Leipzig\n\n" + csv_text([HEADER, *ROWS], ";"), encoding="utf-8")
    rows, rejects = read(path)
    assert rows["text"].to_list() == TEXTS
    assert not rejects
    assert "2 line(s) above the header" in recognised(path).warnings[0]


def test_excel_says_its_separator_in_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("sep=;\n" + csv_text([HEADER, *ROWS], ";"), encoding="utf-8")
    rows, rejects = read(path)
    assert (rows.height, rejects) == (3, [])


def test_a_file_without_header_is_told_by_its_content(tmp_path: Path) -> None:
    recognition = recognised(written(tmp_path, ROWS))
    assert not recognition.layout.header
    assert dict(recognition.mapping) == {
        "reference": "column 1", "said_at": "column 2", "text": "column 3", "rating": "column 4",
    }  # fmt: skip
    rows, _ = read(written(tmp_path, ROWS))
    assert rows["text"].to_list() == TEXTS


def test_one_column_of_texts_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "texts.txt"
    path.write_text("Kommentar\nDer Bus kam zu spät\nNiemand antwortet auf meine Mail\n", encoding="utf-8")
    assert read(path)[0]["text"].to_list() == ["Der Bus kam zu spät", "Niemand antwortet auf meine Mail"]


def test_names_that_stand_twice_are_kept_apart(tmp_path: Path) -> None:
    path = written(tmp_path, [("Kommentar", "Notiz", "Notiz"), ("Der Bus kam nicht und keiner sagte was", "a", "b")])
    assert '"Notiz":"a","Notiz (2)":"b"' in read(path)[0]["extra"][0]


def test_json_lines_may_be_nested_and_differ(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text(
        '{"id": 7, "text": "Der Aufzug ist seit Wochen kaputt", "customer": {"email": "a@b.de"}, "tags": ["x"]}\n'
        "not json\n"
        '{"id": 8, "text": "Danke \\ud800 an die Fahrerin", "rating": 5.0, "new": true}\n',
        encoding="utf-8",
    )
    rows, rejects = read(path)
    assert rows["reference"].to_list() == ["7", "8"]
    assert rows["author"].to_list() == ["a@b.de", ""]
    assert rows["text"][1] == "Danke ? an die Fahrerin"
    assert rows["extra"].to_list() == ['{"tags":"[\\"x\\"]"}', '{"new":"true"}']
    assert [(reject.line, reject.reason) for reject in rejects] == [(2, "This line is not a JSON object.")]


def test_parquet_keeps_times_and_numbers(tmp_path: Path) -> None:
    path = tmp_path / "export.parquet"
    pl.DataFrame(
        {
            "id": [1, 2],
            "created_at": pl.Series(["2020-03-18T14:05:00", "2020-07-18T14:05:00"]).str.to_datetime(),
            "comment": ["The lift is out of order again", "Thanks to the driver of line 7"],
            "rating": [1.0, None],
        }
    ).with_columns(pl.col("created_at").dt.replace_time_zone("Europe/Berlin")).write_parquet(path)
    rows, rejects = read(path, batch_rows=1)
    assert not rejects
    assert rows["said_at"].dt.hour().to_list() == [13, 12]
    assert rows["reference"].to_list() == ["1", "2"]


def test_a_workbook_is_read_with_its_dates(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Beschwerden")
    book.add_worksheet("Hilfe").write(0, 0, "x")
    day = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
    for column, name in enumerate(HEADER):
        sheet.write(2, column, name)
    for line, row in enumerate(ROWS, 3):
        sheet.write_number(line, 0, int(row[0]))
        sheet.write_number(line, 1, 43908.5, day)
        sheet.write(line, 2, row[2])
        sheet.write_number(line, 3, int(row[3]))
    book.close()
    rows, rejects = read(path)
    assert not rejects
    assert rows["text"].to_list() == TEXTS
    assert rows["reference"].to_list() == ["1", "2", "3"]
    assert [str(at) for at in rows["said_at"]] == ["2020-03-18 11:00:00"] * 3
    assert "not: Hilfe" in " ".join(recognised(path).warnings)


def test_one_column_can_be_read_alone(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(csv_text([HEADER, *ROWS]).encode() + b"4,5\n")
    assert read_column(path, "kommentar") == [*TEXTS, ""]
