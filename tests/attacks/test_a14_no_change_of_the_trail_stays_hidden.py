"""CVE-2020-29160: an audit that can be changed unseen. Here any change of any row shows, on both databases."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kunding.cli.app import app
from kunding.cli.refusal import Refused
from kunding.trail.actions import record
from kunding.trail.models import End, Entry
from kunding.trail.queries import first_break, first_difference, lines
from kunding.trail.rules import BEGINNING, digest, mark

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MANY = 12
Tamper = Callable[[int, int, str], None]


@pytest.fixture
def trail() -> None:
    for n in range(MANY):
        record(act="close_case", actor=f"person:{n % 3}", at=NOON + timedelta(hours=n), subject=f"case:{n}",
               count=n + 1, detail={"n": n, "why": "told", "deep": {"list": [n, "x"]}})  # fmt: skip


def act_at(number: int) -> dict[str, Any]:
    return dict(Entry.objects.filter(pk=number).values("at", "actor", "act", "subject", "count", "detail").get())


def change_actor(one: int, other: int, word: str) -> None:
    Entry.objects.filter(pk=one).update(actor=word)


def change_act(one: int, other: int, word: str) -> None:
    Entry.objects.filter(pk=one).update(act=word)


def change_subject(one: int, other: int, word: str) -> None:
    Entry.objects.filter(pk=one).update(subject=word)


def change_moment(one: int, other: int, word: str) -> None:
    Entry.objects.filter(pk=one).update(at=NOON + timedelta(microseconds=1 + len(word), hours=one))


def change_count(one: int, other: int, word: str) -> None:
    Entry.objects.filter(pk=one).update(count=1_000 + other)


def change_detail(one: int, other: int, word: str) -> None:
    Entry.objects.filter(pk=one).update(detail={"n": word})


def change_depth_of_detail(one: int, other: int, word: str) -> None:
    Entry.objects.filter(pk=one).update(detail=act_at(one)["detail"] | {"deep": {"list": [word]}})


def change_digest(one: int, other: int, word: str) -> None:
    Entry.objects.filter(pk=one).update(digest=word)


def change_number(one: int, other: int, word: str) -> None:
    Entry.objects.filter(pk=one).update(id=1_000 + other)


def remove_one(one: int, other: int, word: str) -> None:
    Entry.objects.filter(pk=one).delete()


def remove_the_last(one: int, other: int, word: str) -> None:
    Entry.objects.filter(pk__gte=one).delete()


def remove_the_last_and_move_the_end(one: int, other: int, word: str) -> None:
    Entry.objects.filter(pk__gt=one).delete()
    End.objects.update(entry=one, digest=Entry.objects.get(pk=one).digest)


def remove_the_first(one: int, other: int, word: str) -> None:
    Entry.objects.filter(pk__lte=one).delete()


def remove_everything(one: int, other: int, word: str) -> None:
    Entry.objects.all().delete()
    End.objects.all().delete()


def remove_the_end(one: int, other: int, word: str) -> None:
    End.objects.all().delete()


def exchange_two(one: int, other: int, word: str) -> None:
    if one == other:
        other = one % MANY + 1
    first, second = act_at(one), act_at(other)
    Entry.objects.filter(pk=one).update(**second)
    Entry.objects.filter(pk=other).update(**first)


def add_one_at_the_end(one: int, other: int, word: str) -> None:
    Entry.objects.create(id=MANY + 1, **act_at(one), digest=digest(key=word, before=_digest(MANY), number=MANY + 1, **act_at(one)))  # fmt: skip  # noqa: E501


def add_one_and_move_the_end(one: int, other: int, word: str) -> None:
    add_one_at_the_end(one, other, word)
    chained = _digest(MANY + 1)
    End.objects.update(entry=MANY + 1, digest=chained, mark=mark(key=word, number=MANY + 1, digest=chained))


def add_one_before_the_first(one: int, other: int, word: str) -> None:
    Entry.objects.create(id=-one, **act_at(one), digest=word.ljust(64, "0")[:64])


def write_all_anew_with_another_key(one: int, other: int, word: str) -> None:
    Entry.objects.filter(pk=one).delete()
    before = BEGINNING
    kept = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    for number, pk in enumerate(kept, 1):
        told = act_at(pk)
        Entry.objects.filter(pk=pk).update(id=number, digest=f"{number:064}")
        before = digest(key=word, before=before, number=number, **told)
        Entry.objects.filter(pk=number).update(digest=before)
    End.objects.update(entry=len(kept), digest=before, mark=mark(key=word, number=len(kept), digest=before))


TAMPERINGS: tuple[Tamper, ...] = (
    change_actor, change_act, change_subject, change_moment, change_count, change_detail, change_depth_of_detail,
    change_digest, change_number, remove_one, remove_the_last, remove_the_first, remove_everything, remove_the_end,
    exchange_two, add_one_at_the_end, add_one_and_move_the_end, add_one_before_the_first,
    write_all_anew_with_another_key,
)  # fmt: skip
WORDS = st.text(st.characters(codec="ascii", categories=("L", "N", "P")), min_size=1, max_size=40)
EXAMPLES = settings(
    max_examples=8, deadline=None, database=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip


def _digest(number: int) -> str:
    return str(Entry.objects.values_list("digest", flat=True).get(pk=number))


@pytest.mark.parametrize("tamper", [*TAMPERINGS, remove_the_last_and_move_the_end], ids=lambda one: one.__name__)
@EXAMPLES
@given(one=st.integers(1, MANY - 1), other=st.integers(1, MANY), word=WORDS)
def test_it_shows_and_a_later_act_does_not_hide_it(
    trail: None, tamper: Tamper, one: int, other: int, word: str
) -> None:
    assert first_break() is None
    with transaction.atomic():
        tamper(one, other, f"_{word}"[:40])
        assert first_break() is not None
        record(act="open_case", actor="loop", at=NOON)
        assert first_break() is not None
        transaction.set_rollback(True)


def test_a_row_that_a_stranger_to_our_types_wrote_shows(trail: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite keeps a word in a column of moments.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE trail_entry SET at = 'yesterday' WHERE id = 4")
    found = first_break()
    assert found is not None
    assert found.entry == 4


def test_a_copy_elsewhere_finds_what_a_thief_of_the_key_could_hide(trail: None) -> None:
    copy = [f"2026-11-02T09:00:00Z [info     ] trail {line}" for line in lines()]
    assert first_difference(copy) == (None, MANY)
    remove_the_last(MANY, 0, "")
    chained = _digest(MANY - 1)
    End.objects.update(
        entry=MANY - 1, digest=chained, mark=mark(key=ours.KUNDING_TRAIL_KEY, number=MANY - 1, digest=chained)
    )
    assert first_break() is None, "with the key, the end can be moved"
    found, _ = first_difference(copy)
    assert found is not None
    assert found.entry == MANY


def test_people_run_the_check(trail: None, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jsonl"
    run = CliRunner().invoke
    assert run(app, ["trail", "export", "-o", str(copy)]).exit_code == 0
    assert [json.loads(line)["entry"] for line in copy.read_text().splitlines()] == list(range(1, MANY + 1))
    assert "12 entries" in run(app, ["trail", "verify", "--against", str(copy)]).output
    change_count(3, 1, "")
    refused = run(app, ["trail", "verify"])
    assert refused.exit_code == 1
    assert isinstance(refused.exception, Refused)
    assert "Entry 3" in str(refused.exception)


def test_each_entry_goes_to_the_log_once_it_is_true(settings, django_capture_on_commit_callbacks, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    settings.KUNDING_TRAIL_LOG = True
    told: list[str] = []
    monkeypatch.setattr("kunding.trail.actions.log.info", told.append)
    with django_capture_on_commit_callbacks(execute=True):
        record(act="open_case", actor="loop", at=NOON)
        assert not told
    assert first_difference(told) == (None, 1)
