"""Acts of understanding: reading, correcting, learning, and what is done to themes."""

from kunding.understand.actions.correct import correct, correct_theme
from kunding.understand.actions.discover import find_themes, place_batch
from kunding.understand.actions.erase import forget_names, forget_words, settle_index
from kunding.understand.actions.learn import learn
from kunding.understand.actions.read import read_batch
from kunding.understand.actions.themes import (
    hide_theme,
    keep_themes_apart,
    merge_themes,
    propose_again,
    rename_theme,
    show_theme,
    split_theme,
    unmerge_theme,
)

__all__ = [
    "correct",
    "correct_theme",
    "find_themes",
    "forget_names",
    "forget_words",
    "hide_theme",
    "keep_themes_apart",
    "learn",
    "merge_themes",
    "place_batch",
    "propose_again",
    "read_batch",
    "rename_theme",
    "settle_index",
    "show_theme",
    "split_theme",
    "unmerge_theme",
]
