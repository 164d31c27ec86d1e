"""What figures can be cut by, and what can be filtered: one list for questions, pages, command and docs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from kunding.lake.tables import TABLES

Kind = Literal["text", "whole", "real", "day", "month", "flag"]


@dataclass(frozen=True)
class Label:
    """The small table that knows the name of an id."""

    table: str
    key: str
    name: str


@dataclass(frozen=True)
class Dimension:
    """Something to cut by: the column it is read from, and the names of its ids where it has any."""

    name: str
    kind: Kind
    about: str
    column: str
    label: Label | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that an answer has for this dimension: the id first, then the name."""
        return (self.column, self.name) if self.label else (self.name,)


@dataclass(frozen=True)
class Chain:
    """Which column is a table's own day, and by which key it borrows columns from which other table."""

    moment: str
    key: str = ""
    lender: str = ""


CHAINS: Mapping[str, Chain] = MappingProxyType(
    {
        "feedback": Chain("said_on"),
        "cases": Chain("opened_at", "feedback_id", "feedback"),
        "handovers": Chain("handed_at", "case_id", "cases"),
    }
)

_UNITS = Label("units", "unit_id", "name")
_TIME = "of the day it was said, the case was opened or handed over"

DIMENSIONS: Mapping[str, Dimension] = MappingProxyType(
    {
        dimension.name: dimension
        for dimension in (
            Dimension("day", "day", "the day it was said, the case was opened or handed over", "day"),
            Dimension("week", "day", f"Monday of the week {_TIME}", "week"),
            Dimension("month", "month", f"month {_TIME}", "month"),
            Dimension("quarter", "text", f"quarter {_TIME}, 2026-Q1", "quarter"),
            Dimension("year", "text", f"year {_TIME}", "year"),
            Dimension("channel", "text", "how it came in", "channel"),
            Dimension("source", "text", "the source it was heard through", "source"),
            Dimension("segment", "text", "the customer's segment", "segment"),
            Dimension("unit", "text", "unit responsible", "unit_id", _UNITS),
            Dimension(
                "touchpoint", "text", "touchpoint", "touchpoint_id", Label("touchpoints", "touchpoint_id", "name")
            ),
            Dimension("journey", "text", "customer task", "journey_id", Label("journeys", "journey_id", "name")),
            Dimension("language", "text", "language of the text", "language"),
            Dimension("sentiment", "text", "best guess: negative, neutral, positive", "sentiment"),
            Dimension("sure", "flag", "whether the sentiment was read for sure", "sure"),
            Dimension("intent", "text", "what the customer wants", "intent"),
            Dimension("urgency", "text", "low, normal, high", "urgency"),
            Dimension("theme", "text", "theme", "theme_id", Label("themes", "theme_id", "label")),
            Dimension("competitor", "text", "competitor named in the text", "competitor"),
            Dimension("kind", "text", "kind of case", "kind"),
            Dimension("state", "text", "state of the case", "state"),
            Dimension("decision", "text", "what was decided: granted, partly, declined, explained", "decision"),
            Dimension("solved", "text", "the customer's verdict: yes, partly, no", "solved"),
            Dimension("outcome", "text", "what became of an offer to another unit", "outcome"),
            Dimension("from_unit", "text", "unit that handed the case over", "from_unit_id", _UNITS),
            Dimension("to_unit", "text", "unit that was to receive it", "to_unit_id", _UNITS),
        )
    }
)

_IDS: Mapping[str, Kind] = MappingProxyType(
    {
        "feedback_id": "whole",
        "case_id": "whole",
        "customer_key": "whole",
        "unit_id": "whole",
        "touchpoint_id": "whole",
        "journey_id": "whole",
        "theme_id": "whole",
        "from_unit_id": "whole",
        "to_unit_id": "whole",
        "recommend": "whole",
        "effort": "whole",
        "rating": "real",
        "handovers": "whole",
        "chased": "whole",
        "round": "whole",
    }
)
FIELDS: Mapping[str, Kind] = MappingProxyType({**{d.name: d.kind for d in DIMENSIONS.values()}, **_IDS})

_FROM_THE_DAY = ("day", "week", "quarter", "year")


def column_of(field: str) -> str:
    """Return the column that a field (dimension or id) is read from."""
    return DIMENSIONS[field].column if field in DIMENSIONS else field


def reaches(table: str, column: str) -> bool:
    """Say whether a table has this column itself, or can borrow it along its chain."""
    if column in _FROM_THE_DAY or column in TABLES[table].schema.names:
        return True
    lender = CHAINS[table].lender
    return bool(lender) and reaches(lender, column)
