"""Which readings nobody has decided upon yet, and what is decided upon."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Max, Model, QuerySet, Value
from django.db.models.functions import Coalesce

from kunding.respond.models import Triage, TriageOutcome
from kunding.respond.rules import ReadingFacts
from kunding.understand.models import Reading

DECISIVE_FIELDS = ("intent", "sentiment")
FACTS = (
    "pk",
    "feedback__said_at",
    "sentiment",
    "sure",
    "intent",
    "intent_probability",
    "urgency",
    "feedback__rating",
    "feedback__recommend",
    "feedback__answered_at",
    "feedback__customer_id",
    "place",
    "triage__outcome",
    "feedback__author",
    "feedback__channel",
    "segment",
    "feedback__source__kind",
    "feedback__arrived_at",
    "joins",
)


def readings_undecided(at: datetime) -> QuerySet[Model]:
    """Return the readings of which nobody has decided whether they need an answer.

    A worker asks this every few seconds, also when a million are decided: then nothing is compared row by row.
    """
    undecided = Reading.objects.filter(triage__isnull=True)
    newest = Reading.objects.aggregate(newest=Max("pk"))["newest"]
    if newest is None or newest != Triage.objects.aggregate(newest=Max("pk"))["newest"]:
        return undecided
    # Each triage has its reading: equal numbers leave no gap.
    return undecided if Reading.objects.count() != Triage.objects.count() else undecided.none()


def readings_to_decide_again(at: datetime) -> QuerySet[Model]:
    """Return the readings without a case that a person corrected after it was decided that nothing is owed."""
    return Reading.objects.filter(
        triage__outcome=TriageOutcome.NOTHING_OWED,
        corrections__field__in=DECISIVE_FIELDS,
        corrections__at__gt=F("triage__at"),
        corrections__at__lte=at,
    ).distinct()


def said_again_too_soon(keys: Sequence[int]) -> list[int]:
    """Return which of these readings are of words that belong to words upon which nobody has decided yet: those come
    first, so that their case is there to be joined.
    """
    again = Reading.objects.filter(pk__in=keys, feedback__answers_to__isnull=False)
    return list(again.filter(feedback__answers_to__reading__triage=None).values_list("pk", flat=True))


def reading_facts(keys: Sequence[int]) -> list[ReadingFacts]:
    """Return what is decided upon, for the readings with these keys, in the order of the keys' numbers."""
    readings = Reading.objects.filter(pk__in=keys).order_by("pk")
    rows = readings.annotate(
        place=Coalesce("touchpoint_id", "feedback__touchpoint_id"),
        segment=Coalesce("feedback__customer__segment", Value("")),
        # Where the case was merged, it is joined where it goes on.
        joins=Coalesce("feedback__answers_to__case__merged_into", "feedback__answers_to__case"),
    ).values_list(*FACTS)
    return [ReadingFacts(*row) for row in rows]
