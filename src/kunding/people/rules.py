"""Opening hours as they are before anybody set them, how tokens are kept, who stands in, which units are told apart."""

import hashlib
from collections.abc import Mapping

Hours = dict[str, list[list[str]]]

USUAL_DAY = [["08:00", "12:00"], ["13:00", "17:00"]]
USUAL_HOURS: Hours = {str(weekday): USUAL_DAY for weekday in range(5)}  # Monday to Friday, with a lunch break

SMALLEST_TEAM = 5  # people; figures about fewer are figures about each of them (BetrVG §87(1) no. 6)


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


def too_small(people: Mapping[int, int]) -> frozenset[int]:
    """Return the units whose figures are shown as one; `people` is unit → how many work there.

    All with fewer than SMALLEST_TEAM people; where that is one unit, or they are too few together, the next smallest
    join them, so that nobody can subtract the others from the whole.

    >>> sorted(too_small({1: 30, 2: 3, 3: 6, 4: 9})), sorted(too_small({1: 30, 2: 3, 3: 4})), sorted(too_small({1: 5}))
    ([2, 3], [2, 3], [])
    """
    smallest = sorted(people, key=lambda unit: (people[unit], unit))
    together = [unit for unit in smallest if people[unit] < SMALLEST_TEAM]
    for unit in smallest[len(together) :]:
        if not together or (len(together) > 1 and sum(people[one] for one in together) >= SMALLEST_TEAM):
            break
        together.append(unit)
    return frozenset(together)
