"""What several records of one person say together."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Record(NamedTuple):
    """What counts of one record."""

    key: int
    segment: str
    value_per_year: Decimal | None
    joined_on: date | None
    left: bool
    left_on: date | None


def as_one(records: Sequence[Record]) -> Record:
    """Return the records of one person as one, the record that is shown first.

    The values are added: each record holds the contracts that are known under its number. Whoever still has one record
    that did not leave, is here.
    """
    values = [record.value_per_year for record in records if record.value_per_year is not None]
    left = all(record.left for record in records)
    left_on = [record.left_on for record in records if record.left_on is not None]
    return Record(
        key=records[0].key,
        segment=next((record.segment for record in records if record.segment), ""),
        value_per_year=sum(values, Decimal(0)) if values else None,
        joined_on=min((record.joined_on for record in records if record.joined_on is not None), default=None),
        left=left,
        left_on=max(left_on, default=None) if left else None,
    )
