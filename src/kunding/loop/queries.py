"""What is owed, parked, and on its way to the lake."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, QuerySet

from kunding.lake.installed import the_lake
from kunding.listen.models import Leftover
from kunding.loop.models import Erasure, LakeMark, Parcel, Parked
from kunding.loop.rules import too_many_files
from kunding.loop.stage import Key, Stage
from kunding.respond.queries import cases_mark
from kunding.trail.queries import newest_entry
from kunding.understand.queries import placed_readings

# The trail tells what changed: a copy in the lake is out of date when a newer entry of these acts exists.
ACTS_ON_CUSTOMERS = ("receive_customers", "merge_customers", "unmerge_customers", "erase_customer")
ACTS_ON_DIMENSIONS = (
    "found_company",
    "receive_people",
    "receive_journeys",
    "find_themes",
    "rename_theme",
    "hide_theme",
    "show_theme",
    "merge_themes",
    "unmerge_theme",
    "split_theme",
    "erase_customer",
)
ACTS_ON_READINGS = (
    "correct_reading",
    "recognise_customers",
    "merge_customers",
    "unmerge_customers",
    "erase_customer",
    "find_themes",
    "merge_themes",
    "unmerge_theme",
    "split_theme",
)


@dataclass(frozen=True)
class Debt:
    """How much a stage owes, how many of it are parked, and the latest error."""

    stage: str
    owed: int
    parked: int
    error: str


def debts(stages: Sequence[Stage], *, at: datetime) -> list[Debt]:
    """Return what each stage owes."""
    return [_debt(stage, at) for stage in stages]


def _debt(stage: Stage, at: datetime) -> Debt:
    parked = Parked.objects.filter(stage=stage.name)
    newest = parked.order_by("-try_again_at").first()
    return Debt(stage.name, stage.count(at=at), parked.count(), newest.error if newest else stage.trouble(at))


def parked_keys(*, stage: str, at: datetime) -> list[Key]:
    """Return the keys that must not be tried again yet."""
    waiting = Parked.objects.filter(stage=stage, try_again_at__gt=at).values_list("key", flat=True)
    return [int(key) if key.isdecimal() else key for key in waiting]


def readings_to_pack(at: datetime) -> QuerySet[Model]:
    """Return readings that are on no way to the lake yet; their theme has been looked for."""
    return placed_readings().filter(packed__isnull=True)


def parcels_to_deliver(at: datetime) -> QuerySet[Model]:
    """Return parcels that the lake has not confirmed."""
    return Parcel.objects.filter(delivered_at__isnull=True)


def mark_of(what: str) -> str:
    """Return how far the lake follows `what`; empty before the first time."""
    return LakeMark.objects.filter(what=what).values_list("up_to", flat=True).first() or ""


def rewriting_owed(at: datetime) -> list[Key]:
    """Return the chore to rewrite readings in the lake, where some were corrected or placed anew."""
    delivered = Parcel.objects.filter(delivered_at__isnull=False).exists()
    return ["readings"] if delivered and newest_entry(acts=ACTS_ON_READINGS) > int(mark_of("readings") or 0) else []


def cases_owed(at: datetime) -> list[Key]:
    """Return the chore to carry cases, where something happened to one."""
    return ["cases"] if cases_mark() != mark_of("cases") else []


def customers_owed(at: datetime) -> list[Key]:
    """Return the chore to carry customers, where new ones were received or some changed."""
    return ["customers"] if newest_entry(acts=ACTS_ON_CUSTOMERS) > int(mark_of("customers") or 0) else []


def dimensions_owed(at: datetime) -> list[Key]:
    """Return the chore to carry the small tables of names, where one of them changed."""
    return ["dimensions"] if newest_entry(acts=ACTS_ON_DIMENSIONS) > int(mark_of("dimensions") or 0) else []


def tidying_owed(at: datetime) -> list[Key]:
    """Return the chore to merge the lake's files, where many small ones make its questions slow."""
    files = the_lake().store.files("feedback")
    addresses = files.addresses if files else ()
    months = {address.rpartition("/")[0] for address in addresses}
    return ["files"] if too_many_files(files=len(addresses), months=len(months)) else []


def erasures_unfinished(at: datetime) -> QuerySet[Model]:
    """Return the erasures of which something is left: in the lake, in the index, in the list for backups."""
    return Erasure.objects.filter(finished_at__isnull=True)


def files_to_remove(at: datetime) -> QuerySet[Model]:
    """Return the files that no row may need any more and whose time has come."""
    return Leftover.objects.filter(remove_at__lte=at)
