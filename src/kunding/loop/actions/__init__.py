"""Acts of the loop itself: parking what fails, and carrying facts to the lake."""

from kunding.loop.actions.lake import (
    carry_cases,
    carry_customers,
    carry_dimensions,
    deliver_parcels,
    pack_parcel,
    rebuild_lake,
    rewrite_readings,
    tidy_lake,
)
from kunding.loop.actions.parking import park, unpark

__all__ = [
    "carry_cases",
    "carry_customers",
    "carry_dimensions",
    "deliver_parcels",
    "pack_parcel",
    "park",
    "rebuild_lake",
    "rewrite_readings",
    "tidy_lake",
    "unpark",
]
