"""Customers' own words beside the figures, masked and drawn without picking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.timezone import make_aware

from kunding.cockpit.filters import Chosen, Span
from kunding.improve.queries.figures import ANNOYED
from kunding.listen.models import Channel
from kunding.understand.models import Membership, Reading, Theme
from kunding.understand.queries.themes import Quote, quotes_of

SHORTEST, LONGEST = 25, 260  # characters of words that can be read beside a figure
KEPT = 600  # seconds
SEEN = 200


@dataclass(frozen=True)
class Words:
    """What one customer said, masked."""

    feedback: int
    text: str
    said_at: datetime
    channel_name: str
    sentiment: str
    sure: bool


def words_of(quote: Quote) -> Words:
    """Return a quote as the pages show it."""
    channel = str(dict(Channel.choices).get(quote.channel, quote.channel))
    return Words(quote.feedback, quote.text, quote.said_at, channel, quote.sentiment, quote.sure)


def a_quote_each(themes: Iterable[int], *, annoyed: bool = False) -> dict[int, Words]:
    """Return for each theme the words of the customer that belong to it most surely and are short enough to read.

    Beside a price the words are those of an annoyed customer.
    """
    kind = "annoyed" if annoyed else "typical"
    keys = {theme: cache.get(f"quote:{kind}:{theme}") for theme in dict.fromkeys(themes)}
    for theme in [theme for theme, key in keys.items() if key is None]:
        keys[theme] = _typical(theme, annoyed=annoyed) or 0
        cache.set(f"quote:{kind}:{theme}", keys[theme], KEPT)
    found = {quote.feedback: words_of(quote) for quote in quotes_of([key for key in keys.values() if key])}
    return {theme: found[key] for theme, key in keys.items() if key in found}


def of_mood(picked: Chosen, span: Span) -> Mapping[str, Words]:
    """Return the newest sure negative and positive words of the period that are short enough to read."""
    keys = {mood: _newest(picked, span, mood) for mood in ("negative", "positive")}
    found = {quote.feedback: words_of(quote) for quote in quotes_of([key for key in keys.values() if key])}
    return {mood: found[key] for mood, key in keys.items() if key in found}


def _typical(theme: int, *, annoyed: bool) -> int | None:
    parts = [theme, *Theme.objects.filter(merged_into=theme).values_list("pk", flat=True)]
    members = Membership.objects.filter(theme__in=parts)
    surest = (members.filter(ANNOYED) if annoyed else members).order_by("-confidence", "-pk")
    rows = surest.values_list("feedback_id", "feedback__text")[:SEEN]
    return _readable(list(rows))


def _newest(picked: Chosen, span: Span, mood: str) -> int | None:
    newest = _narrowed(Reading.objects.filter(sentiment=mood, sure=True), picked, span).order_by("-feedback__said_at")
    return _readable(list(newest.values_list("feedback_id", "feedback__text")[:20]))


def _readable(rows: list[tuple[int, str]]) -> int | None:
    fit = [key for key, text in rows if SHORTEST <= len(text) <= LONGEST]
    return fit[0] if fit else next((key for key, text in rows if text), None)


def _narrowed(readings: QuerySet[Reading], picked: Chosen, span: Span) -> QuerySet[Reading]:
    wanted = {
        "touchpoint": picked.touchpoint,
        "touchpoint__unit": picked.unit,
        "touchpoint__step__journey": picked.journey,
        "feedback__channel": picked.channel or None,
        "feedback__customer__segment": picked.segment or None,
        "feedback__said_at__gte": _start(span.since),
        "feedback__said_at__lt": _start(span.until + timedelta(days=1)) if span.until else None,
    }
    return readings.filter(**{field: value for field, value in wanted.items() if value is not None})


def _start(day: date | None) -> datetime | None:
    return make_aware(datetime.combine(day, time())) if day else None
