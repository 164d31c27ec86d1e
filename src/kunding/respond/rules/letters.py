"""How often machines may write to customers. An open form must not become a way to flood somebody's mailbox."""

from collections.abc import Sequence
from datetime import datetime, timedelta

ACKNOWLEDGED_WITHIN = timedelta(days=2)  # later a receipt helps nobody
PER_RECIPIENT = 3  # automatic receipts to one address in a day, whoever typed it
IN_ALL = 2_000  # automatic receipts in an hour
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ASK_AFTER = timedelta(days=1)  # since the decision was told
REMIND_AFTER = timedelta(days=4)  # since the question; there is one reminder and no second
TOLD_WITHIN = timedelta(days=90)  # since it was shipped: later it is no news


def is_to_be_asked(*, told_at: datetime, asked: Sequence[datetime], at: datetime) -> bool:
    """Return whether the customer is asked now whether it is solved; asked: when that was done before.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 11, 2, 12, tzinfo=UTC)
    >>> [is_to_be_asked(told_at=noon, asked=(), at=noon + timedelta(days=days)) for days in (0, 1, 7)]
    [False, True, True]
    >>> [is_to_be_asked(told_at=noon, asked=[noon] * n, at=noon + timedelta(days=4)) for n in (1, 2)]
    [True, False]
    """
    if not asked:
        return at >= told_at + ASK_AFTER
    return len(asked) == 1 and at >= max(asked) + REMIND_AFTER
