"""One row per case: what the customer said, what was promised, what was kept, and what the customer says to it.

No column names an employee: a file that ranks people is one sort away (works council, LAW).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet, Sum

from kunding.listen.sources.file.formulas import MARK, VERSION
from kunding.respond.models import Case, Closure, Decision, Verdict
from kunding.respond.queries.listed import words_of

Cell = str | int | float | datetime | bool | None
AT_ONCE = 1_000
# What `kunding import` takes back comes first and under its own names; what happened here follows.
COLUMNS = (
    MARK,
    "reference",
    "said_at",
    "channel",
    "subject",
    "text",
    "rating_0_1",
    "recommend",
    "effort",
    "author",
    "touchpoint",
    "answered_at",
    "case",
    "kind",
    "state",
    "round",
    "unit",
    "customer_segment",
    "labels",
    "opened",
    "acknowledge_by",
    "answer_by",
    "answer_kept",
    "close_by",
    "closed",
    "close_kept",
    "outcome",
    "handovers",
    "handovers_refused",
    "times_reopened",
    "goodwill_eur",
    "verdict_solved",
    "verdict_effort_1_7",
    "verdict_mood_1_5",
    "verdict_why",
    "merged_into",
)


@dataclass(frozen=True)
class Afterwards:
    """What came of some cases, by key of the case and round."""

    closures: Mapping[tuple[int, int], Closure]
    decisions: Mapping[tuple[int, int], Decision]
    verdicts: Mapping[tuple[int, int], Verdict]


def export_rows(cases: QuerySet[Case], *, unmasked: bool) -> Iterator[tuple[Cell, ...]]:
    """Yield one row in COLUMNS per case, in the order of opening; a thousand cases are in memory at a time.

    unmasked: with the names and numbers in the customers' words, as their owner reads them.
    """
    keys = list(cases.order_by("opened_at", "pk").values_list("pk", flat=True))
    for begin in range(0, len(keys), AT_ONCE):
        yield from _some(keys[begin : begin + AT_ONCE], unmasked=unmasked)


def _some(keys: Sequence[int], *, unmasked: bool) -> list[tuple[Cell, ...]]:
    chosen = (
        Case.objects.filter(pk__in=keys)
        .select_related("unit", "touchpoint", "customer", "merged_into", "feedback__reading", "feedback__touchpoint")
        .prefetch_related("labels__label")
        .annotate(first_answer=Min("answers__at"))
        .order_by("opened_at", "pk")
    )
    happened = _happened(keys)
    after = Afterwards(
        closures={(row.case_id, row.round): row for row in Closure.objects.filter(case__in=keys)},
        decisions={(row.case_id, row.round): row for row in Decision.objects.filter(case__in=keys)},
        verdicts={(row.case_id, row.round): row for row in Verdict.objects.filter(case__in=keys)},
    )
    return [_row(case, happened.get(case.pk, {}), after, unmasked=unmasked) for case in chosen]


def _happened(keys: Sequence[int]) -> dict[int, Mapping[str, object]]:
    """Return what can be counted, case by case; one question each, since joins would multiply."""
    found: dict[int, dict[str, object]] = {key: {} for key in keys}
    cases = Case.objects.filter(pk__in=keys).order_by()
    counts = {
        "handovers": Count("handovers", filter=Q(handovers__outcome="accepted")),
        "refused": Count("handovers", filter=Q(handovers__outcome__in=("refused", "lapsed"))),
        "goodwill": Sum("goodwill__amount", filter=Q(goodwill__state="granted")),
    }
    for name, counted in counts.items():
        for key, value in cases.annotate(counted=counted).values_list("pk", "counted"):
            found[key][name] = value
    return dict(found)


def _row(case: Case, happened: Mapping[str, object], after: Afterwards, *, unmasked: bool) -> tuple[Cell, ...]:
    said, key = case.feedback, (case.pk, case.round)
    closure, decision, verdict = after.closures.get(key), after.decisions.get(key), after.verdicts.get(key)
    answered: datetime | None = getattr(case, "first_answer", None)
    place = case.touchpoint or said.touchpoint
    goodwill = happened.get("goodwill")
    return (
        VERSION,
        said.reference,
        said.said_at,
        said.channel,
        said.subject if unmasked else "",
        said.text if unmasked else words_of(said, unmasked=False),
        said.rating,
        said.recommend,
        said.effort,
        said.author if unmasked else (case.customer.reference if case.customer else ""),
        place.code if place else "",
        answered,
        case.number,
        case.kind,
        case.state_word,
        case.round,
        case.unit.name,
        case.customer.segment if case.customer else "",
        "; ".join(sorted(each.label.name for each in case.labels.all())),
        case.opened_at,
        case.acknowledge_by,
        case.answer_by,
        kept(answered, case.answer_by),
        case.close_by,
        closure.at if closure else None,
        kept(closure.at if closure else None, case.close_by),
        decision.outcome if decision else "",
        int(str(happened.get("handovers") or 0)),
        int(str(happened.get("refused") or 0)),
        case.round - 1,
        float(str(goodwill)) if goodwill else 0.0,
        verdict.solved if verdict else "",
        verdict.effort if verdict else None,
        verdict.mood if verdict else None,
        (verdict.why if unmasked else "") if verdict else "",
        case.merged_into.number if case.merged_into else "",
    )


def kept(at: datetime | None, by: datetime) -> str:
    """Return whether a promise was kept: "yes", "no", or "" while nobody can say.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 11, 2, 12, tzinfo=UTC)
    >>> kept(noon, noon), kept(None, noon)
    ('yes', '')
    """
    return "" if at is None else "yes" if at <= by else "no"
