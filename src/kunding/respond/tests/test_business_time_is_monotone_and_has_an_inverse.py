"""Business time never runs backwards, and what was added can be measured again, also in the weeks of DST."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kunding.respond.calendar import (
    HoursAreWrong,
    OpeningHours,
    add_business_days,
    add_business_time,
    add_many,
    business_days_between,
    business_time_between,
    moments,
    opening_hours,
)

STEADY = settings(deadline=None)  # the first question about a year builds its table
BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = OpeningHours(state="SN")
NIGHT_SHIFT = opening_hours(
    {"5": [["22:00", "24:00"]], "6": [["00:00", "06:00"], ["01:30", "04:00"]]}, zone="Europe/Berlin"
)
ALWAYS = opening_hours({str(day): [["00:00", "24:00"]] for day in range(7)}, zone="Europe/Berlin", country="XX")
WEEKS = st.sampled_from([OFFICE, NIGHT_SHIFT, ALWAYS, OpeningHours(zone="America/New_York", country="US", state="NY")])
DST = [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)]
AROUND_DST = st.builds(
    lambda day, minutes: day + timedelta(minutes=minutes), st.sampled_from(DST), st.integers(-5000, 5000)
)
EVER = st.datetimes(datetime(2005, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
TIMES = AROUND_DST | EVER
DURATIONS = st.timedeltas(timedelta(0), timedelta(hours=200))


@STEADY
@given(TIMES, DURATIONS, WEEKS)
def test_what_was_added_is_measured_again(start: datetime, duration: timedelta, hours: OpeningHours) -> None:
    end = add_business_time(start, duration, hours=hours)
    assert end >= start
    assert business_time_between(start, end, hours=hours) == duration


@STEADY
@given(TIMES, TIMES, DURATIONS, WEEKS)
def test_who_speaks_later_is_not_due_earlier(
    one: datetime, other: datetime, duration: timedelta, hours: OpeningHours
) -> None:
    first, second = sorted((one, other))
    assert add_business_time(first, duration, hours=hours) <= add_business_time(second, duration, hours=hours)
    assert add_business_days(first, 5, hours=hours) <= add_business_days(second, 5, hours=hours)


@STEADY
@given(TIMES, DURATIONS, DURATIONS, WEEKS)
def test_adding_twice_is_adding_the_sum(start: datetime, one: timedelta, other: timedelta, hours: OpeningHours) -> None:
    twice = add_business_time(add_business_time(start, one, hours=hours), other, hours=hours)
    assert twice == add_business_time(start, one + other, hours=hours)


@STEADY
@given(TIMES, TIMES, TIMES, WEEKS)
def test_time_between_adds_up_and_changes_sign(
    one: datetime, other: datetime, third: datetime, hours: OpeningHours
) -> None:
    def between(start: datetime, end: datetime) -> timedelta:
        return business_time_between(start, end, hours=hours)

    assert between(one, other) + between(other, third) == between(one, third)
    assert between(one, other) == -between(other, one)
    assert abs(between(one, other)) <= abs(other - one)


@STEADY
@given(TIMES, st.integers(1, 40), WEEKS)
def test_days_that_were_added_are_counted_again(start: datetime, days: int, hours: OpeningHours) -> None:
    end = add_business_days(start, days, hours=hours)
    # A shift that ends at midnight closes when the next day begins.
    assert business_days_between(start, end - timedelta(microseconds=1), hours=hours) == days


@STEADY
@given(AROUND_DST, st.timedeltas(timedelta(minutes=1), timedelta(hours=60)))
def test_who_is_always_open_keeps_clock_time(start: datetime, duration: timedelta) -> None:
    assert add_business_time(start, duration, hours=ALWAYS) == start + duration


@STEADY
@given(st.lists(TIMES, min_size=1, max_size=20), DURATIONS)
def test_many_at_once_are_as_one_by_one(starts: list[datetime], duration: timedelta) -> None:
    together = add_many(moments(starts), duration, hours=OFFICE)
    one_by_one = moments([add_business_time(start, duration, hours=OFFICE) for start in starts])
    assert list(together) == list(one_by_one)


@STEADY
@given(st.dates(datetime(2020, 1, 1).date(), datetime(2030, 12, 31).date()), DURATIONS)  # noqa: DTZ001
def test_it_agrees_with_counting_minute_by_minute(day: datetime, duration: timedelta) -> None:
    start = datetime.combine(day, time(7, 13), BERLIN)
    counted = sum(_is_open(start + timedelta(minutes=minute)) for minute in range(0, 2880))
    end = (start.astimezone(UTC) + timedelta(days=2)).astimezone(UTC)
    if start.utcoffset() == end.astimezone(BERLIN).utcoffset():
        assert business_time_between(start, end, hours=OpeningHours(country="XX")) == timedelta(minutes=counted)


def _is_open(at: datetime) -> bool:
    return at.weekday() < 5 and (8 <= at.hour < 12 or 13 <= at.hour < 17)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-20T15:00", 6, "2026-11-23T12:00"),  # over the weekend
        ("2026-11-20T11:30", 1, "2026-11-20T13:30"),  # over lunch
        ("2026-11-17T16:30", 1, "2026-11-19T08:30"),  # Repentance Day, in Saxony
        ("2026-12-23T16:00", 2, "2026-12-24T09:00"),  # Christmas Eve is no holiday by law
        ("2026-12-24T16:00", 2, "2026-12-28T09:00"),  # Christmas and the weekend
        ("2026-11-21T03:00", 4, "2026-11-23T12:00"),  # said on Saturday night; due at the end, not after lunch
    ],
)
def test_due_times_people_would_agree_with(start: str, hours: int, due: str) -> None:
    said = datetime.fromisoformat(start).replace(tzinfo=BERLIN)
    expected = datetime.fromisoformat(due).replace(tzinfo=BERLIN)
    assert add_business_time(said, timedelta(hours=hours), hours=OFFICE) == expected


def test_hours_that_cannot_be_are_refused_with_a_reason() -> None:
    with pytest.raises(HoursAreWrong, match="end before they begin"):
        opening_hours({"0": [["17:00", "08:00"]]}, zone="Europe/Berlin")
    with pytest.raises(HoursAreWrong, match="never open"):
        opening_hours({"0": []}, zone="Europe/Berlin")
    only_a_holiday = opening_hours({"0": [["08:00", "08:01"]]}, zone="Europe/Berlin")
    assert add_business_time(DST[0], timedelta(hours=20), hours=only_a_holiday).year > 2040
