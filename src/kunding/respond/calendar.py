"""Business time: opening hours, lunch breaks, holidays of each Bundesland, daylight saving.

Pure: no database, no clock. All open spans of some years lie in one sorted table with running sums, so that
one question and sixty thousand questions are the same two binary searches.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
import numpy as np
from numpy.typing import NDArray

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
DAYS = 7
# Where a company has not said when it is open: Monday to Friday, with a lunch break.
OFFICE_DAY = ((8 * 60, 12 * 60), (13 * 60, 17 * 60))
OFFICE_WEEK = (*(OFFICE_DAY,) * 5, (), ())
LATEST_YEAR = 9998


class HoursAreWrong(Exception):
    """The opening hours cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class OpeningHours:
    """When a company, or a unit elsewhere, is open: per weekday (0 = Monday) spans in minutes after midnight."""

    week: tuple[tuple[tuple[int, int], ...], ...] = OFFICE_WEEK
    zone: str = "Europe/Berlin"
    country: str = "DE"
    state: str = ""


def opening_hours(
    hours: Mapping[str, Sequence[Sequence[str]]], *, zone: str, country: str = "DE", state: str = ""
) -> OpeningHours:
    """Return the opening hours as the company wrote them down; office hours where it wrote nothing.

    Raises HoursAreWrong where a span ends before it begins, or where the company is never open.

    >>> opening_hours({"0": [["08:00", "12:00"], ["13:00", "17:00"]]}, zone="Europe/Berlin").week[0]
    ((480, 720), (780, 1020))
    """
    if not hours:
        return OpeningHours(zone=zone, country=country, state=state)
    week = tuple(_day_of(hours.get(str(weekday), ()), weekday=weekday) for weekday in range(DAYS))
    if not any(week):
        raise HoursAreWrong("The company is never open: enter opening hours for at least one weekday.")
    return OpeningHours(week=week, zone=zone, country=country, state=state)


def _day_of(spans: Sequence[Sequence[str]], *, weekday: int) -> tuple[tuple[int, int], ...]:
    minutes = tuple(sorted((_minutes(begin), _minutes(end)) for begin, end in spans))
    for begin, end in minutes:
        if not 0 <= begin < end <= 24 * 60:
            raise HoursAreWrong(f"Opening hours of weekday {weekday} end before they begin: correct them.")
    return minutes


def _minutes(text: str) -> int:
    hour, _, minute = text.partition(":")
    return int(hour) * 60 + int(minute or 0)


def add_business_time(start: datetime, duration: timedelta, *, hours: OpeningHours) -> datetime:
    """Return the earliest moment at which the company has been open for `duration` since `start`, in UTC.

    Six business hours after Friday 15:00, with a lunch break and closed at weekends, is Monday noon:

    >>> friday = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    >>> add_business_time(friday, timedelta(hours=6), hours=OpeningHours()).astimezone(friday.tzinfo).isoformat()
    '2026-11-23T12:00:00+01:00'
    """
    return moment(int(add_many(moments([start]), duration, hours=hours)[0]))


def add_business_days(start: datetime, days: int, *, hours: OpeningHours) -> datetime:
    """Return when the company closes on the `days`-th open day after the local day of `start`, in UTC."""
    return moment(int(add_days_to_many(moments([start]), days, hours=hours)[0]))


def business_time_between(start: datetime, end: datetime, *, hours: OpeningHours) -> timedelta:
    """Return how long the company was open from `start` to `end`; negative where `end` is earlier."""
    return int(between_many(moments([start]), moments([end]), hours=hours)[0]) * MICROSECOND


def business_days_between(start: datetime, end: datetime, *, hours: OpeningHours) -> int:
    """Return the number of open days after the local day of `start`, up to and with that of `end`."""
    return int(days_between_many(moments([start]), moments([end]), hours=hours)[0])


def business_days_ago(at: datetime, days: int, *, hours: OpeningHours) -> datetime:
    """Return the moment before which lies all that is `days` or more business days older than `at`, in UTC."""
    table = _table_for(moments([at]), moments([at]), hours)
    day = int(table.open_days_until(moments([at]))[0]) - days
    if not 0 <= day < table.midnights.size:
        raise ValueError(f"{days} business days cannot be counted back.")
    return moment(int(table.midnights[day]))


def day_length(hours: OpeningHours) -> float:
    """Return how long the company is open on an open day, in microseconds; the mean where days differ.

    >>> day_length(OpeningHours()) / 3_600_000_000
    8.0
    """
    minutes = [sum(end - begin for begin, end in spans) for spans in hours.week if spans]
    return sum(minutes) / len(minutes) * 60_000_000


