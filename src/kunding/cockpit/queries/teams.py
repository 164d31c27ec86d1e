"""Which units are too small to be shown alone: a figure of four people is a figure of somebody."""

from collections.abc import Mapping

from django.db.models import Count, Q

from kunding.people.models import Unit

FEWEST = 5


def units_together() -> frozenset[int]:
    """Return the units that are only shown together: those of fewer than FEWEST people.

    Where they are not so many people together either, the next smallest units join them.
    """
    active = Count("members", filter=Q(members__is_active=True))
    return too_small(dict(Unit.objects.annotate(people=active).values_list("pk", "people")))


def too_small(people: Mapping[int, int]) -> frozenset[int]:
    """Return the units that cannot stand alone; `people` is unit → how many work there.

    >>> sorted(too_small({1: 30, 2: 3, 3: 6, 4: 9}))
    [2, 3]
    >>> sorted(too_small({1: 30, 2: 3, 3: 4, 4: 9}))
    [2, 3]
    """
    smallest = sorted(people, key=lambda unit: (people[unit], unit))
    together = [unit for unit in smallest if people[unit] < FEWEST]
    for unit in smallest[len(together) :]:
        # One small unit alone could be told from the rest.
        if not together or (len(together) > 1 and sum(people[one] for one in together) >= FEWEST):
            break
        together.append(unit)
    return frozenset(together)
