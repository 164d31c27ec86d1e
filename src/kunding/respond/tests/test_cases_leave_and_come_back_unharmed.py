"""An export holds one row per case, runs nothing in a spreadsheet, and comes back by import as it was."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kunding.listen.sources.file import open_batches, recognise
from kunding.listen.sources.file.formulas import MARK, harmless, original
from kunding.respond.actions import answer, close, decide_batch, give_verdict, offer, refuse
from kunding.respond.exports import ExportRefused, write_export
from kunding.respond.models import Case
from kunding.respond.queries.export import COLUMNS, export_rows
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau, said

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOSTILE = ("=1+1", "+49 341", "-5 € zu viel", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@x", "＝1", "%0A", "|calc")


@pytest.fixture
def here(db: None) -> Lindenau:
    return lindenau()


def opened(here: Lindenau, **what: object) -> Case:
    reading = said(here, **{"touchpoint": here.bill, "customer": here.customer, **what})
    decide_batch(keys=[reading.pk], at=MONDAY + HOUR)
    return Case.objects.get(feedback=reading.feedback)


def exported(path: Path) -> list[dict[str, str]]:
    write_export(export_rows(Case.objects.all(), unmasked=True), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_row_tells_the_service_level_the_outcome_and_the_verdict(here: Lindenau, tmp_path: Path) -> None:
    case = opened(here)
    offer(case=case, to=here.sales, by=here.lead, reason="Theirs.", at=MONDAY + HOUR)
    refuse(case=case, by=here.clerk, reason="Yours.", at=MONDAY + 2 * HOUR)
    answer(case=case, by=here.lead, text="Right.", decides=True, outcome="granted", at=MONDAY + 3 * HOUR)
    close(case=case, by=here.lead, at=MONDAY + 30 * DAY)
    give_verdict(case=case, solved="partly", effort=3, mood=2, why="Slow.", at=MONDAY + 31 * DAY)
    opened(here, at=MONDAY + DAY)
    judged, fresh = exported(tmp_path / "cases.csv")
    assert (judged["answer_kept"], judged["handovers_refused"], judged["outcome"]) == ("yes", "1", "")
    # The verdict opened it again: this row tells of the round that runs now.
    assert (judged["state"], judged["round"], judged["times_reopened"]) == ("reopened", "2", "1")
    assert (fresh["state"], fresh["answer_kept"], fresh["verdict_solved"]) == ("received", "", "")


def test_no_column_names_an_employee(here: Lindenau, tmp_path: Path) -> None:
    case = opened(here)
    answer(case=case, by=here.lead, text="Right.", decides=True, at=MONDAY + 3 * HOUR)
    written = (tmp_path / "cases.csv").read_text() if exported(tmp_path / "cases.csv") else ""
    assert here.lead.name not in written
    assert here.lead.email not in written


@pytest.mark.parametrize("name", ["cases.csv", "cases.xlsx"])
def test_what_customers_wrote_runs_in_no_spreadsheet_and_comes_back_as_it_was(
    here: Lindenau, tmp_path: Path, name: str
) -> None:
    texts = [f"{text} kaputt" for text in HOSTILE]
    for text in texts:
        opened(here, text=text)
    path = tmp_path / name
    assert write_export(export_rows(Case.objects.all(), unmasked=True), path) == len(texts)
    cells = _cells(path)
    assert not [cell for cell in cells if cell[:1] in {*"=+-@\t\r|%＝＋－＠"}]
    recognition = recognise(path, zone="Europe/Berlin", at=NOW)
    rows = pl.concat(batch.rows for batch in open_batches(path, recognition, at=NOW))
    assert rows["text"].to_list() == texts
    kept = Case.objects.order_by("pk").values_list("feedback__author", "feedback__reference")
    assert rows.select("author", "reference").rows() == list(kept)
    assert rows["said_at"].dt.replace_time_zone("UTC").to_list() == [MONDAY] * len(texts)


def _cells(path: Path) -> list[str]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [cell for row in csv.reader(file) for cell in row]
    with ZipFile(path) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml"), "a formula"
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return [str(cell) for row in rows for cell in row]


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n|%＝＋－＠ab "), max_size=12))
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
def test_any_cell_is_harmless_and_comes_back(text: str) -> None:
    cell = harmless(text)
    assert cell[:1] not in {*"=+-@\t\r|%＝＋－＠"}
    assert original(pl.DataFrame({MARK: ["1"], "text": [cell]}))["text"][0] == text


def test_other_peoples_apostrophes_are_left_alone() -> None:
    table = pl.DataFrame({"text": ["'=1"]})
    assert original(table)["text"][0] == "'=1"


def test_headers_are_harmless_too() -> None:
    assert all(harmless(name) == name for name in COLUMNS)


def test_another_ending_is_refused_and_nothing_half_is_left(here: Lindenau, tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match=r"\.csv or \.xlsx"):
        write_export([], tmp_path / "cases.pdf")
    with pytest.raises(ZeroDivisionError):
        write_export((row for row in [(1 / 0,)]), tmp_path / "cases.csv")
    assert not list(tmp_path.iterdir())
