"""What is kept between requests is forgotten when the trail tells of a change, and when its transaction fails."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.signals import request_finished, request_started
from django.db import transaction

from kunding.trail import kept
from kunding.trail.actions import record
from kunding.trail.kept import Kept

pytestmark = pytest.mark.sqlite  # PostgreSQL does not empty the trail between tests that commit
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Shelf:
    """Something that changes, and how often it was read."""

    def __init__(self) -> None:
        self.kept: Kept[str, int] = Kept(acts=("put", "take"))
        self.holds, self.reads = 1, 0

    def look(self) -> int | None:
        return self.kept.get("shelf", read=self._read)

    def put(self, act: str = "put") -> None:
        self.holds += 1
        record(act=act, actor="loop", at=NOON)

    def _read(self) -> int:
        self.reads += 1
        return self.holds


@pytest.fixture
def shelf(transactional_db: None) -> Iterator[Shelf]:
    made = Shelf()
    yield made
    kept._ALL.remove(made.kept)


@pytest.fixture
def request_runs() -> Iterator[None]:
    request_started.send(sender=None, environ={})
    yield
    request_finished.send(sender=None)


def test_it_is_read_once_and_again_after_each_act(shelf: Shelf) -> None:
    assert [shelf.look(), shelf.look(), shelf.reads] == [1, 1, 1]
    shelf.put(act="something_else")
    assert [shelf.look(), shelf.reads] == [1, 1]
    shelf.put()
    assert [shelf.look(), shelf.look(), shelf.reads] == [3, 3, 2]


def test_what_a_failed_transaction_saw_is_not_kept(shelf: Shelf) -> None:
    with transaction.atomic():
        shelf.put()
        assert shelf.look() == 2
        transaction.set_rollback(True)
    shelf.holds = 1
    assert shelf.look() == 1


def test_nothing_that_is_missing_is_kept(shelf: Shelf) -> None:
    found: list[int] = []
    ask = lambda: shelf.kept.get("other", read=lambda: found[0] if found else None)  # noqa: E731
    assert ask() is None
    found.append(7)
    assert ask() == 7


def test_a_request_asks_once_for_all_copies(
    shelf: Shelf, request_runs: None, django_assert_num_queries: object
) -> None:
    other = Shelf()
    shelf.look()
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert [shelf.look(), other.look(), shelf.look()] == [1, 1, 1]
    kept._ALL.remove(other.kept)


def test_a_request_sees_its_own_acts(shelf: Shelf, request_runs: None) -> None:
    assert shelf.look() == 1
    shelf.put()
    assert shelf.look() == 2
