"""Under which record the records of one person are shown."""

from collections.abc import Iterable


def survivors(edges: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return merged record → the record under which it is shown, from the merges in force as (merged, kept).

    >>> survivors([(1, 2), (2, 3), (5, 4)])
    {1: 3, 2: 3, 5: 4}
    """
    kept = dict(edges)
    return {merged: _end(merged, kept) for merged in kept}


def _end(record: int, kept: dict[int, int]) -> int:
    while record in kept:
        record = kept[record]
    return record


def part_under(record: int, edges: Iterable[tuple[int, int]]) -> set[int]:
    """Return the record and all that were merged into it, straight or over others.

    >>> sorted(part_under(2, [(1, 2), (2, 3), (5, 4)]))
    [1, 2]
    """
    kept = dict(edges)
    found = {record}
    while more := {merged for merged, into in kept.items() if into in found} - found:
        found |= more
    return found
