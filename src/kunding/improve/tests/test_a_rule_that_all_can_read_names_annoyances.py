"""A theme becomes a pain point by a rule that says why, or by a person; what a person dismisses stays dismissed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunding.improve.actions import dismiss, name_pain_points, open_pain_point
from kunding.improve.models import PainPoint
from kunding.improve.queries import naming_owed
from kunding.improve.queries.period import year_until
from kunding.improve.rules import ThemeFigures, is_annoyance, lowest_share
from kunding.improve.tests.lindenau import TODAY, Lindenau, customers, lindenau, say, theme
from kunding.trail.models import Entry
from kunding.understand.models import Hiding

COUNTS = st.integers(0, 10_000)


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


@given(COUNTS, COUNTS, COUNTS)
def test_more_annoyed_never_makes_it_less_of_an_annoyance(feedback: int, annoyed: int, everything: int) -> None:
    annoyed = min(annoyed, feedback)
    everything = max(everything, feedback)
    verdict = is_annoyance(ThemeFigures(feedback, annoyed, everything))
    assert 0 <= lowest_share(annoyed, feedback) <= (annoyed / feedback if feedback else 0) + 1e-12
    if verdict.is_annoyance and annoyed < feedback:
        assert is_annoyance(ThemeFigures(feedback, annoyed + 1, everything)).is_annoyance


@pytest.mark.django_db
def test_what_annoys_many_is_named_and_what_pleases_is_not(here: Lindenau) -> None:
    bill, driver, rare = theme("Bill"), theme("Friendly driver"), theme("Rare")
    say(here, bill, customers(40))
    say(here, driver, customers(40), reading={"sentiment": "positive", "intent": "praise"})
    say(here, rare, customers(9))
    assert name_pain_points(at=TODAY) == 1
    point = PainPoint.objects.get()
    assert point.theme == bill
    assert point.because == "40 of 40 times customers were annoyed; at least 91 %."
    assert point.opened_by is None


@pytest.mark.django_db
def test_it_goes_to_whoever_owns_the_touchpoint_where_it_happens_mostly(here: Lindenau) -> None:
    shop, bill = theme("Queue"), theme("Bill")
    say(here, shop, customers(20), reading={"touchpoint": here.shop})
    say(here, shop, customers(5), reading={"touchpoint": here.bill})
    say(here, bill, customers(25), reading={"touchpoint": here.bill})
    name_pain_points(at=TODAY)
    queue, wrong = PainPoint.objects.order_by("theme_id")
    assert (queue.touchpoint, queue.unit, queue.owner) == (here.shop, here.sales, here.clerk)
    assert (wrong.touchpoint, wrong.unit, wrong.owner) == (here.bill, here.billing, here.lead)


@pytest.mark.django_db
def test_a_repeat_opens_nothing_and_what_was_dismissed_stays_so(here: Lindenau) -> None:
    say(here, theme(), customers(40))
    name_pain_points(at=TODAY)
    assert name_pain_points(at=TODAY + timedelta(days=1)) == 0
    dismiss(pain_point=PainPoint.objects.get(), by=here.lead, at=TODAY)
    assert name_pain_points(at=TODAY + timedelta(days=2)) == 0
    assert hasattr(PainPoint.objects.get(), "dismissal")


@pytest.mark.django_db
def test_a_person_may_call_any_theme_an_annoyance_and_take_a_dismissal_back(here: Lindenau) -> None:
    small = theme("Small print")
    point = open_pain_point(theme=small, by=here.lead, at=TODAY)
    assert (point.opened_by, point.because) == (here.lead, "Lead calls it an annoyance.")
    dismiss(pain_point=point, by=here.clerk, at=TODAY)
    open_pain_point(theme=small, by=here.lead, at=TODAY)
    assert not hasattr(PainPoint.objects.get(), "dismissal")
    acts = list(Entry.objects.exclude(act="find_themes").order_by("pk").values_list("act", flat=True))
    assert acts == ["open_pain_point", "dismiss_pain_point", "restore_pain_point"]


@pytest.mark.django_db
def test_merged_themes_count_together_and_hidden_ones_not_at_all(here: Lindenau) -> None:
    whole, part, hidden = theme("Bill"), theme("Wrong bill"), theme("Noise")
    part.merged_into = whole
    part.save()
    Hiding.objects.create(theme=hidden, by=here.lead, at=TODAY)
    for each, count in ((whole, 12), (part, 12), (hidden, 40)):
        say(here, each, customers(count))
    name_pain_points(at=TODAY)
    assert PainPoint.objects.get().theme == whole


@pytest.mark.django_db
def test_an_old_export_is_judged_by_its_own_last_year_if_that_says_enough(here: Lindenau) -> None:
    say(here, theme("Bill"), customers(40), days_ago=[4000])
    say(here, theme("Older"), customers(40), days_ago=[4400])
    enough, too_little = year_until(TODAY, enough=40), year_until(TODAY, enough=41)
    assert enough is not None
    assert too_little is not None
    assert (enough.until - enough.since + 1, enough.to_a_year) == (365, 1.0)
    assert too_little.until - too_little.since == 400
    assert too_little.to_a_year == 365 / 401


@pytest.mark.django_db
def test_where_little_was_said_older_years_are_counted_too(here: Lindenau) -> None:
    say(here, theme("Bill"), customers(40), days_ago=[4000])
    say(here, theme("Older"), customers(40), days_ago=[4400])
    name_pain_points(at=TODAY)
    assert {point.theme.label for point in PainPoint.objects.all()} == {"Bill", "Older"}


@pytest.mark.django_db
def test_naming_is_owed_when_themes_changed_or_much_was_placed_and_not_twice(here: Lindenau) -> None:
    assert naming_owed(TODAY) == []
    bill = theme()
    say(here, bill, customers(100))
    assert naming_owed(TODAY)
    name_pain_points(at=TODAY)
    assert naming_owed(TODAY + timedelta(days=300)) == []
    say(here, bill, customers(1))
    assert naming_owed(TODAY + timedelta(minutes=10)) == []
    assert naming_owed(TODAY + timedelta(hours=2))
    say(here, bill, customers(10))
    assert naming_owed(TODAY + timedelta(minutes=10))
    name_pain_points(at=TODAY)
    theme("New")
    assert naming_owed(TODAY)


@pytest.mark.django_db
def test_a_company_without_feedback_has_no_pain_points(here: Lindenau) -> None:
    assert name_pain_points(at=TODAY) == 0
