"""Reading feedback: the words become a row of columns."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from kunding.listen.models import Feedback
from kunding.listen.rows import insert_rows
from kunding.trail.actions import record
from kunding.understand.actions.search_index import index_words
from kunding.understand.models import Reading
from kunding.understand.queries.reader import current_knowledge, current_reader
from kunding.understand.queries.reading import unread_feedback
from kunding.understand.reader import Crew, Knowledge, Readings, redact
from kunding.understand.reader.crew import AHEAD
from kunding.understand.spans import to_word
from kunding.understand.words import whole_text

COLUMNS = (
    "feedback_id",
    "language",
    "sentiment",
    "sentiment_probability",
    "sure",
    "intent",
    "intent_probability",
    "urgency",
    "competitor",
    "touchpoint_id",
    "touchpoint_probability",
    "spans",
    "reader_version",
    "read_at",
)
Given = tuple[int, str, str, float | None, int | None]  # key, subject, text, rating, touchpoint


@transaction.atomic
def read_batch(*, keys: Sequence[int], at: datetime) -> None:
    """Read the feedback with these keys; what has a reading already keeps it."""
    given = _unread(keys)
    if not given:
        return
    texts = [whole_text(subject=subject, text=text) for _, subject, text, _, _ in given]
    reader, known = current_reader(), current_knowledge()
    readings = reader.read(texts, [rating for *_, rating, _ in given], known)
    if isinstance(reader, Crew) and reader.helpers:
        _read_ahead(reader, known, behind=keys[-1], at=at)
    insert_rows(Reading, COLUMNS, _rows(given, readings, at))
    index_words(_redacted(given, texts, readings))
    record(act="read_feedback", actor="loop", at=at, count=len(given), detail={"reader": reader.version})


def _redacted(given: Sequence[Given], texts: Sequence[str], readings: Readings) -> Iterator[tuple[int, str]]:
    for (key, *_), text, spans, language in zip(given, texts, readings.spans, readings.language, strict=True):
        yield key, redact(text, spans, language) if spans else text


def _read_ahead(reader: Crew, known: Knowledge, *, behind: int, at: datetime) -> None:
    """Let helpers read what is owed next, while this batch is written; nobody relies on it."""
    following = _given(unread_feedback(at).filter(pk__gt=behind))[:AHEAD]
    texts = [whole_text(subject=subject, text=text) for _, subject, text, _, _ in following]
    reader.read_ahead(texts, [rating for *_, rating, _ in following], known)


def _unread(keys: Sequence[int]) -> list[Given]:
    return list(_given(Feedback.objects.filter(pk__in=keys, reading__isnull=True)))


def _given(unread: QuerySet[Any]) -> QuerySet[Any, Given]:
    return unread.order_by("pk").values_list("pk", "subject", "text", "rating", "touchpoint")


def _rows(given: Sequence[Given], readings: Readings, at: datetime) -> Iterator[tuple[object, ...]]:
    version = current_reader().version
    for number, (key, _, _, _, told) in enumerate(given):
        guess = readings.touchpoint[number]
        yield (
            key,
            str(readings.language[number]),
            str(readings.sentiment[number]),
            float(readings.sentiment_probability[number]),
            bool(readings.sure[number]),
            str(readings.intent[number]),
            float(readings.intent_probability[number]),
            str(readings.urgency[number]),
            str(readings.competitor[number])[:80],
            told or (int(guess) if guess else None),
            1.0 if told else float(readings.touchpoint_probability[number]),
            to_word(readings.spans[number]),
            version,
            at,
        )
