"""How long a case lies between two units: from an offer until somebody takes the case up."""

from collections.abc import Iterable
from datetime import datetime

# After these ends of an offer the case is back with the giver, and nobody there has moved yet. Who accepts takes it
# up, and so does whoever takes the own offer back.
BACK_WITH_THE_GIVER = frozenset({"refused", "lapsed"})


def lies_until(
    *, outcome: str, settled_at: datetime | None, told: bool, acts: Iterable[datetime], touched_at: datetime
) -> datetime | None:
    """Return when a case stopped lying between two units after an offer, None where it still does.

    told: the customer had our decision when the offer ended, so nobody waited. acts: what people did in the case that
    moves it on. touched_at: its newest act, which is the best that is known where `acts` leave one out.

    >>> from datetime import datetime
    >>> from functools import partial
    >>> monday, tuesday, friday = (datetime(2026, 11, day) for day in (2, 3, 6))
    >>> end = partial(lies_until, settled_at=tuesday, told=False, touched_at=monday)
    >>> end(outcome="accepted", acts=[]) == tuesday, end(outcome="refused", acts=[monday, friday]) == friday
    (True, True)
    >>> end(outcome="lapsed", acts=[monday]) is None
    True
    """
    if settled_at is None:
        return None
    if outcome not in BACK_WITH_THE_GIVER or told:
        return settled_at
    later = [at for at in acts if at > settled_at]
    if later:
        return min(later)
    return touched_at if touched_at > settled_at else None
