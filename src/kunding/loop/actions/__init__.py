"""Acts of the loop itself: parking what fails, sorting mail, telling customers, erasing, carrying facts to the lake."""

from kunding.loop.actions.disclose import disclose_person
from kunding.loop.actions.erase import CasesAreOpen, erase_person
from kunding.loop.actions.finish_erasure import finish_erasures, remove_files
from kunding.loop.actions.lake import (
    carry_cases,
    carry_customers,
    carry_dimensions,
    deliver_parcels,
    owe_lake,
    pack_parcel,
    rebuild_lake,
    rewrite_readings,
    tidy_lake,
)
from kunding.loop.actions.mail import sort_mails
from kunding.loop.actions.parking import park, unpark
from kunding.loop.actions.repeat_erasures import repeat_erasures
from kunding.loop.actions.told import tell_customers

__all__ = [
    "CasesAreOpen",
    "carry_cases",
    "carry_customers",
    "carry_dimensions",
    "deliver_parcels",
    "disclose_person",
    "erase_person",
    "finish_erasures",
    "owe_lake",
    "pack_parcel",
    "park",
    "rebuild_lake",
    "remove_files",
    "repeat_erasures",
    "rewrite_readings",
    "sort_mails",
    "tell_customers",
    "tidy_lake",
    "unpark",
]
