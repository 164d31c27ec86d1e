"""When a failed debt is tried again, and when the lake is tidied."""

from datetime import timedelta

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(days=1)


def pause(*, tries: int) -> timedelta:
    """Return how long to wait after the failure number `tries`: 1, 4, 16, 64 … minutes, at most a day.

    >>> [pause(tries=n) // timedelta(minutes=1) for n in (1, 2, 3, 9)]
    [1, 4, 16, 1440]
    """
    return min(LONGEST_PAUSE, FIRST_PAUSE * int(4 ** (min(tries, 9) - 1)))


def too_many_files(*, files: int, months: int) -> bool:
    """Return whether the lake's files of feedback are so many that merging them pays.

    >>> too_many_files(files=24, months=24), too_many_files(files=200, months=24)
    (False, True)
    """
    return files > 5 * months + 20
