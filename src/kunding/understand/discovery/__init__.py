"""Finds recurring themes in texts without labels; pure Python: texts in, themes out."""

from kunding.understand.discovery.discovery import Discovery, FoundTheme, discover
from kunding.understand.discovery.model import Model, UnknownModelError
from kunding.understand.discovery.trends import Trend, tell_trends

__all__ = [
    "Discovery", "FoundTheme", "Model", "Trend", "UnknownModelError", "discover", "tell_trends",
]  # fmt: skip
