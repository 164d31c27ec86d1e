"""What is counted: the last year of the data, not of the calendar on the wall; more where that one holds little."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Max, Min

from kunding.listen.models import Feedback

YEAR = 365
SHORTEST = 28  # days; fewer say nothing about a year
ENOUGH = 2_000  # pieces of feedback; with fewer, one more year is counted


@dataclass(frozen=True)
class Period:
    """Days from `since` to `until`, both included, and what turns their counts into counts of a year."""

    since: int  # days since 1970
    until: int
    to_a_year: float

    @property
    def first_moment(self) -> datetime:
        """Return the moment at which the period begins."""
        return moment_of(self.since)

    @property
    def dates(self) -> tuple[date, date]:
        """Return the first and the last day."""
        return tuple(date(1970, 1, 1) + timedelta(days=day) for day in (self.since, self.until))  # type: ignore[return-value]


def year_until(at: datetime, *, enough: int = ENOUGH) -> Period | None:
    """Return the last year of feedback before `at`, or None where there is no feedback.

    An old export is priced by its own last year. Where that year holds less than `enough`, older years are counted
    with it, so that chance has less of a say, and all is brought to one year. Less than a year of data is stretched
    to one; less than four weeks is taken as it is.
    """
    heard = Feedback.objects.filter(said_at__lte=at)
    said = heard.aggregate(first=Min("said_at"), last=Max("said_at"))
    if said["last"] is None:
        return None
    first, last = (day_of(moment) for moment in (said["first"], said["last"]))
    since = max(first, last - YEAR + 1)
    while since > first and heard.filter(said_at__gte=moment_of(since)).count() < enough:
        since = max(first, since - YEAR)
    covered = last - since + 1
    return Period(since=since, until=last, to_a_year=YEAR / covered if covered >= SHORTEST else 1.0)


def day_of(moment: datetime | date) -> int:
    """Return the number of days from 1970-01-01 to a moment or date.

    >>> day_of(date(1970, 1, 3))
    2
    """
    day = moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment
    return (day - date(1970, 1, 1)).days


def moment_of(day: int) -> datetime:
    """Return the moment at which a day begins, in UTC."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)
