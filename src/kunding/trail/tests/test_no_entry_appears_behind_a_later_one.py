"""Whoever reads the trail up to its newest entry has not missed one that was begun earlier and ends later."""

from datetime import UTC, datetime
from threading import Event, Thread

import pytest
from django.db import connections, transaction

from kunding.trail.actions import record
from kunding.trail.models import Entry

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONG = 20.0


@pytest.mark.django_db(transaction=True)
def test_a_later_act_waits_until_the_one_before_is_kept() -> None:
    begins, told = Event(), Event()

    def act_later() -> None:
        begins.set()
        record(act="second", actor="loop", at=NOON)
        told.set()
        connections.close_all()

    later = Thread(target=act_later)
    with transaction.atomic():
        record(act="first", actor="loop", at=NOON)
        later.start()
        assert begins.wait(LONG)
        assert not told.wait(0.3), "the second entry was kept before the first"
    later.join(LONG)
    assert list(Entry.objects.order_by("pk").values_list("act", flat=True)) == ["first", "second"]
