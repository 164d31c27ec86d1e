"""Saved views by what they look for."""

from collections.abc import Collection
from urllib.parse import unquote_plus

from kunding.respond.models import SavedView


def views_naming(words: Collection[str]) -> list[int]:
    """Return the saved views whose filters hold one of these words, whoever saved them."""
    wanted = [word.lower() for word in words if word]
    queries = SavedView.objects.values_list("pk", "query", "name")
    return [
        key
        for key, query, name in queries
        if any(word in unquote_plus(query).lower() or word in name.lower() for word in wanted)
    ]
