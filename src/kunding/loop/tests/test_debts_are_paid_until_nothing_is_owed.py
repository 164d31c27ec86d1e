from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from kunding.loop.models import Parked
from kunding.loop.queries import debts, parked_keys
from kunding.loop.rules import LONGEST_PAUSE, pause
from kunding.loop.stage import Key, Stage
from kunding.loop.worker import Worker
from kunding.people.models import Unit

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def unnamed(at: datetime):
    return Unit.objects.filter(name="")


class Naming:
    """Names units; fails at the bad one, and writes something first so that a half payment would show."""

    def __init__(self, bad: str = "") -> None:
        self.bad = bad
        self.batches: list[int] = []

    def __call__(self, *, keys: Sequence[Key], at: datetime) -> None:
        self.batches.append(len(keys))
        for unit in Unit.objects.filter(pk__in=keys):
            Unit.objects.filter(pk=unit.pk).update(name=f"named {unit.code}")
            if unit.code == self.bad:
                raise ValueError("this unit has no name")


@pytest.fixture
def units(db) -> list[Unit]:
    return Unit.objects.bulk_create([Unit(code=f"u{number:02}", name="") for number in range(25)])


def worker_for(naming: Naming, clock: Clock, batch: int = 10) -> Worker:
    return Worker(stages=[Stage("name units", owed=unnamed, pay=naming, batch=batch)], clock=clock)


def test_every_debt_is_paid_in_batches(units: list[Unit]) -> None:
    naming = Naming()
    assert worker_for(naming, Clock()).drain() == 25
    assert naming.batches == [10, 10, 5]
    assert not Unit.objects.filter(name="").exists()


def test_nothing_is_done_where_nothing_is_owed(db) -> None:
    assert worker_for(Naming(), Clock()).drain() == 0


def test_a_bad_debt_is_parked_and_its_neighbours_are_paid(units: list[Unit]) -> None:
    worker_for(Naming(bad="u13"), Clock()).drain()
    assert list(Unit.objects.filter(name="").values_list("code", flat=True)) == ["u13"]
    parked = Parked.objects.get()
    assert parked.key == str(units[13].pk)
    assert "this unit has no name" in parked.error


def test_a_parked_debt_waits_longer_each_time_and_is_forgotten_when_paid(units: list[Unit]) -> None:
    clock, naming = Clock(), Naming(bad="u13")
    worker = worker_for(naming, clock)
    worker.drain()
    for tries in (1, 2, 3):
        assert Parked.objects.get().tries == tries
        assert parked_keys(stage="name units", at=clock.now)
        clock.now += pause(tries=tries)
        worker.drain()
    naming.bad = ""
    clock.now += LONGEST_PAUSE
    worker.drain()
    assert not Parked.objects.exists()
    assert not Unit.objects.filter(name="").exists()


def test_a_debt_that_arises_behind_the_worker_is_paid_too(units: list[Unit]) -> None:
    worker = worker_for(Naming(), Clock())
    worker.drain()
    Unit.objects.filter(code="u02").update(name="")
    assert worker.drain() == 1


def test_status_tells_debts_and_what_failed(units: list[Unit]) -> None:
    worker = worker_for(Naming(bad="u13"), Clock())
    worker.drain()
    (debt,) = debts(worker.stages, at=NOON)
    assert (debt.stage, debt.owed, debt.parked) == ("name units", 1, 1)
    assert "no name" in debt.error


def test_a_chore_is_done_once(db) -> None:
    done: list[Key] = []
    stage = Stage("tidy", owed=lambda at: [] if done else ["all"], pay=lambda *, keys, at: done.extend(keys), batch=1)
    assert Worker(stages=[stage], clock=Clock()).drain() == 1
    assert done == ["all"]


@pytest.mark.parametrize("tries", range(1, 40))
def test_no_pause_is_longer_than_a_day(tries: int) -> None:
    assert timedelta(minutes=1) <= pause(tries=tries) <= LONGEST_PAUSE
