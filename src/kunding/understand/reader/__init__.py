"""Texts in, readings out: language, sentiment, intent, urgency, personal data. Pure Python, no network, no hub."""

from kunding.understand.reader.head import CompanyHead, TooFewLabels
from kunding.understand.reader.reader import Reader
from kunding.understand.reader.readings import Readings
from kunding.understand.reader.redaction import redact
from kunding.understand.reader.touchpoints import TouchpointHint

__all__ = ["CompanyHead", "Reader", "Readings", "TooFewLabels", "TouchpointHint", "redact"]
