"""What is to be read, and what can be learned from people."""

from datetime import datetime

from django.db.models import Count, Model, Q, QuerySet

from kunding.listen.models import Feedback
from kunding.understand.models import CompanyHead, Correction, Discovery, Reading

FIRST_LESSON = 100  # labels; with fewer the company's own head would guess
NEXT_LESSON = 1.5  # times as many labels as last time


def unread_feedback(at: datetime) -> QuerySet[Model]:
    """Return feedback that nobody has read yet."""
    return Feedback.objects.filter(reading__isnull=True)


def placed_readings() -> QuerySet[Reading]:
    """Return readings whose theme was looked for; all of them as long as no themes have been discovered."""
    if Discovery.objects.exists():
        return Reading.objects.filter(feedback__membership__isnull=False)
    return Reading.objects.all()


def learning_owed(at: datetime) -> list[str]:
    """Return the chore to learn from people, where their ratings and corrections have become many more."""
    last = CompanyHead.objects.order_by("-id").first()
    needed = last.labels * NEXT_LESSON if last else FIRST_LESSON
    return ["lesson"] if _label_count() >= needed else []


def unsure_share() -> float | None:
    """Return the share of readings of which the reader is not sure, None where nothing is read yet."""
    counted = Reading.objects.aggregate(all=Count("pk"), unsure=Count("pk", filter=Q(sure=False)))
    return counted["unsure"] / counted["all"] if counted["all"] else None


def _label_count() -> int:
    rated = Reading.objects.filter(feedback__rating__isnull=False).exclude(feedback__text="").count()
    return rated + Correction.objects.filter(field__in=("sentiment", "intent")).count()
