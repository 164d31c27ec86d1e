"""The fast way (whole blocks) and the careful way (row by row) give what Python's own csv module gives."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from kunding.listen.sources.file import lines as line_module
from kunding.listen.sources.file.lines import TextLines
from kunding.listen.sources.file.reading.csv_blocks import csv_batches
from kunding.listen.sources.file.shapes import Layout
from kunding.listen.sources.file.tests.writing import csv_text

COLUMNS = ("a", "b", "c")
CELLS = st.text(alphabet="ab äß€😀,;\"'\n \t|x1", max_size=12)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS).filter(any), min_size=1, max_size=30)
LAYOUT = Layout("csv", "utf-8", ",", header=False, columns=COLUMNS)


def cells_of(data: bytes, *, chunk: int = 1 << 21, batch_rows: int = 7) -> tuple[list[tuple[str, ...]], list[int], int]:
    with TemporaryDirectory() as folder, patch.object(line_module, "CHUNK_BYTES", chunk):
        path = Path(folder) / "file.csv"
        path.write_bytes(data)
        batches = list(csv_batches(TextLines(path, "utf-8"), LAYOUT, batch_rows=batch_rows))
    assert all(0 < batch.table.height <= batch_rows or batch.rejects for batch in batches)
    rows = [row for batch in batches for row in batch.table.rows()]
    lines = [line for batch in batches for line in batch.lines]
    return rows, lines, sum(len(batch.rejects) for batch in batches)


@settings(max_examples=50, deadline=None)
@given(table=TABLES, chunk=st.sampled_from([16, 64, 1 << 21]), end=st.sampled_from(["\n", "\r\n"]))
def test_what_the_csv_module_writes_is_read_back(table: list[tuple[str, str, str]], chunk: int, end: str) -> None:
    text = csv_text(table, end=end)
    rows, lines, rejects = cells_of(text.encode(), chunk=chunk)
    assert rows == table
    assert not rejects
    assert lines == sorted(set(lines))
    physical = text.split("\n")
    assert all(physical[line - 1][:1] in {table[at][0][:1], '"', ","} for at, line in enumerate(lines))


@settings(max_examples=80, deadline=None)
@given(text=st.text(alphabet='ab,"\n\r', max_size=60), chunk=st.sampled_from([8, 1 << 21]))
def test_no_line_of_any_text_vanishes(text: str, chunk: int) -> None:
    rows, lines, rejects = cells_of(text.encode(), chunk=chunk)
    filled = [line for line in io.StringIO(text, newline="") if line.strip("\r\n")]
    assert len(rows) == len(lines)
    assert len(rows) + rejects <= len(filled)
    assert bool(rows or rejects) == bool(filled)


@settings(max_examples=50, deadline=None)
@given(text=st.text(alphabet='ab,"\n', max_size=80))
def test_wherever_the_csv_module_is_content_we_agree_with_it(text: str) -> None:
    try:
        expected = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except csv.Error:
        return
    rows, _, rejects = cells_of(text.encode(), chunk=16)
    fitting = [tuple(row[:3]) for row in expected if len(row) >= 3 and not any(row[3:])]
    assert rows == fitting
    assert rejects == len(expected) - len(fitting)


def test_a_stray_quotation_mark_costs_its_own_row_only() -> None:
    data = b'1,x,y\n2,"open,y\n3,x,y\n4,x,y\n'
    rows, lines, rejects = cells_of(data)
    assert [row[0] for row in rows] == ["1", "3", "4"]
    assert lines == [1, 3, 4]
    assert rejects == 1


def test_a_mark_inside_a_cell_does_not_cost_the_row() -> None:
    rows, _, rejects = cells_of(b'1,"he said "hello" twice",y\n2,x,y\n')
    assert [row[0] for row in rows] == ["1", "2"]
    assert not rejects
