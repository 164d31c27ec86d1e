"""What the lake knows of cases: when they were opened, answered, handed over and closed, never who or what was said.

The trail tells which months changed: each act on cases names them, so the lake is carried forward month by month.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models import Case as Choice
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from kunding.customers.facts import customer_keys
from kunding.lake import TABLES
from kunding.respond.models import Answer, Case, Closure, Decision, Handover, HandoverOutcome, Verdict
from kunding.respond.queries.behind import IN_THE_CONVERSATION, asked_again
from kunding.respond.queries.gulfs import UNSETTLED, days_lost, still_lying
from kunding.respond.queries.mark import ACTS_ON_CASES, ACTS_ON_THEIR_CUSTOMERS
from kunding.respond.queries.parts import answers_in_all
from kunding.trail.queries import entries_since

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
    "answer_by": "answer_by",
    "close_by": "close_by",
    "round": "round",
    "round_answered_at": "answered_this_round",
    "told_at": "told",
    "decision": "decided",
    "first_contact": "at_first_contact",
    "solved": "said_solved",
    "verdict_effort": "said_effort",
    "verdict_mood": "said_mood",
    "has_owner": "is_owned",
    "offers": "offered",
    "offer_lapses_at": "offer_lapses",
}
HANDOVER_FIELDS = {
    "handover_id": "pk",
    "case_id": "case_id",
    "handed_at": "at",
    "accepted_at": "accepted",
    "from_unit_id": "giver_id",
    "to_unit_id": "receiver_id",
    "outcome": "outcome",
    "settled_at": "settled_at",
    "first_try": "accepted_first",
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
    """Return the months (of handing over) in which a handover was made or ended after `mark`, in which one may still
    lie between two units, or in whose cases something happened since: that may have ended the lying.
    """
    if not mark:
        return _months(Handover.objects.all(), "at")
    found = {*_named(mark, "handover_months"), *_months(still_lying(), "at")}
    unsettled = Handover.objects.filter(outcome__in=UNSETTLED)
    for month in _named(mark, "months"):
        begin, end = _bounds(month)
        found.update(_months(unsettled.filter(case__opened_at__gte=begin, case__opened_at__lt=end), "at"))
    return sorted(found)


def cases_of_months(months: Collection[str]) -> pa.Table:
    """Return all cases opened in these months in the lake's schema `cases`."""
    return _table("cases", CASE_FIELDS, [_cases_of(month) for month in sorted(months)], month_of="opened_at")


def cases(*, feedback: Sequence[int]) -> pa.Table:
    """Return the cases of these feedback keys in the lake's schema `cases`."""
    chosen = _with_counts(Case.objects.filter(feedback__in=feedback, merged_into=None))
    return _table("cases", CASE_FIELDS, [chosen], month_of="opened_at")


def handovers_of_months(months: Collection[str], *, at: datetime) -> pa.Table:
    """Return all handovers offered in these months in the lake's schema `handovers`, as they are at `at`."""
    chosen = [_offers_of(month) for month in sorted(months)]
    table = _table("handovers", HANDOVER_FIELDS, chosen, month_of="handed_at")
    lost = pa.array([days for rows in chosen for days in days_lost(rows, at=at)], type=pa.float64())
    return table.set_column(table.schema.get_field_index("days_lost"), table.schema.field("days_lost"), lost)


def _offers_of(month: str) -> QuerySet[Handover]:
    begin, end = _bounds(month)
    accepted = Q(outcome=HandoverOutcome.ACCEPTED)
    earlier = Handover.objects.filter(Q(at__lt=OuterRef("at")) | Q(at=OuterRef("at"), pk__lt=OuterRef("pk")))
    first = ~Exists(earlier.filter(case=OuterRef("case")))
    return Handover.objects.filter(at__gte=begin, at__lt=end).annotate(
        accepted=Choice(When(accepted, then="settled_at"), default=None),
        accepted_first=Choice(
            When(first & accepted, then=Value(True)),
            When(first & ~Q(outcome=HandoverOutcome.OFFERED), then=Value(False)),
            default=None,
            output_field=BooleanField(null=True),
        ),
    )


def _cases_of(month: str) -> QuerySet[Case]:
    """The cases of a month that stand for themselves: a merged one is counted where it goes on, once."""
    begin, end = _bounds(month)
    return _with_counts(Case.objects.filter(merged_into=None, opened_at__gte=begin, opened_at__lt=end))


