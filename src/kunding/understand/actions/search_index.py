"""The full-text index: redacted words only, so that nobody finds a person by searching feedback."""

from collections.abc import Iterable

from django.db import connection

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
