"""What the lake knows of customer tasks and touchpoints."""

import pyarrow as pa

from kunding.journeys.models import Journey, Touchpoint
from kunding.lake import TABLES


def touchpoints() -> pa.Table:
    """Return all touchpoints in the lake's schema `touchpoints`."""
    rows = list(Touchpoint.objects.order_by("pk").values_list("pk", "name", "unit", "step__journey"))
    keys, names, units, journeys = zip(*rows, strict=True) if rows else ((), (), (), ())
    columns = {"touchpoint_id": keys, "name": names, "unit_id": units, "journey_id": journeys}
    return pa.table(columns, schema=TABLES["touchpoints"].schema)


def journeys() -> pa.Table:
    """Return all customer tasks in the lake's schema `journeys`."""
    rows = list(Journey.objects.order_by("pk").values_list("pk", "name"))
    keys, names = zip(*rows, strict=True) if rows else ((), ())
    return pa.table({"journey_id": keys, "name": names}, schema=TABLES["journeys"].schema)
