# ruff: noqa: DTZ001
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kunding.listen.sources.file.dates import read_dates, recognise_dates
from kunding.listen.sources.file.tests.writing import ZONE

TODAY = date(2026, 11, 22)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2026, 11, 20)).map(lambda at: at.replace(microsecond=0))
FORMS = {
    "ISO": "%Y-%m-%d %H:%M:%S",
    "ISO with T": "%Y-%m-%dT%H:%M:%S",
    "German": "%d.%m.%Y %H:%M:%S",
    "German with comma": "%d.%m.%Y, %H:%M:%S Uhr",
    "British": "%d/%m/%Y %H:%M:%S",
    "American": "%m/%d/%Y %I:%M:%S %p",
    "year first": "%Y/%m/%d %H:%M:%S",
    "month by name": "%d %b %Y %H:%M:%S",
    "month first by name": "%B %d, %Y %H:%M:%S",
    "mail": "%a, %d %b %Y %H:%M:%S",
    "compact": "%Y%m%dT%H%M%S",
}


def read_all(values: list[str | None]) -> list[datetime | None]:
    column = pl.Series(values, dtype=pl.String)
    return read_dates(column, recognise_dates(column, today=TODAY), zone=ZONE).to_list()


def in_utc(local: datetime) -> datetime:
    return local.replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC).replace(tzinfo=None)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
@settings(max_examples=8, deadline=None)
@given(moments=st.lists(MOMENTS, min_size=1, max_size=30))
def test_what_a_program_wrote_comes_back(form: str, moments: list[datetime]) -> None:
    # the hour that summer time skips never was
    real = [
        at for at in moments if in_utc(at).replace(tzinfo=UTC).astimezone(ZoneInfo(ZONE)).replace(tzinfo=None) == at
    ]
    evidence = [datetime(2020, 1, 31), datetime(2021, 12, 30)]  # a day that can be no month settles the order
    written = [at.strftime(form) for at in [*evidence, *real]]
    assert read_all(written) == [in_utc(at) for at in [*evidence, *real]]


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("18.03.2020 14:05", datetime(2020, 3, 18, 13, 5)),
        ("18.3.20", datetime(2020, 3, 17, 23)),
        ("2020-03-18", datetime(2020, 3, 17, 23)),
        ("2019-01-07T07:05:53+00:00", datetime(2019, 1, 7, 7, 5, 53)),
        ("2020-07-01 10:00:00.123+02", datetime(2020, 7, 1, 8, 0, 0, 123000)),
        ("2020-07-01T10:00:00Z", datetime(2020, 7, 1, 10)),
        ("Mi, 18. März 2020", datetime(2020, 3, 17, 23)),
        ("18. Dez. 2020 9:30 Uhr", datetime(2020, 12, 18, 8, 30)),
        ("1584540300", datetime(2020, 3, 18, 14, 5)),
        ("1584540300000", datetime(2020, 3, 18, 14, 5)),
        ("43908,5", datetime(2020, 3, 18, 11)),
        ("43908", datetime(2020, 3, 17, 23)),
        ("2020-03-29 02:30", datetime(2020, 3, 29, 1, 30)),  # skipped by summer time
    ],
)
def test_many_forms_are_understood(written: str, utc: datetime) -> None:
    assert read_all([written]) == [utc]


@pytest.mark.parametrize("written", ["31.02.2020", "2020-13-01", "gestern", "12", "99/99/9999", "2020-01-01 25:00"])
def test_what_is_no_date_is_not_guessed(written: str) -> None:
    assert read_all([written, "2020-01-01"]) == [None, datetime(2019, 12, 31, 23)]


def test_the_order_comes_from_the_whole_column() -> None:
    reading = recognise_dates(pl.Series(["03/04/2020", "05/06/2020", "07/22/2020"]), today=TODAY)
    assert reading.orders == {"99/99/9999": "month first"}
    assert not reading.ambiguous


def test_dates_in_the_future_speak_against_an_order() -> None:
    reading = recognise_dates(pl.Series(["11/12/26", "10/11/26"]), today=TODAY)
    assert reading.orders["99/99/99"] == "month first" or not reading.ambiguous


def test_rows_in_order_of_time_settle_what_the_numbers_leave_open() -> None:
    days = [date(2020, 1, 1) + timedelta(days=31 * month + day) for month in range(8) for day in range(0, 10, 3)]
    written = pl.Series([day.strftime("%m/%d/%Y") for day in days if day.day <= 12])
    assert recognise_dates(written, today=TODAY, german=True).orders["99/99/9999"] == "month first"


def test_a_guess_is_told() -> None:
    reading = recognise_dates(pl.Series(["03/04/2020", "05/06/2020"]), today=TODAY)
    assert reading.ambiguous
    assert reading.orders["99/99/9999"] == "day first"
    english = recognise_dates(pl.Series(["03/04/2020", "05/06/2020"]), today=TODAY, german=False)
    assert english.orders["99/99/9999"] == "month first"
    asked = recognise_dates(pl.Series(["03/04/2020"]), today=TODAY, dayfirst=False)
    assert (asked.orders["99/99/9999"], asked.ambiguous) == ("month first", False)


def test_the_only_sense_that_a_date_makes_is_taken() -> None:
    values = ["01/31/2020"] * 20 + ["31/12/2020"]
    assert read_all(list(values))[-1] == in_utc(datetime(2020, 12, 31))


def test_nothing_stays_nothing() -> None:
    assert read_all([None, "2020-01-01", None]) == [None, datetime(2019, 12, 31, 23), None]