def _with_counts(chosen: QuerySet[Case]) -> QuerySet[Case]:
    answers = Answer.objects.filter(case=OuterRef("pk")).order_by()
    of_all = answers_in_all().annotate(one=Value(1))
    this_round = answers.filter(round=OuterRef("round"))
    offers = Handover.objects.filter(case=OuterRef("pk")).order_by()
    closed = Closure.objects.filter(case=OuterRef("pk"), round=OuterRef("round")).order_by()
    decisions = Decision.objects.filter(case=OuterRef("pk"), round=OuterRef("round")).order_by("-at", "-pk")
    verdicts = Verdict.objects.filter(case=OuterRef("pk")).order_by("-round")
    return chosen.annotate(
        answer_count=_with_parts(_count_of(answers), _count_of(of_all, by="one")),
        closed=Subquery(closed.values("at")[:1]),
        answered=_with_parts(
            Subquery(answers.values("case").annotate(first=Min("at")).values("first")),
            Subquery(of_all.values("one").annotate(first=Min("at")).values("first")),
        ),
        answered_this_round=Subquery(this_round.values("case").annotate(first=Min("at")).values("first")),
        told=Subquery(this_round.filter(decides=True).values("case").annotate(first=Min("at")).values("first")),
        decided=Subquery(decisions.values("outcome")[:1]),
        said_solved=Subquery(verdicts.values("solved")[:1]),
        said_effort=Subquery(verdicts.values("effort")[:1]),
        said_mood=Subquery(verdicts.values("mood")[:1]),
        is_owned=Choice(When(owner__isnull=False, then=Value(True)), default=Value(False)),
        handed=_count_of(offers.filter(outcome=HandoverOutcome.ACCEPTED)),
        offered=_count_of(offers),
        offer_lapses=Subquery(offers.filter(outcome=HandoverOutcome.OFFERED).values("answer_by")[:1]),
        asked_again=Coalesce(
            Subquery(_chasing(feedback__customer=OuterRef("customer")), output_field=IntegerField()), 0
        )
        + Coalesce(Subquery(_chasing(**IN_THE_CONVERSATION), output_field=IntegerField()), 0),
        at_first_contact=_settled_at_first_contact(answers),
    )


def _with_parts(alone: Combinable, with_parts: Combinable) -> Choice:
    """Ask for parts only where there are some: the first human answer in any of them is the customer's first."""
    return Choice(When(alone__isnull=True, then=alone), default=with_parts)


def _count_of(rows: QuerySet[Any], *, by: str = "case") -> Coalesce:
    return Coalesce(Subquery(rows.values(by).annotate(count=Count("pk")).values("count")), 0)


def _settled_at_first_contact(answers: QuerySet[Answer]) -> Choice:
    """Say whether one answer told the decision and nothing more was needed; null before a decision was told."""
    told = Exists(answers.filter(decides=True))
    only_one = Q(round=1) & Q(answer_count=1) & Q(handed=0)
    return Choice(
        When(told & only_one, then=Value(True)),
        When(told, then=Value(False)),
        default=None,
        output_field=BooleanField(null=True),
    )


def _chasing(**whose: object) -> QuerySet[Any, Any]:
    """Count how often the same customer asked for an answer while the case was open."""
    return asked_again(**whose).order_by().values("intent").annotate(count=Count("pk")).values("count")


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
    schema, none = TABLES[name].schema, [None] * len(rows)
    return pa.table({field.name: pa.array(columns.get(field.name, none), type=field.type) for field in schema}, schema)


def _named(mark: str, detail: str) -> list[str]:
    entries = entries_since(int(mark), acts=ACTS_ON_CASES).values_list("detail", flat=True)
    return sorted({month for each in entries for month in each.get(detail, ())})


def _months(rows: QuerySet[Case] | QuerySet[Handover], field: str) -> list[str]:
    return [f"{month:%Y-%m}" for month in rows.datetimes(field, "month", tzinfo=UTC)]


def _bounds(month: str) -> tuple[datetime, datetime]:
    year, number = map(int, month.split("-"))
    begin = datetime(year, number, 1, tzinfo=UTC)
    return begin, datetime(year + number // 12, number % 12 + 1, 1, tzinfo=UTC)
