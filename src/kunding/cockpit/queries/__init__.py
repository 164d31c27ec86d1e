"""The whole on one page: figures from the lake, people and words from the rooms."""

from kunding.cockpit.queries.choices import choices
from kunding.cockpit.queries.page import Cockpit, cockpit

__all__ = ["Cockpit", "choices", "cockpit"]
