from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pyarrow as pa
import pytest
from deltalake import write_deltalake

from kunding.lake import Lake, LakeBusyError, UnfitRowsError, UnknownTableError, WrongColumnError, WrongMonthsError
from kunding.lake.tests.rows import feedback, table


def ids(lake: Lake) -> list[int]:
    return sorted(lake.read("feedback")["feedback_id"].to_pylist())


def test_the_same_token_adds_nothing_twice(lake: Lake) -> None:
    assert lake.append("feedback", table("feedback", [feedback(1)]), token=("parcels", 1))
    assert not lake.append("feedback", table("feedback", [feedback(1)]), token=("parcels", 1))
    assert lake.append("feedback", table("feedback", [feedback(2)]), token=("parcels", 2))
    assert not lake.append("feedback", table("feedback", [feedback(1)]), token=("parcels", 1))
    assert lake.append("feedback", table("feedback", [feedback(3)]), token=("other", 1))
    assert (ids(lake), lake.last_token("feedback", stream="parcels")) == ([1, 2, 3], 2)


def test_of_six_writers_with_one_token_one_adds(lake: Lake) -> None:
    lake.append("feedback", table("feedback", [feedback(1)]))
    added: list[bool] = []

    def write() -> None:
        added.append(lake.append("feedback", table("feedback", [feedback(2)]), token=("parcels", 1)))

    writers = [Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert (sorted(added), ids(lake)) == ([False] * 5 + [True], [1, 2])


def test_months_are_replaced_and_others_stay(lake: Lake) -> None:
    lake.append("feedback", table("feedback", [feedback(1), feedback(2, "2026-02-01"), feedback(3, "2026-03-01")]))
    lake.replace_months("feedback", table("feedback", [feedback(4, "2026-02-09")]), ["2026-02", "2026-03"])
    assert ids(lake) == [1, 4]
    lake.replace_months("feedback", table("feedback", []), ["2026-01"])
    assert ids(lake) == [4]


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "x' OR 1=1 --", "2026-01'"])
def test_what_is_no_month_is_refused(lake: Lake, month: str) -> None:
    with pytest.raises(WrongMonthsError, match="is no month"):
        lake.replace_months("feedback", table("feedback", []), [month])


def test_rows_outside_the_months_are_refused(lake: Lake) -> None:
    with pytest.raises(WrongMonthsError, match="2026-01 lie outside"):
        lake.replace_months("feedback", table("feedback", [feedback(1)]), ["2026-02"])
    with pytest.raises(WrongMonthsError, match="not cut by month"):
        lake.replace_months("units", table("units", []), ["2026-02"])


def test_a_name_cannot_slip_in(lake: Lake) -> None:
    rows = table("feedback", [feedback(1)]).append_column("author", pa.array(["Anna Weber"]))
    with pytest.raises(UnfitRowsError, match="no column “author”"):
        lake.append("feedback", rows)


def test_a_lacking_or_wrong_column_is_named(lake: Lake) -> None:
    rows = table("feedback", [feedback(1)])
    with pytest.raises(UnfitRowsError, match="lack the column “sure”"):
        lake.append("feedback", rows.drop_columns(["sure"]))
    with pytest.raises(UnfitRowsError, match="“said_on” of “feedback” must be date32"):
        lake.append("feedback", rows.set_column(2, "said_on", pa.array(["soon"])))
    with pytest.raises(UnfitRowsError, match="“channel” of “feedback” is empty in 1 rows"):
        lake.append("feedback", rows.set_column(3, "channel", pa.array([None], pa.string())))
    with pytest.raises(UnknownTableError, match="no table “names”"):
        lake.append("names", rows)


def test_an_erased_customer_leaves_no_byte(lake: Lake) -> None:
    key = 7_234_567_890_123
    rows = [feedback(n, f"2026-0{n % 3 + 1}-01", customer_key=key if n % 2 else n) for n in range(12)]
    lake.append("feedback", table("feedback", [*rows, feedback(20, customer_key=None)]))
    lake.replace("customers", table("customers", [{"customer_key": key, "segment": ""}]))
    lake.erase("feedback", "customer_key", [key])
    lake.erase("customers", "customer_key", [key])
    assert ids(lake) == [0, 2, 4, 6, 8, 10, 20]
    assert lake.rows("customers") == 0
    files = [path for path in Path(lake.store.root).rglob("*") if path.is_file()]
    traces = (key.to_bytes(8, "little"), str(key).encode())
    assert files
    assert not [path for path in files for trace in traces if trace in path.read_bytes()]


def test_only_keys_erase(lake: Lake) -> None:
    with pytest.raises(WrongColumnError, match="“channel” is no key"):
        lake.erase("feedback", "channel", [1])


def test_a_change_in_between_is_noticed(lake: Lake) -> None:
    lake.append("feedback", table("feedback", [feedback(1)]))
    before = lake.store.delta("feedback")
    assert before is not None
    lake.append("feedback", table("feedback", [feedback(2)]))
    with pytest.raises(LakeBusyError, match="changed by someone else"):
        lake.store._replace_months(table("feedback", [feedback(3)]), ["2026-01"], before)
    assert ids(lake) == [1, 2]


def test_a_dropped_lake_is_empty_and_begins_to_count_anew(lake: Lake) -> None:
    lake.append("feedback", table("feedback", [feedback(1)]), token=("parcels", 5))
    lake.drop()
    assert (lake.rows("feedback"), lake.last_token("feedback", stream="parcels")) == (0, None)
    assert lake.append("feedback", table("feedback", [feedback(1)]), token=("parcels", 1))
    assert ids(lake) == [1]


def test_compacting_changes_no_row(lake: Lake) -> None:
    for number in range(4):
        lake.append("feedback", table("feedback", [feedback(number)]))
    assert lake.compact() == 3
    assert ids(lake) == [0, 1, 2, 3]


def test_the_same_lake_answers_under_a_url(lake: Lake) -> None:
    lake.append("feedback", table("feedback", [feedback(1)]))
    assert Lake(f"file://{lake.store.root}").rows("feedback") == 1


def test_a_table_of_an_older_version_counts_as_empty_and_takes_the_new_columns(tmp_path: Path) -> None:
    old = pa.table({"case_id": [1], "month": ["2026-01"], "state": ["closed"]})
    write_deltalake(str(tmp_path / "cases"), old, partition_by=["month"])
    lake = Lake(tmp_path)
    assert lake.ask("cases").to_pylist() == [{"cases": 0}]
    moment = datetime(2026, 1, 5, tzinfo=UTC)
    case = {"case_id": 2, "month": "2026-01", "opened_at": moment, "kind": "complaint", "state": "told", "round": 1}
    lake.replace_months("cases", table("cases", [case]), ["2026-01"])
    assert lake.ask("cases").to_pylist() == [{"cases": 1}]
