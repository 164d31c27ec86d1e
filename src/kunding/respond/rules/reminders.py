"""When somebody is reminded: on a day on which the company is open."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kunding.respond.calendar import MICROSECOND, OpeningHours, add_business_time

MOST_DAYS = 2 * 366  # ahead
KEPT_FOR = timedelta(days=1)  # once it is done, so that a click can be taken back


def opening_from(day: date, *, hours: OpeningHours) -> datetime:
    """Return when the company opens on this day, or on the next one on which it does.

    Whoever chooses the Saturday before Christmas is reminded on the Monday:

    >>> opening_from(date(2026, 12, 19), hours=OpeningHours(state="SN")).isoformat()
    '2026-12-21T08:00:00+01:00'
    """
    zone = ZoneInfo(hours.zone)
    midnight = datetime.combine(day, time(0), zone)
    return (add_business_time(midnight, MICROSECOND, hours=hours) - MICROSECOND).astimezone(zone)
