"""Full-text search in customers' words."""

import re

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from kunding.listen.models import Feedback

FOUND = {
    "sqlite": "SELECT rowid FROM understand_words WHERE understand_words MATCH %s",
    "postgresql": "SELECT feedback_id FROM understand_words WHERE words @@ to_tsquery('simple', %s)",
}


def search(feedback: QuerySet[Feedback], words: str) -> QuerySet[Feedback]:
    """Return the feedback in which all `words` occur; the last one may be a beginning, "…" is a phrase.

    Names and numbers of people are not found: the index holds redacted text.
    """
    terms = _terms(words)
    if not terms:
        return feedback
    return feedback.filter(pk__in=found_in(words))


def found_in(words: str) -> RawSQL:
    """Return the keys of the feedback in which all `words` occur, as a question inside another one."""
    terms = _terms(words)
    wanted = _for_postgresql(terms) if connection.vendor == "postgresql" else _for_sqlite(terms)
    return RawSQL(FOUND[connection.vendor], [wanted])  # noqa: S611 (words are bound)


def hits(words: str, *, most: int) -> list[int] | None:
    """Return the keys of feedback in which all `words` occur, so many at most; None where no word was said."""
    if not _terms(words):
        return None
    question = found_in(words)
    with connection.cursor() as cursor:
        cursor.execute(f"{question.sql} LIMIT %s", [*question.params, most])
        return [key for (key,) in cursor.fetchall()]


def _terms(words: str) -> list[list[str]]:
    phrases = re.findall(r'[“"„]([^“”"„]*)[“”"]|(\S+)', words)
    split = [re.findall(r"\w+", phrase or word) for phrase, word in phrases]
    return [term for term in split if term]


def _for_sqlite(terms: list[list[str]]) -> str:
    # Only letters and digits come this far, and each term is quoted: nothing of FTS5's own syntax is left.
    quoted = ['"' + " ".join(term) + '"' for term in terms]
    return " AND ".join(quoted) + " *"


def _for_postgresql(terms: list[list[str]]) -> str:
    joined = [" <-> ".join(term) for term in terms]
    return " & ".join(f"({term})" for term in joined[:-1]) + (" & " if joined[1:] else "") + f"{joined[-1]}:*"
