from pathlib import Path

import polars as pl
import pytest

from kunding.listen.sources.file import FileRefused, RejectsFile, Wishes
from kunding.listen.sources.file.tests.writing import read, recognised, written
from kunding.listen.sources.file.values.money import read_money
from kunding.listen.sources.file.values.scales import count_marks, find_scale, read_marks

HEADER = ("Vorgangsnummer", "Eingang", "Kommentar", "Bewertung", "Weiterempfehlung", "Kanal", "Kundennummer", "Status")
GOOD = ("V1", "18.03.2020", "Die Rechnung ist nicht zu verstehen", "2", "3", "E-Mail", "K7", "erledigt")


def row(**cells: str) -> tuple[str, ...]:
    return tuple(cells.get(name, value) for name, value in zip(HEADER, GOOD, strict=True))


def test_german_columns_find_their_places(tmp_path: Path) -> None:
    rows, rejects = read(written(tmp_path, [HEADER, GOOD, row(Vorgangsnummer="V2", Bewertung="5", Status="offen")]))
    assert not rejects
    first, second = rows.rows(named=True)
    assert first["channel"] == "mail"
    assert (first["rating"], first["recommend"], first["author"], first["answered"]) == (0.25, 3, "K7", True)
    assert (second["rating"], second["answered"]) == (1.0, False)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Eingang", "gestern", "This is not a date."),
        ("Eingang", "01.01.2031", "This date lies in the future."),
        ("Eingang", "01.01.1901", "This date lies before 1970."),
        ("Bewertung", "99", "This is no mark on the scale 1–5."),
        ("Weiterempfehlung", "11", "This is not a whole number from 0 to 10."),
        ("Vorgangsnummer", "x" * 201, "This number is longer than 200 characters."),
    ],
)
def test_a_bad_value_is_told_with_its_line(tmp_path: Path, column: str, value: str, reason: str) -> None:
    good = [row(Vorgangsnummer=f"V{n}", Bewertung=str(n % 5 + 1)) for n in range(20)]
    rows, rejects = read(written(tmp_path, [HEADER, *good, row(**{column: value})]))
    assert rows.height == 20
    assert [(it.line, it.column, it.value, it.reason) for it in rejects] == [(22, column, value, reason)]
    assert rejects[0].row == row(**{column: value})


def test_a_row_that_says_nothing_is_rejected_and_a_mark_alone_is_something(tmp_path: Path) -> None:
    silent = row(Vorgangsnummer="V2", Kommentar="", Bewertung="", Weiterempfehlung="n/a")
    mark = row(Vorgangsnummer="V3", Kommentar="-")
    rows, rejects = read(written(tmp_path, [HEADER, GOOD, silent, mark]))
    assert rows["reference"].to_list() == ["V1", "V3"]
    assert rows["text"].to_list() == [GOOD[2], ""]
    assert [reject.reason for reject in rejects] == ["Nothing is said here: no text, no subject, no mark."]


def test_words_stay_untouched(tmp_path: Path) -> None:
    text = "  =1+1 \n\t „so“ geht's nicht!  "
    rows, _ = read(written(tmp_path, [HEADER, row(Kommentar=text)]))
    assert rows["text"].to_list() == [text]


def test_equal_rows_without_number_have_one_reference_and_others_do_not(tmp_path: Path) -> None:
    lines = [("Der Bus kam wieder nicht", "a"), ("Der Bus kam wieder nicht", "a"), ("Der Bus kam wieder nicht", "b")]
    rows, _ = read(written(tmp_path, [("Kommentar", "Linie"), *lines]))
    first, second, third = rows["reference"]
    assert first == second != third
    again, _ = read(written(tmp_path, [("Kommentar", "Linie"), lines[2]], name="other.csv"))
    assert again["reference"][0] == third


def test_where_a_date_tells_rows_apart_other_columns_may_change(tmp_path: Path) -> None:
    header = ("Datum", "Kommentar", "Exportiert")
    text = "Der Bus kam wieder nicht"
    rows, _ = read(written(tmp_path, [header, ("01.02.2025", text, "gestern"), ("01.02.2025", text, "heute")]))
    assert rows["reference"].n_unique() == 1


