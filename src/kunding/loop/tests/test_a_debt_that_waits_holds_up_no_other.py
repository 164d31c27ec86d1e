from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from threading import Event

import pytest

from kunding.loop.aside import Aside
from kunding.loop.models import Parked
from kunding.loop.stage import Key, Stage

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONG = 20.0  # seconds after which a test that hangs gives up


class Errands:
    """Debts by name, each owed a number of times; “slow” waits until it is let go, “bad” fails."""

    def __init__(self, **owed: int) -> None:
        self.owed, self.done, self.begun = owed, dict.fromkeys(owed, 0), dict.fromkeys(owed, 0)
        self.let_go, self.waits, self.quick_is_done = Event(), Event(), Event()
        stage = Stage("run errands", owed=self.still_owed, pay=self.pay, batch=50, outside=True)
        self.aside = Aside(stages=[stage], clock=lambda: NOON)

    def still_owed(self, at: datetime) -> list[Key]:
        return [name for name, number in self.owed.items() if number > self.done[name]]

    def pay(self, *, keys: Sequence[Key], at: datetime) -> None:
        (name,) = (str(key) for key in keys)
        self.begun[name] += 1
        if name == "bad":
            raise ValueError("nobody opens")
        if name == "slow":
            self.waits.set()
            assert self.let_go.wait(LONG)
        self.done[name] += 1
        if name == "quick" and not self.still_owed_of("quick"):
            self.quick_is_done.set()

    def still_owed_of(self, name: str) -> int:
        return self.owed[name] - self.done[name]

    def settle(self) -> None:
        """Let all go and wait for the threads."""
        self.let_go.set()
        for thread in list(self.aside.threads.values()):
            thread.join(LONG)


@pytest.fixture
def errands() -> Iterator[Errands]:
    made = Errands(slow=1, quick=3)
    yield made
    made.settle()


def test_the_others_are_paid_while_it_waits(errands: Errands) -> None:
    errands.aside.go_round()
    assert errands.waits.wait(LONG)
    assert errands.quick_is_done.wait(LONG)
    assert (errands.done["quick"], errands.done["slow"]) == (3, 0)


def test_it_is_not_begun_twice(errands: Errands) -> None:
    errands.aside.go_round()
    assert errands.waits.wait(LONG)
    for _ in range(3):
        errands.aside.go_round()
    errands.settle()
    assert (errands.begun["slow"], errands.done["slow"]) == (1, 1)


@pytest.mark.sqlite  # PostgreSQL does not empty all tables between tests
@pytest.mark.django_db(transaction=True)  # a thread writes
def test_what_fails_is_parked_and_not_tried_again_yet() -> None:
    errands = Errands(bad=1, quick=1)
    for _ in range(2):
        errands.aside.go_round()
        errands.settle()
    parked = Parked.objects.get()
    assert (parked.key, parked.tries, errands.begun["bad"]) == ("bad", 1, 1)
    assert "nobody opens" in parked.error


def test_draining_ends_when_nothing_is_owed(errands: Errands) -> None:
    errands.let_go.set()
    errands.aside.drain()
    assert errands.still_owed(NOON) == []
    assert not any(thread.is_alive() for thread in errands.aside.threads.values())


def test_rounds_go_on_behind_until_the_work_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kunding.loop.aside.ROUND", 0.01)
    errands = Errands(quick=2)
    with errands.aside.at_work():
        assert errands.quick_is_done.wait(LONG)
    errands.settle()


def test_a_look_that_fails_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kunding.loop.aside.ROUND", 0.01)
    errands = Errands(quick=1)
    looks = iter([OSError("the database is away")])
    still_owed = errands.still_owed

    def away_at_first(at: datetime) -> list[Key]:
        for trouble in looks:
            raise trouble
        return still_owed(at)

    stage = Stage("run errands", owed=away_at_first, pay=errands.pay, batch=50, outside=True)
    aside = Aside(stages=[stage], clock=lambda: NOON)
    with aside.at_work():
        assert errands.quick_is_done.wait(LONG)
    for thread in list(aside.threads.values()):
        thread.join(LONG)
