"""The full-text index: redacted words only, so that nobody finds a person by searching feedback."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db import connection
from django.db.models import QuerySet

from kunding.understand.models import Reading
from kunding.understand.queries.reader import current_reader
from kunding.understand.reader import redact
from kunding.understand.spans import LONGEST, Span, from_word
from kunding.understand.words import whole_text

# SQLite keeps words in an FTS5 table, PostgreSQL as a tsvector with a GIN index; see migration 0002.
STATEMENTS = {
    "sqlite": "INSERT INTO understand_words (rowid, text) VALUES (%s, %s)",
    "postgresql": (
        "INSERT INTO understand_words (feedback_id, words) VALUES (%s, to_tsvector('simple', %s))"
        " ON CONFLICT (feedback_id) DO UPDATE SET words = excluded.words"
    ),
}


def index_words(rows: Iterable[tuple[int, str]]) -> None:
    """Make feedback findable by its words: (feedback key, redacted text) each."""
    with connection.cursor() as cursor:
        cursor.executemany(STATEMENTS[connection.vendor], list(rows))


_EMPTY = {
    "sqlite": "INSERT INTO understand_words (understand_words) VALUES ('delete-all')",
    "postgresql": "DELETE FROM understand_words",
}
_KEYS = {"sqlite": "SELECT rowid FROM understand_words", "postgresql": "SELECT feedback_id FROM understand_words"}
_COLUMN = {"sqlite": "rowid", "postgresql": "feedback_id"}
_AT_ONCE = 5_000
_CUT = 100  # characters of the end of a line of spans within which it may have been shortened


def indexed_among(keys: Sequence[int]) -> set[int]:
    """Return those of these feedback keys that the index has."""
    found: set[int] = set()
    for begin in range(0, len(keys), 500):
        asked = list(keys[begin : begin + 500])
        places = ", ".join(["%s"] * len(asked))
        with connection.cursor() as cursor:
            cursor.execute(f"{_KEYS[connection.vendor]} WHERE {_COLUMN[connection.vendor]} IN ({places})", asked)
            found.update(int(key) for (key,) in cursor.fetchall())
    return found


def rebuild_index(*, without: Collection[int] = ()) -> None:
    """Make the index anew from everything that was read; takes a minute for a million texts. Needs a transaction.

    without: keys of feedback that is not put in again.
    """
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY[connection.vendor])
    left_out, batch = set(without), list[tuple[int, str]]()
    for row in redacted_words(Reading.objects.all()):
        if row[0] not in left_out:
            batch.append(row)
        if len(batch) == _AT_ONCE:
            index_words(batch)
            batch = []
    index_words(batch)


def redacted_words(readings: QuerySet[Reading]) -> Iterator[tuple[int, str]]:
    """Yield key and text of each of these readings as they stand in the index."""
    rows = readings.exclude(feedback__text="", feedback__subject="").order_by("pk")
    told = rows.values_list("pk", "feedback__subject", "feedback__text", "spans", "language")
    for key, subject, text, line, language in told.iterator(chunk_size=_AT_ONCE):
        whole = whole_text(subject=subject, text=text)
        yield key, redact(whole, _spans(whole, line), language) if line else whole


def is_shortened(line: str) -> bool:
    """Return whether a line of spans may have lost some at its end."""
    return len(line) > LONGEST - _CUT


def _spans(text: str, line: str) -> list[Span]:
    # Better masked by the reader of today than not masked.
    return list(current_reader().read([text]).spans[0]) if is_shortened(line) else from_word(line)
