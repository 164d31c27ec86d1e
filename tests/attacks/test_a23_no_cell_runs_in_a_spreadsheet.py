"""LimeSurvey CVE-2019-16184: what a respondent typed runs when the export is opened; here it comes back unharmed."""

import ast
import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kunding.customers.calendars import rows_of, to_table
from kunding.customers.rules.campaign_rows import CampaignRow
from kunding.listen.sources.file import RejectsFile, open_batches, recognise
from kunding.listen.sources.file.formulas import MARK, VERSION, harmless
from kunding.listen.sources.file.shapes import Reject
from kunding.respond import exports

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
ROOMS = Path(__file__).parents[2] / "src" / "kunding"
RUNS = {*"=+-@\t\r\n|%＝＋－＠"}
DANGEROUS = st.sampled_from(
    ["=1+1", "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "|x", "%0A=1", "＝1", "＋1", "－1",
     "＠a", "'=1", "''=1", "=HYPERLINK(\"http://evil.example\")", '"=1"', ";=1", ",=1", "=1,\n=2", "=\u202e1",
     "=1\u2028=2", "=IMPORTXML(1)", "=-+@", "'", "''", "'+", "=", "DDE(\"cmd\")", "=WEBSERVICE(1)",
     "ordinary words", "5 € = viel"]
)  # fmt: skip
WRITERS = {"DictWriter", "write_csv", "write_excel", "Workbook"}
MADE_UP = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20)
CELLS = st.one_of(DANGEROUS, MADE_UP, st.builds("{}{}".format, DANGEROUS, MADE_UP))
QUIETLY = {
    "deadline": None, "derandomize": True, "database": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}  # fmt: skip
FUZZ = settings(max_examples=300, **QUIETLY)
FUZZ_FILES = settings(max_examples=8, **QUIETLY)  # each file holds many cells


def words_of(cells: list[str]) -> list[str]:
    """Return texts that each importer keeps as they are: it trims what stands around words."""
    return [
        f"{cell.strip()} {number} gesagt" if cell.strip() else f"{number} gesagt" for number, cell in enumerate(cells)
    ]


def csv_cells(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            yield from row


def xlsx_cells(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet, "a formula"
        assert b"<hyperlink" not in sheet, "a link"
    for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python():
        yield from map(str, row)


@pytest.fixture
def any_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the export write columns of any name, as if a person had named them."""
    monkeypatch.setattr(exports, "COLUMNS", (MARK, "reference", "date", "text", "=NAME+1", "＠wide", "-minus"))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@FUZZ_FILES
@given(cells=st.lists(CELLS, min_size=30, max_size=60))
def test_cases(any_columns: None, tmp_path_factory: pytest.TempPathFactory, ending: str, cells: list[str]) -> None:
    texts, path = words_of(cells), tmp_path_factory.mktemp("export") / f"cases.{ending}"
    rows = [(VERSION, f"r{n}", "2026-01-02", text, text, text, text) for n, text in enumerate(texts)]
    exports.write_export(rows, path)
    found = list(csv_cells(path) if ending == "csv" else xlsx_cells(path))
    assert not [cell for cell in found if cell[:1] in RUNS]
    recognition = recognise(path, zone="Europe/Berlin", at=NOW)
    back = pl.concat(batch.rows for batch in open_batches(path, recognition, at=NOW))
    assert back["text"].to_list() == texts
    assert recognition.layout.columns[-3:] == ("=NAME+1", "＠wide", "-minus")


@FUZZ_FILES
@given(cells=st.lists(CELLS, min_size=30, max_size=60))
def test_what_was_not_imported(tmp_path_factory: pytest.TempPathFactory, cells: list[str]) -> None:
    texts, path = words_of(cells), tmp_path_factory.mktemp("rejects") / "rejects.csv"
    columns = ("id", "datum", "kommentar", "=x", "＋y")
    with RejectsFile(path, columns) as file:
        file.write(
            Reject(n, "=column", text, "=because", (f"r{n}", "2026-01-02", text, text, text))
            for n, text in enumerate(texts, 2)
        )
    assert not [cell for cell in csv_cells(path) if cell[:1] in RUNS]
    recognition = recognise(path, zone="Europe/Berlin", at=NOW)
    assert recognition.layout.columns[4:] == columns
    assert pl.concat(batch.rows for batch in open_batches(path, recognition, at=NOW))["text"].to_list() == texts


@FUZZ
@given(cell=CELLS)
def test_campaigns(cell: str) -> None:
    name = cell.strip() or "x"
    row = CampaignRow(reference="r", name=name, what=name, unit=name, channel="mail", audience=name, segment=name,
                      size=1, starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 3))  # fmt: skip
    written = to_table([row])
    cells = [cell for line in csv.reader(io.StringIO(written, newline="")) for cell in line]
    assert not [found for found in cells if found[:1] in RUNS]
    (back,) = rows_of(written.encode(), name="campaigns.csv")
    assert {back[field] for field in ("name", "what", "unit", "audience", "segment")} == {name}


@FUZZ
@given(cell=CELLS)
def test_any_cell(cell: str) -> None:
    assert harmless(cell)[:1] not in RUNS
    assert harmless(harmless(cell)) == (harmless(cell) if harmless(cell) == cell else f"'{harmless(cell)}")


def test_each_file_that_writes_tables_is_tried_here() -> None:
    writers = {
        str(path.relative_to(ROOMS)) for path in ROOMS.rglob("*.py") if "tests" not in path.parts and writes(path)
    }
    again = {"loop/rights/rejects.py"}  # writes rows of a guarded file once more
    guarded = {"respond/exports.py", "listen/sources/file/rejects.py", "customers/calendars.py", "cli/ask.py",
               "cli/themes.py"}  # fmt: skip
    assert writers - again == guarded
    for path in guarded:
        source = (ROOMS / path).read_text(encoding="utf-8")
        assert "harmless(" in source or "_guarded(" in source, path


def writes(path: Path) -> bool:
    calls = (node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return any(ast.unparse(call).rpartition(".")[2] in WRITERS or ast.unparse(call) == "csv.writer" for call in calls)
