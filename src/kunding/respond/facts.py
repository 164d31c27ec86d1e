"""What the lake knows of cases: when they were opened, answered, handed over and closed, never who or what was said.

The trail tells which months changed: each act on cases names them, so the lake is carried forward month by month.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from django.db.models import Case as Choice
from django.db.models import Count, IntegerField, Min, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Now

from kunding.customers.facts import customer_keys
from kunding.lake import TABLES
from kunding.respond.models import Answer, Case, Closure, Handover, HandoverOutcome
from kunding.respond.queries.mark import ACTS_ON_CASES, ACTS_ON_THEIR_CUSTOMERS
from kunding.trail.queries import entries_since
from kunding.understand.models import Reading

CASE_FIELDS = {
    "case_id": "pk",
    "feedback_id": "feedback_id",
    "opened_at": "opened_at",
    "due_at": "due_at",
    "answered_at": "answered",
    "touched_at": "touched_at",
    "closed_at": "closed",
    "kind": "kind",
    "state": "state",
    "unit_id": "unit_id",
    "touchpoint_id": "touchpoint_id",
    "customer_key": "customer_id",
    "handovers": "handed",
    "chased": "asked_again",
}
HANDOVER_FIELDS = {
    "handover_id": "pk",
    "case_id": "case_id",
    "handed_at": "at",
    "accepted_at": "accepted",
    "from_unit_id": "giver_id",
    "to_unit_id": "receiver_id",
}


def months_changed_since(mark: str) -> list[str]:
    """Return the months ("2026-03", of opening) in which a case changed after `mark`; all months for an empty mark."""
    if not mark:
        return _months(Case.objects.all(), "opened_at")
    merges = entries_since(int(mark), acts=ACTS_ON_THEIR_CUSTOMERS).values_list("detail", flat=True)
    customers = {key for detail in merges for key in detail.get("customers", ())}
    theirs = _months(Case.objects.filter(customer__in=customers), "opened_at") if customers else []
    return sorted({*_named(mark, "months"), *theirs})


def handover_months_changed_since(mark: str) -> list[str]:
    """Return the months (of handing over) in which a handover was made or accepted after `mark`."""
    if not mark:
        return _months(Handover.objects.all(), "at")
    return _named(mark, "handover_months")


def cases_of_months(months: Collection[str]) -> pa.Table:
    """Return all cases opened in these months in the lake's schema `cases`."""
    return _table("cases", CASE_FIELDS, [_cases_of(month) for month in sorted(months)], month_of="opened_at")


def cases(*, feedback: Sequence[int]) -> pa.Table:
    """Return the cases of these feedback keys in the lake's schema `cases`."""
    chosen = _with_counts(Case.objects.filter(feedback__in=feedback))
    return _table("cases", CASE_FIELDS, [chosen], month_of="opened_at")


def handovers_of_months(months: Collection[str]) -> pa.Table:
    """Return all handovers made in these months in the lake's schema `handovers`."""
    accepted = When(outcome=HandoverOutcome.ACCEPTED, then="settled_at")
    handovers = Handover.objects.annotate(accepted=Choice(accepted, default=None))
    chosen = [handovers.filter(at__gte=begin, at__lt=end) for begin, end in map(_bounds, sorted(months))]
    return _table("handovers", HANDOVER_FIELDS, chosen, month_of="handed_at")


def _cases_of(month: str) -> QuerySet[Case]:
    begin, end = _bounds(month)
    return _with_counts(Case.objects.filter(opened_at__gte=begin, opened_at__lt=end))


def _with_counts(chosen: QuerySet[Case]) -> QuerySet[Case]:
    answered = Answer.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(first=Min("at"))
    taken = Handover.objects.filter(case=OuterRef("pk"), outcome=HandoverOutcome.ACCEPTED)
    handed = taken.order_by().values("case").annotate(count=Count("pk"))
    closed = Closure.objects.filter(case=OuterRef("pk"), round=OuterRef("round")).order_by()
    return chosen.annotate(
        closed=Subquery(closed.values("at")[:1]),
        answered=Subquery(answered.values("first")),
        handed=Coalesce(Subquery(handed.values("count")), 0),
        asked_again=Coalesce(Subquery(_chasing(), output_field=IntegerField()), 0),
    )


def _chasing() -> QuerySet[Any, Any]:
    """Count how often the same customer asked for an answer while the case was open."""
    asked = Reading.objects.filter(
        intent="chasing",
        feedback__customer=OuterRef("customer"),
        feedback__said_at__gt=OuterRef("opened_at"),
        feedback__said_at__lte=Coalesce(OuterRef("closed"), Now()),
    )
    return asked.order_by().values("intent").annotate(count=Count("pk")).values("count")


def _table(
    name: str, fields: dict[str, str], chosen: Sequence[QuerySet[Case] | QuerySet[Handover]], *, month_of: str
) -> pa.Table:
    rows = [row for rows in chosen for row in rows.order_by("pk").values_list(*fields.values())]
    columns: dict[str, Sequence[object]] = dict(zip(fields, zip(*rows, strict=True), strict=True)) if rows else {}
    moments: Sequence[datetime] = columns.get(month_of, ())  # type: ignore[assignment]
    columns["month"] = [f"{at.astimezone(UTC):%Y-%m}" for at in moments]
    if "customer_key" in columns:
        keys: Sequence[int | None] = columns["customer_key"]  # type: ignore[assignment]
        columns["customer_key"] = customer_keys(keys)
    schema = TABLES[name].schema
    return pa.table({field.name: pa.array(columns.get(field.name, ()), type=field.type) for field in schema}, schema)


def _named(mark: str, detail: str) -> list[str]:
    entries = entries_since(int(mark), acts=ACTS_ON_CASES).values_list("detail", flat=True)
    return sorted({month for each in entries for month in each.get(detail, ())})


def _months(rows: QuerySet[Case] | QuerySet[Handover], field: str) -> list[str]:
    return [f"{month:%Y-%m}" for month in rows.datetimes(field, "month", tzinfo=UTC)]


def _bounds(month: str) -> tuple[datetime, datetime]:
    year, number = map(int, month.split("-"))
    begin = datetime(year, number, 1, tzinfo=UTC)
    return begin, datetime(year + number // 12, number % 12 + 1, 1, tzinfo=UTC)
