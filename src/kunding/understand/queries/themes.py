"""Themes: what is to be placed, which are shown, and how they develop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from django.db.models import Count, Max, Model, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from kunding.listen.models import Feedback
from kunding.understand.discovery import Trend, tell_trends
from kunding.understand.discovery.trends import BEFORE_DAYS, RECENT_DAYS
from kunding.understand.models import Discovery, Membership, Reading, Theme
from kunding.understand.queries.reading import unread_feedback
from kunding.understand.reader import redact
from kunding.understand.spans import from_word
from kunding.understand.words import whole_text

FIRST_DISCOVERY = 60  # texts; fewer do not recur
GROWN = 1.3  # times as many texts as last time
RENEWED_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Quote:
    """A customer's own words, redacted."""

    feedback: int
    said_at: datetime
    channel: str
    text: str
    sentiment: str
    sure: bool


def discovery_owed(at: datetime) -> list[str]:
    """Return the chore to look for themes: the first time, when texts have become many more, or after a week."""
    if unread_feedback(at).exists():
        return []
    texts = Reading.objects.count()
    last = Discovery.objects.order_by("-id").defer("model").first()
    if last is None:
        return ["discovery"] if texts >= FIRST_DISCOVERY else []
    is_old = at - last.at >= RENEWED_AFTER and texts > last.texts
    return ["discovery"] if is_old or texts >= last.texts * GROWN else []


def unplaced_readings(at: datetime) -> QuerySet[Model]:
    """Return readings whose theme has not been looked for; none before the first discovery."""
    if not Discovery.objects.exists():
        return Reading.objects.none()
    return Reading.objects.filter(feedback__membership__isnull=True)


def shown_themes() -> QuerySet[Theme]:
    """Return the themes that people see: neither merged into another nor hidden."""
    return Theme.objects.filter(merged_into=None, hiding=None)


def theme_quotes(theme: Theme, *, count: int, seed: int = 0, among: Q | None = None) -> list[Quote]:
    """Return up to `count` customers' words on the theme: drawn evenly over time from its surest half, not picked.

    `among` narrows the memberships from which they are drawn, say to those of annoyed customers.
    """
    members = Membership.objects.filter(Q(theme=theme) | Q(theme__merged_into=theme)).filter(among or Q())
    surest = members.order_by("-confidence").values_list("feedback", flat=True)
    half = list(surest[: max(count, members.count() // 2)])
    step = max(1, len(half) // count)
    drawn = quotes_of(sorted(half)[seed % step :: step][:count])
    return [quote for quote in drawn if quote.text]  # of some only marks are here, or only marks are left


def quotes_of(keys: Sequence[int]) -> list[Quote]:
    """Return the redacted words of the feedback with these keys, in their order."""
    found = Feedback.objects.filter(pk__in=keys).select_related("reading")
    by_key = {feedback.pk: _quote(feedback) for feedback in found}
    return [by_key[key] for key in keys if key in by_key]


def _quote(feedback: Feedback) -> Quote:
    reading: Reading | None = getattr(feedback, "reading", None)
    text = whole_text(subject=feedback.subject, text=feedback.text)
    return Quote(
        feedback=feedback.pk,
        said_at=feedback.said_at,
        channel=feedback.channel,
        text=redact(text, from_word(reading.spans), reading.language) if reading else "",
        sentiment=reading.sentiment if reading else "neutral",
        sure=bool(reading and reading.sure),
    )


def theme_trends(*, at: datetime) -> dict[int, Trend]:
    """Return for each shown theme whether it is new, growing, vanishing or steady.

    `at` is the end of the period: the newest feedback counts as today where it is older than `at`,
    so that an old export is not a list of vanished themes.
    """
    newest = Feedback.objects.filter(said_at__lte=at).aggregate(newest=Max("said_at"))["newest"]
    if newest is None:
        return {}
    since = newest - timedelta(days=RECENT_DAYS + BEFORE_DAYS + 1)
    members = Membership.objects.filter(feedback__said_at__gt=since, feedback__said_at__lte=newest)
    counted = (
        members.annotate(
            shown=Coalesce("theme__merged_into", "theme", -1), day=TruncDate("feedback__said_at", tzinfo=UTC)
        )
        .values_list("shown", "day")
        .annotate(count=Count("pk"))
    )
    themes, days, counts = (list(column) for column in zip(*counted, strict=True))
    told = tell_trends(
        np.repeat(themes, counts), np.repeat(np.array(days, "datetime64[D]"), counts), today=newest.date()
    )
    return {trend.theme: trend for trend in told}
