from datetime import UTC, datetime, timedelta

import pytest

from kunding.trail.actions import record
from kunding.trail.models import Entry
from kunding.trail.queries import entries_about, entries_since, first_break, newest_entry

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def entries(db) -> list[Entry]:
    for n in range(5):
        record(act="open_case", actor="loop", at=NOON + timedelta(hours=n), subject=f"case:{n}", detail={"n": n})
    return list(Entry.objects.order_by("id"))


def broken() -> int:
    found = first_break()
    return found.entry if found else 0


def test_an_untouched_trail_is_whole(entries: list[Entry]) -> None:
    assert first_break() is None


@pytest.mark.parametrize(
    "change", [{"actor": "person:1"}, {"count": 9}, {"detail": {"n": 7}}, {"at": NOON}, {"subject": "case:9"}]
)
def test_a_changed_entry_is_found(entries: list[Entry], change: dict[str, object]) -> None:
    Entry.objects.filter(pk=entries[2].pk).update(**change)
    assert broken() == entries[2].pk


def test_a_removed_entry_is_found_to_be_missing(entries: list[Entry]) -> None:
    number = entries[2].pk
    entries[2].delete()
    assert broken() == number


def test_what_happened_to_one_thing_is_told_in_order(entries: list[Entry]) -> None:
    record(act="close_case", actor="person:1", at=NOON, subject="case:1")
    assert [entry.act for entry in entries_about("case:1")] == ["open_case", "close_case"]


def test_whoever_keeps_a_copy_learns_of_newer_acts_of_its_kind_only(entries: list[Entry]) -> None:
    mark = newest_entry(acts=["open_case"])
    record(act="close_case", actor="person:1", at=NOON, subject="case:1")
    assert newest_entry(acts=["open_case"]) == mark == entries[-1].pk
    assert not entries_since(mark, acts=["open_case"]).exists()
    assert entries_since(mark, acts=["close_case"]).count() == 1
