"""Facts → lake. A reading is packed into a parcel first and delivered then, so a crash between the two loses nothing,
and the lake takes each parcel once, so a repeat adds nothing.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from kunding.customers import facts as customer_facts
from kunding.journeys import facts as journey_facts
from kunding.lake import Lake
from kunding.lake.installed import the_lake
from kunding.listen.rows import insert_rows
from kunding.loop.models import LakeMark, Packed, Parcel
from kunding.loop.queries import (
    ACTS_ON_CUSTOMERS,
    ACTS_ON_DIMENSIONS,
    ACTS_ON_READINGS,
    mark_of,
)
from kunding.people import facts as people_facts
from kunding.respond import facts as case_facts
from kunding.respond.queries import cases_mark
from kunding.trail.queries import entries_since, newest_entry
from kunding.understand import facts as reading_facts
from kunding.understand.models import Reading

STREAM = "parcels"
MERGES = {"merge_customers", "unmerge_customers"}


@transaction.atomic
def pack_parcel(*, keys: Sequence[int], at: datetime) -> Parcel:
    """Pack these readings for the lake."""
    parcel = Parcel.objects.create(packed_at=at)
    insert_rows(Packed, ("reading_id", "parcel_id"), ((key, parcel.pk) for key in keys))
    return parcel


@transaction.atomic
def deliver_parcels(*, keys: Sequence[int], at: datetime) -> None:
    """Bring parcels to the lake, the oldest first: the lake counts them and passes over what it has."""
    _one_at_a_time()
    if not Parcel.objects.filter(delivered_at__isnull=False).exists():
        if the_lake().last_token("feedback", stream=STREAM) is not None:
            the_lake().drop()  # another database brought that, or this one before it was restored
        # Nothing is in the lake that acts so far could have made wrong.
        _set_mark("readings", str(newest_entry(acts=ACTS_ON_READINGS)), at)
    for parcel in Parcel.objects.filter(pk__in=keys, delivered_at=None).order_by("pk"):
        readings = Reading.objects.filter(packed__parcel=parcel)
        the_lake().append("feedback", reading_facts.feedback(readings), token=(STREAM, parcel.pk))
        parcel.delivered_at = at
        parcel.save(update_fields=["delivered_at"])


@transaction.atomic
def rewrite_readings(*, keys: Sequence[str] = (), at: datetime) -> None:
    """Rewrite the months in which readings were corrected; all months after themes were found or merged."""
    _one_at_a_time()
    newest = newest_entry(acts=ACTS_ON_READINGS)
    months = _changed_months(since=int(mark_of("readings") or 0))
    the_lake().replace_months("feedback", reading_facts.feedback_of_months(months), months)
    _set_mark("readings", str(newest), at)


@transaction.atomic
def carry_cases(*, keys: Sequence[str] = (), at: datetime) -> None:
    """Bring the months of cases up to date in which something happened to a case."""
    mark, last = cases_mark(), mark_of("cases")
    months = case_facts.months_changed_since(last)
    the_lake().replace_months("cases", case_facts.cases_of_months(months), months)
    handed = case_facts.handover_months_changed_since(last)
    the_lake().replace_months("handovers", case_facts.handovers_of_months(handed, at=at), handed)
    _set_mark("cases", mark, at)


@transaction.atomic
def carry_customers(*, keys: Sequence[str] = (), at: datetime) -> None:
    """Bring the table of customers up to date."""
    newest = newest_entry(acts=ACTS_ON_CUSTOMERS)
    the_lake().replace("customers", customer_facts.customers())
    _set_mark("customers", str(newest), at)


@transaction.atomic
def carry_dimensions(*, keys: Sequence[str] = (), at: datetime) -> None:
    """Bring the small tables of names up to date."""
    newest = newest_entry(acts=ACTS_ON_DIMENSIONS)
    lake = the_lake()
    lake.replace("units", people_facts.units())
    lake.replace("touchpoints", journey_facts.touchpoints())
    lake.replace("journeys", journey_facts.journeys())
    lake.replace("themes", reading_facts.themes())
    _set_mark("dimensions", str(newest), at)


def tidy_lake(*, keys: Sequence[str] = (), at: datetime) -> None:
    """Merge the lake's small files; what questions answer stays the same."""
    the_lake().compact()


@transaction.atomic
def rebuild_lake(*, at: datetime) -> Lake:
    """Throw the lake away and owe it everything again; the loop fills it."""
    lake = the_lake()
    lake.drop()
    owe_lake()
    return lake


@transaction.atomic
def owe_lake() -> None:
    """Owe the lake everything: none of it was brought there from this database."""
    Parcel.objects.all().delete()
    LakeMark.objects.all().delete()


def _changed_months(*, since: int) -> list[str]:
    entries = list(entries_since(since, acts=ACTS_ON_READINGS).values_list("act", "subject", "detail"))
    acts = {act for act, *_ in entries}
    if acts - {"correct_reading", "recognise_customers", "erase_customer", *MERGES}:
        return _months_of(Reading.objects.all())
    corrected = [int(subject.split(":")[1]) for act, subject, _ in entries if act == "correct_reading"]
    merged = {key for act, _, detail in entries if act in MERGES for key in detail["customers"]}
    recognised = {month for *_, detail in entries for month in detail.get("months", ())}
    changed = Reading.objects.filter(Q(pk__in=corrected) | Q(feedback__customer__in=merged))
    return sorted({*_months_of(changed), *recognised})


def _months_of(readings: QuerySet[Reading]) -> list[str]:
    months = readings.filter(packed__isnull=False).datetimes("feedback__said_at", "month", tzinfo=UTC)
    return [f"{month:%Y-%m}" for month in months]


def _set_mark(what: str, up_to: str, at: datetime) -> None:
    LakeMark.objects.update_or_create(what=what, defaults={"up_to": up_to, "at": at})


def _one_at_a_time() -> None:
    # Parcels must reach the lake in their order; on SQLite there is one worker anyway.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x6C616B65])
