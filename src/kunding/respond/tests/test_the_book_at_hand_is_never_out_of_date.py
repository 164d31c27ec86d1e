"""Doors that open one case at a time remember who takes care of what, and learn of each change."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

import kunding
from kunding.people.actions import note_absence
from kunding.respond.queries.book import ACTS_ON_THE_BOOK, book, book_at_hand
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau

# Acts on people that change neither who takes care of what nor until when.
OTHER_ACTS = {"end_sessions", "issue_token", "revoke_token", "set_password", "tie_login", "untie_login"}
OTHER_ACTS |= {"choose_language", "remove_second_factor"}


pytestmark = pytest.mark.sqlite  # PostgreSQL does not empty the trail between tests that commit


@pytest.fixture
def here(transactional_db: None) -> Lindenau:
    return lindenau()


def test_a_change_is_known_at_once(here: Lindenau) -> None:
    assert book_at_hand(on=MONDAY.date()).routes.of(here.shop.pk).owner == here.clerk.pk
    note_absence(
        person=here.clerk,
        deputy=here.lead,
        starts_on=MONDAY.date(),
        ends_on=MONDAY.date() + timedelta(days=3),
        actor=here.lead.trail_name,
        at=MONDAY,
    )
    assert book_at_hand(on=MONDAY.date()).routes.of(here.shop.pk).owner == here.lead.pk
    # Back at work without any act: only the day has changed.
    assert book_at_hand(on=MONDAY.date() + timedelta(days=4)).routes.of(here.shop.pk).owner == here.clerk.pk


def test_it_costs_one_question_as_long_as_nothing_changes(here: Lindenau, django_assert_num_queries: object) -> None:
    fresh = book_at_hand(on=MONDAY.date())
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert book_at_hand(on=MONDAY.date()) == fresh == fresh
    assert book(on=MONDAY.date()) == fresh


def test_no_act_on_people_or_journeys_is_forgotten() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for room in ("people", "journeys")
        for path in (Path(kunding.__file__).parent / room).rglob("*.py")
        if "tests" not in path.parts
    )
    acts = set(re.findall(r'act="([a-z_]+)"', source))
    assert acts - OTHER_ACTS <= set(ACTS_ON_THE_BOOK)
