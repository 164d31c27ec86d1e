"""Finds recurring themes in texts without labels; pure Python: texts in, themes out."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kunding.understand.discovery.discovery import Discovery, FoundTheme, discover
    from kunding.understand.discovery.likeness import Likeness
    from kunding.understand.discovery.model import Model, UnknownModelError
    from kunding.understand.discovery.trends import Trend, tell_trends

__all__ = [
    "Discovery", "FoundTheme", "Likeness", "Model", "Trend", "UnknownModelError", "discover", "tell_trends",
]  # fmt: skip
_MODULES = {
    "Discovery": "discovery", "FoundTheme": "discovery", "Likeness": "likeness", "Model": "model",
    "Trend": "trends",    "UnknownModelError": "model", "discover": "discovery", "tell_trends": "trends",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Import a module when it is asked for: who only tells trends need not wait for the compiled kernels."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
