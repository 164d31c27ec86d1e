"""Roll-ups: sums of feedback that are kept in memory, so that a page does not count a million rows again.

Only sums that may be added up are in them; medians and numbers of different customers come from the rows.
Each holds every additive metric, so a question needs a roll-up only to have its dimensions.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Rollup:
    """A table of sums per group of these columns; `month` is always one, since months are what changes."""

    name: str
    columns: tuple[str, ...]
    table: str = "feedback"


ROLLUPS = (
    Rollup("feedback_by_place", ("month", "channel", "segment", "unit_id", "journey_id", "touchpoint_id")),
    Rollup("feedback_by_theme", ("month", "segment", "unit_id", "theme_id")),
)


def rollup_for(table: str, columns: Collection[str]) -> Rollup | None:
    """Return the first roll-up of the table that has all these columns."""
    return next((one for one in ROLLUPS if one.table == table and set(columns) <= set(one.columns)), None)
