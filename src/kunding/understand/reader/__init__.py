"""Texts in, readings out: language, sentiment, intent, urgency, personal data. Pure Python, no network, no hub."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kunding.understand.reader.crew import Crew
    from kunding.understand.reader.head import CompanyHead, TooFewLabels
    from kunding.understand.reader.knowledge import Knowledge
    from kunding.understand.reader.opening import AnyReader, open_reader
    from kunding.understand.reader.reader import Reader
    from kunding.understand.reader.readings import Readings
    from kunding.understand.reader.redaction import redact
    from kunding.understand.reader.touchpoints import TouchpointHint

__all__ = [
    "AnyReader", "CompanyHead", "Crew", "Knowledge", "Reader", "Readings", "TooFewLabels", "TouchpointHint",
    "open_reader", "redact",
]  # fmt: skip
_MODULES = {
    "AnyReader": "opening", "CompanyHead": "head", "Crew": "crew", "Knowledge": "knowledge", "Reader": "reader",
    "Readings": "readings", "TooFewLabels": "head", "TouchpointHint": "touchpoints", "open_reader": "opening",
    "redact": "redaction",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Import a module when it is asked for: the compiled kernels take seconds, and who only redacts needs none."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
