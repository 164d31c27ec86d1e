"""What the lake knows of the company: its units, no people."""

import pyarrow as pa

from kunding.lake import TABLES
from kunding.people.models import Unit


def units() -> pa.Table:
    """Return all units in the lake's schema `units`."""
    rows = list(Unit.objects.order_by("pk").values_list("pk", "name"))
    keys, names = zip(*rows, strict=True) if rows else ((), ())
    return pa.table({"unit_id": keys, "name": names}, schema=TABLES["units"].schema)
