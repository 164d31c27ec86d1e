"""Forgets what was made of a person's words (GDPR Art. 17). How they were judged stays: that names nobody."""

import re
from collections.abc import Collection, Iterable, Sequence

from django.db import DatabaseError, connection, transaction

from kunding.listen.models import Feedback
from kunding.understand.actions.search_index import indexed_among, is_shortened, rebuild_index, redacted_words
from kunding.understand.discovery import Model
from kunding.understand.discovery.words import Stems
from kunding.understand.models import Discovery, Naming, Reading, Theme
from kunding.understand.queries.search import search

# SQLite's index keeps no words: what is taken out must be said as it was put in.
_TAKE_OUT = {
    "sqlite": "INSERT INTO understand_words (understand_words, rowid, text) VALUES ('delete', %s, %s)",
    "postgresql": "DELETE FROM understand_words WHERE feedback_id = %s AND %s <> ''",
}
_MERGE = "INSERT INTO understand_words (understand_words, rank) VALUES ('merge', %s)"
_PAGES = 2_000  # of the index that one step works through, so that others can write in between
_SHORTEST_NAME = 3  # letters


@transaction.atomic
def forget_words(*, keys: Sequence[int]) -> int:
    """Take this feedback out of the search index and forget where names stood in it; return how many there were.

    Must come before the words themselves are blanked.
    """
    rows = list(redacted_words(Reading.objects.filter(pk__in=keys)))
    is_out = _take_out(rows)
    Reading.objects.filter(pk__in=keys).update(spans="")
    if not is_out:
        rebuild_index(without=keys)
    return len(rows)


def settle_index() -> bool:
    """Work through a part of SQLite's index, so that what was taken out is gone from its pages, too; True when done."""
    if connection.vendor != "sqlite":
        return True
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT total_changes()")
        before = cursor.fetchone()[0]
        cursor.execute(_MERGE, [-_PAGES])
        cursor.execute("SELECT total_changes()")
        return bool(cursor.fetchone()[0] - before < 2)


@transaction.atomic
def forget_names(*, names: Iterable[str]) -> int:
    """Take a person's names out of themes and of what discovery learned, where nobody else's words hold them.

    Must come after `forget_words`. Returns how many themes named the person.
    """
    parts = {part for name in names for part in re.findall(r"[^\W\d_]+", name.lower()) if len(part) >= _SHORTEST_NAME}
    # A name that is a word, such as Frost or Preis, stays where others say it.
    gone = {part for part in parts if not search(Feedback.objects.all(), f"“{part}”").exists()}
    if not gone:
        return 0
    for discovery in Discovery.objects.all():
        model = Model.from_bytes(bytes(discovery.model)).without(_Stems(gone))
        if model is not None:
            discovery.model = model.to_bytes()
            discovery.save(update_fields=["model"])
    return sum(_unname(theme, gone) for theme in Theme.objects.all())


class _Stems(dict[str, set[str]]):
    """Language → the stems of some words, made when a model asks for its language."""

    def __init__(self, words: Collection[str]) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, language: str) -> set[str]:
        stems = Stems(language)
        self[language] = {stems[word] for word in self._words} - {""}
        return self[language]


def _unname(theme: Theme, names: set[str]) -> bool:
    label = " ".join(word for word in theme.label.split() if word.lower().strip(".,;:!?") not in names)
    words = [word for word in theme.words if word.lower() not in names]
    if label == theme.label and words == theme.words:
        return False
    theme.label, theme.words = label or f"#{theme.pk}", words
    Naming.objects.filter(theme=theme).update(was="")
    theme.save(update_fields=["label", "words"])
    return True


def _take_out(rows: Sequence[tuple[int, str]]) -> bool:
    """Take these texts out of the index; False where nobody knows any more how they were put in."""
    known = indexed_among([key for key, _ in rows])
    lines = Reading.objects.filter(pk__in=known).values_list("spans", flat=True)
    if connection.vendor == "sqlite" and any(map(is_shortened, lines)):
        return False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_TAKE_OUT[connection.vendor], [row for row in rows if row[1] and row[0] in known])
    except DatabaseError:
        return False
    return True
