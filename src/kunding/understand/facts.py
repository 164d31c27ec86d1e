"""What the lake knows of feedback: how it was read and where it belongs, never the words."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from kunding.customers.facts import customer_keys
from kunding.lake import TABLES
from kunding.understand.models import Reading, Theme

FIELDS = {
    "feedback_id": "feedback_id",
    "said_at": "feedback__said_at",
    "channel": "feedback__channel",
    "source": "feedback__source__name",
    "customer": "feedback__customer_id",
    "segment": "feedback__customer__segment",
    "unit_id": "touchpoint__unit_id",
    "touchpoint_id": "touchpoint_id",
    "journey_id": "touchpoint__step__journey_id",
    "language": "language",
    "sentiment": "sentiment",
    "sure": "sure",
    "intent": "intent",
    "urgency": "urgency",
    "competitor": "competitor",
    "rating": "feedback__rating",
    "recommend": "feedback__recommend",
    "effort": "feedback__effort",
    "theme_id": "theme",
}


Columns = dict[str, Sequence[Any]]


def feedback(readings: QuerySet[Reading]) -> pa.Table:
    """Return these readings in the lake's schema `feedback`."""
    with_theme = readings.annotate(
        theme=Coalesce("feedback__membership__theme__merged_into", "feedback__membership__theme")
    )
    rows = list(with_theme.values_list(*FIELDS.values()))
    columns: Columns = dict.fromkeys(FIELDS, ())
    columns.update(zip(FIELDS, zip(*rows, strict=True), strict=False))
    return _fitted(columns)


def _fitted(columns: Columns) -> pa.Table:
    said = columns.pop("said_at")
    customers = columns.pop("customer")
    columns["said_on"] = [at.date() for at in said]
    columns["month"] = [f"{at:%Y-%m}" for at in said]
    columns["customer_key"] = customer_keys(customers)
    columns["segment"] = [segment or "" for segment in columns["segment"]]
    schema = TABLES["feedback"].schema
    return pa.table({field.name: pa.array(columns[field.name], type=field.type) for field in schema}, schema=schema)


def feedback_of_months(months: Collection[str]) -> pa.Table:
    """Return all readings of these months ("2026-03") that were packed for the lake."""
    tables = [feedback(_packed_in(month)) for month in sorted(months)]
    return pa.concat_tables(tables) if tables else feedback(Reading.objects.none())


def _packed_in(month: str) -> QuerySet[Reading]:
    first = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
    return Reading.objects.filter(
        packed__isnull=False, feedback__said_at__gte=first, feedback__said_at__lt=first + relativedelta(months=1)
    )


def themes() -> pa.Table:
    """Return all themes with their names in the lake's schema `themes`."""
    rows = [(theme.pk, theme.label, _state(theme)) for theme in Theme.objects.select_related("hiding").order_by("pk")]
    keys, labels, states = zip(*rows, strict=True) if rows else ((), (), ())
    return pa.table({"theme_id": keys, "label": labels, "state": states}, schema=TABLES["themes"].schema)


def _state(theme: Theme) -> str:
    if theme.merged_into_id:
        return "merged"
    return "hidden" if hasattr(theme, "hiding") else "shown"
