"""Brings together what several parts of a file say about one column of dates."""

from kunding.listen.sources.file.shapes import DateReading


def merged(before: DateReading, later: DateReading) -> DateReading:
    """What was sure stays; what was a guess gives way to what is sure; shapes that are new are added."""
    sure = before if later.ambiguous or not before.ambiguous else later
    other = later if sure is before else before
    reasons = [reason for reason in (sure.reason, _added(sure, other)) if reason]
    return DateReading(
        orders={**other.orders, **sure.orders},
        numbers=before.numbers or later.numbers,
        seen=tuple(dict.fromkeys((*sure.seen, *other.seen))),
        ambiguous=before.ambiguous and later.ambiguous,
        reason="; ".join(reasons),
    )


def _added(sure: DateReading, other: DateReading) -> str:
    new = [part for part in other.reason.split("; ") if part and part.split(":")[0] not in sure.orders]
    return "; ".join(new)