def moments(times: Sequence[datetime]) -> NDArray[np.int64]:
    """Return aware datetimes as microseconds since 1970."""
    return np.fromiter(((at - EPOCH) // MICROSECOND for at in times), dtype=np.int64, count=len(times))


def moment(microseconds: int) -> datetime:
    """Return one moment as a datetime in UTC."""
    return EPOCH + microseconds * MICROSECOND


def add_many(
    starts: NDArray[np.int64], duration: timedelta | NDArray[np.int64], *, hours: OpeningHours
) -> NDArray[np.int64]:
    """Return `add_business_time` of many starts at once; `duration` in microseconds where it differs per start."""
    wanted = duration // MICROSECOND if isinstance(duration, timedelta) else duration
    table = _table_for(starts, starts, hours)
    while True:
        target = table.open_until(starts) + wanted
        if not starts.size or target.max() <= table.running[-1]:
            break
        table = _later(table, hours)
    span = np.searchsorted(table.running, target, side="left")
    reached = table.ends[span] - (table.running[span] - target)
    return np.maximum(starts, reached)


def add_days_to_many(starts: NDArray[np.int64], days: int, *, hours: OpeningHours) -> NDArray[np.int64]:
    """Return `add_business_days` of many starts at once."""
    if days < 1:
        raise ValueError(f"A number of business days is 1 or more, but it is {days}.")
    table = _table_for(starts, starts, hours)
    while True:
        day = table.open_days_until(starts) + days - 1
        if not starts.size or day.max() < table.closing.size:
            return table.closing[day]
        table = _later(table, hours)


def between_many(starts: NDArray[np.int64], ends: NDArray[np.int64], *, hours: OpeningHours) -> NDArray[np.int64]:
    """Return the microseconds of business time between many starts and ends."""
    table = _table_for(starts, ends, hours)
    return table.open_until(ends) - table.open_until(starts)


def days_between_many(starts: NDArray[np.int64], ends: NDArray[np.int64], *, hours: OpeningHours) -> NDArray[np.int64]:
    """Return `business_days_between` of many starts and ends."""
    table = _table_for(starts, ends, hours)
    return table.open_days_until(ends) - table.open_days_until(starts)


@dataclass(frozen=True)
class _Table:
    first_year: int
    last_year: int
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    running: NDArray[np.int64]  # microseconds open up to the end of each span
    midnights: NDArray[np.int64]  # of each open day, local
    closing: NDArray[np.int64]  # when each open day closes

    def open_until(self, at: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how long the company was open from the table's beginning to each moment."""
        span = np.searchsorted(self.begins, at, side="right") - 1
        closed_again = np.maximum(self.ends[span] - at, 0)
        return np.where(span < 0, 0, self.running[span] - closed_again)

    def open_days_until(self, at: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the number of open days up to and with the local day of each moment."""
        return np.searchsorted(self.midnights, at, side="right").astype(np.int64)


def _table_for(starts: NDArray[np.int64], ends: NDArray[np.int64], hours: OpeningHours) -> _Table:
    if not starts.size or not ends.size:
        return _table(hours, EPOCH.year, EPOCH.year)
    first = moment(int(min(starts.min(), ends.min()))).year
    last = moment(int(max(starts.max(), ends.max()))).year
    # Half decades: a few tables serve all batches.
    return _table(hours, first - first % 5 - 1, min(last - last % 5 + 6, LATEST_YEAR))


def _later(table: _Table, hours: OpeningHours) -> _Table:
    if table.last_year >= LATEST_YEAR:
        raise HoursAreWrong("The company is open too rarely for this due date: check its opening hours.")
    return _table(hours, table.first_year, min(table.last_year + 10, LATEST_YEAR))


@lru_cache(maxsize=64)
def _table(hours: OpeningHours, first_year: int, last_year: int) -> _Table:
    years = [_year(hours, year) for year in range(max(first_year, 1), last_year + 1)]
    begins, ends, midnights, closing = (np.concatenate(parts) for parts in zip(*years, strict=True))
    return _Table(
        first_year=first_year,
        last_year=last_year,
        begins=begins,
        ends=ends,
        running=np.cumsum(ends - begins),
        midnights=midnights,
        closing=closing,
    )


@lru_cache(maxsize=1024)
def _year(hours: OpeningHours, year: int) -> tuple[NDArray[np.int64], ...]:
    days = list(_open_days(hours, year))
    spans = _merged([span for _, opened in days for span in opened])
    return (
        np.array([begin for begin, _ in spans], dtype=np.int64),
        np.array([end for _, end in spans], dtype=np.int64),
        np.array([midnight for midnight, _ in days], dtype=np.int64),
        np.array([opened[-1][1] for _, opened in days], dtype=np.int64),
    )


def _open_days(hours: OpeningHours, year: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    zone = ZoneInfo(hours.zone)
    closed = _holidays(hours, year)
    for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
        day = date.fromordinal(ordinal)
        spans = hours.week[day.weekday()]
        if not spans or day in closed:
            continue
        opened = [(_instant(day, begin, zone), _instant(day, end, zone)) for begin, end in spans]
        # The hour that is skipped in March makes a span inside it empty.
        if opened := [(begin, end) for begin, end in opened if begin < end]:
            yield _instant(day, 0, zone), opened


def _holidays(hours: OpeningHours, year: int) -> set[date]:
    known = _countries().get(hours.country)
    if known is None:
        return set()
    # An unknown Bundesland still has the holidays of the whole country.
    state = hours.state if hours.state in known else None
    return set(holidays.country_holidays(hours.country, subdiv=state, years=year))


@lru_cache(maxsize=1)
def _countries() -> dict[str, list[str]]:
    return dict(holidays.list_supported_countries())


def _instant(day: date, minutes: int, zone: ZoneInfo) -> int:
    # 24:00 is midnight of the next day.
    local = datetime.combine(day, time(0), zone) + timedelta(minutes=minutes)
    return (local - EPOCH) // MICROSECOND


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for begin, end in spans:
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged
