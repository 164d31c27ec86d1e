"""What follows an erasure outside the tables: the lake, the search index, the list for backups, the files."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import connection

from kunding.lake import TABLES
from kunding.lake.installed import the_lake
from kunding.listen import actions as listening
from kunding.listen.models import Leftover
from kunding.loop.actions.lake import carry_cases, carry_customers, carry_dimensions, rewrite_readings
from kunding.loop.models import Erasure
from kunding.loop.queries import cases_owed, customers_owed, dimensions_owed, rewriting_owed
from kunding.loop.rights.remembered import remember_erased
from kunding.respond.belongings import needed_files
from kunding.understand.actions import settle_index

_MOST_STEPS = 10_000  # of the search index


def finish_erasures(*, keys: Sequence[int], at: datetime) -> None:
    """Bring everything outside the tables up to date, and remove older versions of it from disk; a repeat is harmless.

    Needs no transaction: each step makes its own.
    """
    remember_erased(settings.KUNDING_HOME)
    for _ in range(_MOST_STEPS):
        if settle_index():
            break
    _carry(at)
    for table in TABLES:
        the_lake().store.sweep(table)
    _empty_the_log()
    Erasure.objects.filter(pk__in=keys).update(finished_at=at)


def remove_files(*, keys: Sequence[int], at: datetime) -> int:
    """Remove files that no row needs any more; return how many."""
    digests = set(Leftover.objects.filter(pk__in=keys).values_list("digest", flat=True))
    return listening.remove_files(keys=keys, needed_elsewhere=needed_files(digests), at=at)


def _carry(at: datetime) -> None:
    if rewriting_owed(at):
        rewrite_readings(at=at)
    if cases_owed(at):
        carry_cases(at=at)
    if customers_owed(at):
        carry_customers(at=at)
    if dimensions_owed(at):
        carry_dimensions(at=at)


def _empty_the_log() -> None:
    """SQLite's log of changes holds the rows as they were; when nobody reads, it is written home and cut off."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
