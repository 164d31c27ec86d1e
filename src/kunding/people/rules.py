"""Opening hours as they are before anybody set them, how tokens are kept, who stands in for whom."""

import hashlib
from collections.abc import Mapping

Hours = dict[str, list[list[str]]]

USUAL_DAY = [["08:00", "12:00"], ["13:00", "17:00"]]
USUAL_HOURS: Hours = {str(weekday): USUAL_DAY for weekday in range(5)}  # Monday to Friday, with a lunch break


def token_digest(token: str) -> str:
    """Return what is kept of a token. It is long and random, so one round of SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def stand_ins(deputy_of: Mapping[int, int]) -> dict[int, int]:
    """Return for each absent person the first deputy in the chain who is there; circles name nobody.

    >>> stand_ins({1: 2, 2: 3, 4: 5, 5: 4})
    {1: 3, 2: 3}
    """
    found = {absent: _first_present(absent, deputy_of) for absent in deputy_of}
    return {absent: deputy for absent, deputy in found.items() if deputy is not None}


def _first_present(absent: int, deputy_of: Mapping[int, int]) -> int | None:
    deputy, seen = deputy_of[absent], {absent}
    while deputy in deputy_of and deputy not in seen:
        seen.add(deputy)
        deputy = deputy_of[deputy]
    return None if deputy in deputy_of else deputy
