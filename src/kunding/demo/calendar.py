"""How many people write on a day: weekdays, holidays, seasons."""

from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from holidays import country_holidays

HERE = ZoneInfo("Europe/Berlin")
# Monday … Sunday: offices and front-line staff rest at weekends, the web does not
OFFICE = (1.35, 1.15, 1.05, 1.1, 0.9, 0.06, 0.0)
ALWAYS = (1.1, 1.0, 1.0, 1.0, 1.0, 0.85, 0.75)
STAFFED = ("phone", "shop")
SEASONS: dict[str, tuple[float, ...]] = {
    # January … December
    "gleich": (1.05, 1.0, 1.05, 1.0, 1.0, 0.95, 0.85, 0.85, 1.05, 1.05, 1.1, 0.95),
    "winter": (1.9, 1.7, 1.2, 0.7, 0.6, 0.55, 0.45, 0.5, 0.8, 1.1, 1.5, 1.8),
    "sommer": (0.3, 0.35, 0.6, 0.9, 1.2, 1.8, 2.0, 1.9, 1.1, 0.6, 0.4, 0.3),
    "schule": (1.2, 0.8, 1.2, 0.8, 1.1, 1.0, 0.1, 0.7, 1.7, 0.9, 1.4, 1.1),
    "jahresrechnung": (3.0, 3.2, 1.6, 0.7, 0.5, 0.45, 0.4, 0.4, 0.45, 0.5, 0.5, 0.6),
    "jahreswechsel": (2.0, 1.0, 0.5, 0.4, 0.4, 0.4, 0.4, 0.5, 0.6, 1.0, 2.4, 2.6),
    "umzugszeit": (0.8, 0.8, 1.1, 1.2, 1.0, 1.0, 1.1, 1.2, 1.3, 1.1, 0.8, 0.6),
}


def season(name: str, day: date) -> float:
    """Return how much more than usual is said on this day of the year (mean about 1), gliding between months."""
    months = SEASONS[name]
    part = (day.day - 1) / 31
    return months[day.month - 1] * (1 - part) + months[day.month % 12] * part


def weekday(channel: str, day: date) -> float:
    """Return how much more than usual is said on this weekday; staffed channels are silent on holidays."""
    staffed = channel in STAFFED
    if day in _holidays(day.year):
        return 0.0 if staffed else 0.55
    return (OFFICE if staffed else ALWAYS)[day.weekday()]


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("DE", subdiv="SN", years=year))


def moment(channel: str, day: date, random: Random) -> datetime:
    """Return a moment of this day at which somebody would use this channel."""
    if channel in STAFFED:
        hour = random.triangular(8.1, 16.9, 10.2)
    else:
        hour = min(23.9, max(0.1, random.choice((random.gauss(8, 1.5), random.gauss(13, 3), random.gauss(20, 2)))))
    return datetime.combine(day, time(0), HERE) + timedelta(seconds=int(hour * 3600))
