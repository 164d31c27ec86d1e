"""Whoever reads the trail up to its newest entry has not missed one that was begun earlier and ends later."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Any

from django.db import connections, transaction

from kunding.trail.actions import record

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONG = 20.0


@contextmanager
def taken_back() -> Iterator[None]:
    """Do something in a transaction that leaves nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_a_later_act_waits_until_the_one_before_has_ended(django_db_setup: None, django_db_blocker: Any) -> None:
    begins, told = Event(), Event()

    def act_later() -> None:
        begins.set()
        with taken_back():
            record(act="second", actor="loop", at=NOON)
            told.set()
        connections.close_all()

    later = Thread(target=act_later)
    with django_db_blocker.unblock():
        with taken_back():
            record(act="first", actor="loop", at=NOON)
            later.start()
            assert begins.wait(LONG)
            assert not told.wait(0.3), "the second entry was made before the first was kept"
        later.join(LONG)
        connections.close_all()
    assert told.is_set()
