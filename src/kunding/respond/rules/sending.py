"""When a letter that did not go out is tried again, and when no longer."""

from datetime import datetime, timedelta

PAUSES = (*(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)), *[timedelta(hours=4)] * 12)  # two days in all
LEASE = timedelta(minutes=10)  # after which a letter whose sending never ended is sent again
STALE_AFTER = timedelta(days=7)  # what nobody could send for so long is old news: a person decides


def pause_after(*, tries: int) -> timedelta | None:
    """Return how long to wait after so many tries that failed, None where it is given up.

    >>> [str(pause_after(tries=n)) for n in (1, 2, 3, 4, 5, 16, 17)]
    ['0:01:00', '0:05:00', '0:15:00', '1:00:00', '4:00:00', '4:00:00', 'None']
    """
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None


def is_stale(*, written_at: datetime, tries: int, at: datetime) -> bool:
    """Return whether the letter waited so long for its first try, without a server, that it is not sent any more."""
    return tries == 0 and at - written_at > STALE_AFTER
