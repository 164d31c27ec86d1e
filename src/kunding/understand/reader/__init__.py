"""Texts in, readings out: language, sentiment, intent, urgency, personal data. Pure Python, no network, no hub."""

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
