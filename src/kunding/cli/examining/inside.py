"""What lies in the database: reachable, up to date, whole, backed up, nothing owed for long. Needs Django."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kunding.cli.examining.finding import Finding, careful, ok, wrong

BACKUP_EVERY = timedelta(days=2)
PARKED_FOR = timedelta(hours=1)
AHEAD = timedelta(minutes=5)  # that a clock may differ


def tables() -> Iterator[Finding]:
    """Say whether the database can be reached and its tables are those of this version."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        owed = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, OSError) as error:
        said = (str(error).strip().splitlines() or ["no reason given"])[0]
        yield wrong("database", f"it cannot be reached: {said}.", "Start it, or correct KUNDING_DATABASE.")
        return
    if owed:
        words = f"{len(owed)} changes of the tables are not made yet."
        yield careful("database", words, "Make a backup, then `kunding run` or `kunding work` makes them.")
    else:
        yield ok("database", f"{connection.vendor} can be reached, its tables are up to date.")


def trail() -> Iterator[Finding]:
    """Say whether the trail is whole."""
    from kunding.trail.queries import first_break

    broken = first_break()
    if broken is None:
        yield ok("trail", "no entry was changed or removed.")
    else:
        advice = "Compare it with a backup or a copy (`kunding trail`); was KUNDING_SECRET_KEY changed?"
        yield wrong("trail", f"it is not whole: {broken.why}", advice)


def clock(now: datetime) -> Iterator[Finding]:
    """Say whether the clock runs: nothing can have happened in the future."""
    from kunding.trail.models import Entry

    newest = Entry.objects.order_by("-id").values_list("at", flat=True).first()
    if newest is not None and newest > now + AHEAD:
        words = f"the newest entry of the trail is of {newest:%Y-%m-%d %H:%M} UTC, which has not come yet."
        yield wrong("clock", words, "Set this machine's clock (timedatectl set-ntp true).")
    else:
        yield ok("clock", f"it is {now:%Y-%m-%d %H:%M} UTC.")


def backups(now: datetime) -> Iterator[Finding]:
    """Say how old the newest backup is."""
    from kunding.trail.models import Entry

    made = Entry.objects.filter(act="make_backup").order_by("-id").values_list("at", flat=True).first()
    if made is None:
        yield careful("backup", "none was ever made.", "kunding backup -o FILE, every night, to another machine.")
    elif now - made > BACKUP_EVERY:
        yield careful("backup", f"the newest is {(now - made).days} days old.", "kunding backup -o FILE, every night.")
    else:
        yield ok("backup", f"the newest is of {made:%Y-%m-%d %H:%M} UTC.")


def debts(now: datetime) -> Iterator[Finding]:
    """Say what failed and waits, and what was interrupted."""
    from kunding.listen.queries import interrupted_intakes
    from kunding.loop.models import Parked
    from kunding.loop.queries import erasures_unfinished

    parked = Parked.objects.order_by("first_failed_at")
    first = parked.first()
    if first is None:
        yield ok("work", "nothing failed.")
    else:
        words = f"{parked.count()} debts failed, the first at “{first.stage}”: {first.error.splitlines()[0][:120]}"
        say = wrong if now - first.first_failed_at > PARKED_FOR else careful
        yield say("work", words, "See `kunding status`; they are tried again by themselves.")
    if interrupted_intakes().exists():
        words = f"{interrupted_intakes().count()} imports were interrupted."
        yield careful("imports", words, "Give the same command again: nothing is stored twice.")
    if erasures_unfinished(now).exists():
        yield careful("erasures", "an erasure is not finished.", "kunding work --drain")
