"""Questions about readings and themes."""

from kunding.understand.queries.reading import learning_owed, placed_readings, unread_feedback, unsure_share
from kunding.understand.queries.search import search
from kunding.understand.queries.themes import (
    discovery_owed,
    shown_themes,
    theme_quotes,
    theme_trends,
    unplaced_readings,
)

__all__ = [
    "discovery_owed",
    "learning_owed",
    "placed_readings",
    "search",
    "shown_themes",
    "theme_quotes",
    "theme_trends",
    "unplaced_readings",
    "unread_feedback",
    "unsure_share",
]