def test_what_a_person_says_about_columns_wins(tmp_path: Path) -> None:
    path = written(tmp_path, [HEADER, GOOD])
    mapping = recognised(path, Wishes(overrides={"subject": "kanal", "reference": ""})).mapping
    assert mapping["subject"] == "Kanal"
    assert not {"channel", "reference"} & mapping.keys()
    with pytest.raises(FileRefused, match="no column “Spalte”"):
        recognised(path, Wishes(overrides={"text": "Spalte"}))
    with pytest.raises(FileRefused, match="no field “color”"):
        recognised(path, Wishes(overrides={"color": "Kanal"}))


def test_rejects_can_be_put_right_and_imported(tmp_path: Path) -> None:
    bad = row(Vorgangsnummer="V2", Eingang="gestern")
    path = written(tmp_path, [HEADER, GOOD, bad])
    with RejectsFile(tmp_path / "rejects.csv", recognised(path).layout.columns) as rejects:
        rejects.write(read(path)[1])
    text = rejects.path.read_text(encoding="utf-8")
    assert text.startswith("line,column,value,reason,Vorgangsnummer")
    rejects.path.write_text(text.replace("gestern", "19.03.2020"), encoding="utf-8")
    rows, still = read(rejects.path)
    assert not still
    assert rows["reference"].to_list() == ["V2"]
    assert "not a date" not in rows["extra"][0]


@pytest.mark.parametrize(
    ("name", "marks", "shares"),
    [
        ("Bewertung", ["1", "3", "5"], [0, 0.5, 1]),
        ("Score", ["0", "5", "10"], [0, 0.5, 1]),
        ("Schulnote", ["1", "6", "2"], [1, 0, 0.8]),
        ("Note", ["1,0", "3,5", "6"], [1, 0.5, 0]),
        ("Rating", ["5 von 5", "3 von 5", "1 von 5"], [1, 0.5, 0]),
        ("Rating", ["4/5", "1/5", "5/5"], [0.75, 0, 1]),
        ("Sterne", ["★★★★★", "★☆☆☆☆", "★★★☆☆"], [1, 0, 0.5]),
        ("CSAT", ["80 %", "100%", "0 %"], [0.8, 1, 0]),
        ("Zufriedenheit", ["sehr zufrieden", "Unzufrieden", "neutral"], [1, 0.25, 0.5]),
        ("Rating", ["1", "7", "4"], [0, 1, 0.5]),
    ],
)
def test_scales_are_recognised(name: str, marks: list[str], shares: list[float | None]) -> None:
    column = pl.Series(marks * 7)
    scale = find_scale(count_marks(column), name=name)
    assert scale is not None
    assert read_marks(pl.Series(marks), scale).to_list() == pytest.approx(shares)


def test_a_typing_error_does_not_stretch_the_scale() -> None:
    scale = find_scale(count_marks(pl.Series(["1", "2", "3", "4", "5", "5", "55"])))
    assert scale is not None
    assert (scale.worst, scale.best) == (1, 5)


def test_a_scale_is_judged_by_the_whole_file(tmp_path: Path) -> None:
    low = [(f"L{n}", "Das dauert alles viel zu lange hier", str(n % 5 + 1)) for n in range(10_500)]
    high = [(f"H{n}", "Das ging ja wirklich schnell, danke", str(n % 5 + 6)) for n in range(3_000)]
    rows, rejects = read(written(tmp_path, [("Nr", "Kommentar", "Bewertung"), *low, *high]))
    assert not rejects
    assert rows["rating"].max() == 1


@pytest.mark.parametrize(
    ("written_as", "amount"),
    [("1.234,50 €", 1234.5), ("$1,234.50", 1234.5), ("29.85", 29.85), ("1.234", 1234), ("EUR 12", 12), ("viel", None)],
)
def test_money_is_read_in_german_and_english(written_as: str, amount: float | None) -> None:
    assert read_money(pl.Series([written_as])).to_list() == [amount]
