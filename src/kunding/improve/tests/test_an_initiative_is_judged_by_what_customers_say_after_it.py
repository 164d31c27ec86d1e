"""What became of a theme since something was done about it is counted in whole weeks around the day of shipping."""

from datetime import date, timedelta
from typing import Any

import pytest

from kunding.improve.actions import ShippedTooEarly, begin_initiative, open_pain_point, ship_initiative
from kunding.improve.models import Initiative
from kunding.improve.queries import backlog, effect_of
from kunding.improve.tests.lindenau import TODAY, Lindenau, lindenau, say, theme
from kunding.lake.installed import the_lake
from kunding.understand.facts import feedback
from kunding.understand.models import Reading

pytestmark = pytest.mark.django_db
SHIPPED = 84  # days ago


@pytest.fixture
def here(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> Lindenau:
    settings.KUNDING_LAKE = str(tmp_path_factory.mktemp("lake"))
    return lindenau()


def spread(count: int, first: int, end: int) -> list[int]:
    """Return days that lie evenly between the first and the end."""
    return [first + number * (end - first) // count for number in range(count)]


def shipped(here: Lindenau, *, per_week_after: int, days_ago: int = SHIPPED) -> Initiative:
    """Ten a week before, `per_week_after` since, and a steady rest; all of it in the lake."""
    bill = theme()
    say(here, bill, [None] * 10 * 26, days_ago=spread(260, days_ago + 1, days_ago + 183))
    after = per_week_after * (days_ago // 7)
    say(here, bill, [None] * after, days_ago=spread(after, 0, days_ago))
    say(here, theme("Else"), [None] * 1000, days_ago=range(days_ago + 183))
    the_lake().append("feedback", feedback(Reading.objects.all()), token=("test", 1))
    point = open_pain_point(theme=bill, by=here.lead, at=TODAY)
    initiative = begin_initiative(pain_point=point, title="Plain words", by=here.lead, at=TODAY, on=date(2026, 1, 1))
    ship_initiative(initiative=initiative, by=here.lead, at=TODAY, on=(TODAY - timedelta(days=days_ago)).date())
    return initiative


@pytest.mark.parametrize(
    ("after", "days_ago", "verdict"), [(2, 84, "proved"), (10, 84, "not_proved"), (2, 20, "too_early")]
)
def test_the_verdict_follows_the_weeks(here: Lindenau, after: int, days_ago: int, verdict: str) -> None:
    found = effect_of(shipped(here, per_week_after=after, days_ago=days_ago), today=TODAY.date())
    assert found is not None
    assert found.verdict == verdict
    assert (found.weeks_before, found.weeks_after) == (26, (days_ago + 1) // 7)
    assert found.count_before == 260


def test_nothing_is_judged_before_it_reached_the_customers(here: Lindenau) -> None:
    point = open_pain_point(theme=theme(), by=here.lead, at=TODAY)
    begun = begin_initiative(pain_point=point, title="Plain words", by=here.lead, at=TODAY)
    assert effect_of(begun, today=TODAY.date()) is None
    with pytest.raises(ShippedTooEarly):
        ship_initiative(initiative=begun, by=here.lead, at=TODAY, on=TODAY.date() - timedelta(days=1))
    assert backlog(at=TODAY) == []
