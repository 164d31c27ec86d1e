"""The reader learns from this company's own ratings and from people's corrections."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kunding.trail.actions import record
from kunding.understand.models import CompanyHead, Correction, Reading
from kunding.understand.reader import CompanyHead as Head
from kunding.understand.words import whole_text

MOST_RATED = 20_000  # the newest; more teach nothing new and cost time
Lesson = tuple[str, str | None, str | None, float | None]  # text, sentiment, intent, rating


@transaction.atomic
def learn(*, keys: Sequence[str] = ("lesson",), at: datetime) -> CompanyHead:
    """Fit the company's own head anew; feedback that is read from now on is read with it."""
    lessons = [*_corrected(), *_rated()]
    texts, sentiments, intents, ratings = zip(*lessons, strict=True)
    head = Head.fit(texts, sentiments=sentiments, intents=intents, ratings=ratings)
    kept = CompanyHead.objects.create(
        learned_at=at,
        labels=len(lessons),
        corrections_seen=Correction.objects.count(),
        weights=head.to_bytes(),
    )
    record(act="learn", actor="loop", at=at, subject=f"company_head:{kept.pk}", detail={"labels": len(lessons)})
    return kept


def _corrected() -> list[Lesson]:
    rows = Correction.objects.filter(field__in=("sentiment", "intent")).order_by("id")
    rows = rows.exclude(reading__feedback__text="", reading__feedback__subject="")  # of what was erased
    named = rows.values_list("reading__feedback__subject", "reading__feedback__text", "field", "now")
    return [
        (whole_text(subject=subject, text=text), *((now, None) if field == "sentiment" else (None, now)), None)
        for subject, text, field, now in named
    ]


def _rated() -> list[Lesson]:
    rated = Reading.objects.filter(feedback__rating__isnull=False).exclude(feedback__text="").order_by("-pk")
    rows = rated.values_list("feedback__subject", "feedback__text", "feedback__rating")[:MOST_RATED]
    return [(whole_text(subject=subject, text=text), None, None, rating) for subject, text, rating in rows]
