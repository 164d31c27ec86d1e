"""What was planted is found by reading, discovery, price and proof; none of the generator's labels is looked at."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from kunding.customers.models import Campaign, Consent, Suggestion
from kunding.demo.calendar import HERE
from kunding.demo.create import create_demo
from kunding.demo.generate import Size
from kunding.demo.stories import LEAVE_AFTER
from kunding.improve.models import Initiative, Price
from kunding.improve.queries import effect_of
from kunding.lake.installed import the_lake
from kunding.listen.models import Feedback
from kunding.loop.models import Parked
from kunding.people.models import Absence
from kunding.respond.models import (
    CaseLabel,
    Decision,
    Escalation,
    Goodwill,
    Handover,
    Mention,
    Note,
    Outcome,
    Reopening,
    ReplyTemplate,
    SavedView,
    Task,
    Verdict,
)
from kunding.respond.queries import open_cases, silted_cases
from kunding.understand.models import Reading, Theme
from kunding.understand.queries.themes import theme_quotes, theme_trends

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 16, tzinfo=HERE)
SIZE = Size(customers=6_000, voices=9_000)


@pytest.fixture(scope="module")
def lindenau(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    lake = str(tmp_path_factory.mktemp("lake"))
    with override_settings(KUNDING_LAKE=lake):
        with django_db_blocker.unblock():
            create_demo(seed=1, now=NOW, password="nobody logs in here", size=SIZE)
        yield
        # Made once for all tests here and committed: each test rolls back its own acts only.
        with django_db_blocker.unblock():
            call_command("flush", interactive=False, verbosity=0)


def about(*stems: str) -> list[Theme]:
    """The themes in whose name or words one of these stems stands, the largest first."""
    found = [
        theme
        for theme in Theme.objects.filter(merged_into=None)
        if any(stem in f"{theme.label} {' '.join(theme.words)}".lower() for stem in stems)
    ]
    return sorted(found, key=lambda theme: -theme.memberships.count())


def test_the_bill_run_is_the_dearest_annoyance_and_its_price_is_measured(lindenau: None) -> None:
    dearest = Price.objects.select_related("pain_point__theme").order_by("-mid")[0]
    assert "abschlag" in f"{dearest.pain_point.theme.label} {' '.join(dearest.pain_point.theme.words)}".lower()
    assert dearest.badge == "measured"


def test_the_measured_excess_of_leaving_covers_what_was_planted(lindenau: None) -> None:
    price = Price.objects.order_by("-mid")[0]
    excess = next(step for step in price.workings["steps"] if step["source"] == "measured" and step["unit"] == "share")
    assert excess["low"] <= LEAVE_AFTER["abschlag"] <= excess["high"]


def test_the_chatbot_grows_the_forged_messages_are_new_and_the_broken_login_vanishes(lindenau: None) -> None:
    trends = theme_trends(at=NOW)

    def states(*stems: str) -> set[str]:
        return {trends[theme.pk].state for theme in about(*stems) if theme.pk in trends}

    assert "growing" in states("chatbot")
    assert "new" in states("betrug", "phishing")
    assert "vanishing" in states("kundenportal", "login", "passwort")


def test_lift_and_storm_were_loud_and_are_quiet_now(lindenau: None) -> None:
    trends = theme_trends(at=NOW)
    for stem in ("aufzug", "sturm"):
        trend = trends[about(stem)[0].pk]
        assert trend.before >= 20 * max(trend.after, 1), stem


def test_each_story_has_a_theme_with_customers_words_about_it(lindenau: None) -> None:
    for stem in ("abschlag", "aufzug", "chatbot", "umzug", "warteschleife", "vertrieb", "kurzstrecke", "nordstrom"):
        theme = about(stem)[0]
        quotes = theme_quotes(theme, count=6)
        assert sum(stem in quote.text.lower() for quote in quotes) >= 2, (stem, [quote.text for quote in quotes])


def test_the_shorter_form_is_proved_and_the_new_music_is_not(lindenau: None) -> None:
    verdicts = {}
    for initiative in Initiative.objects.all():
        found = effect_of(initiative, today=NOW.date())
        verdicts[initiative.title] = found.verdict if found else "missing"
    assert verdicts["Umzugsformular von 23 auf 5 Felder gekürzt"] == "proved"
    assert verdicts["Neue Wartemusik und Rückruf auf Wunsch"] in {"not_proved", "too_early"}


def test_what_silted_up_lies_between_sales_and_billing(lindenau: None) -> None:
    silted = list(silted_cases(at=NOW).values_list("unit__name", flat=True))
    between = [name for name in silted if name in ("Vertrieb", "Abrechnung")]
    assert silted
    assert len(between) > len(silted) / 2


def test_most_time_is_lost_between_sales_and_billing_and_something_everywhere(lindenau: None) -> None:
    lost = the_lake().ask(["days_lost", "handovers"], by=["from_unit", "to_unit"], order="-days_lost").to_pylist()
    both = {(row["from_unit"], row["to_unit"]) for row in lost[:2]}
    assert both == {("Vertrieb", "Abrechnung"), ("Abrechnung", "Vertrieb")}
    assert len(lost) > 6


def test_customers_are_promised_answered_asked_and_nobody_is_between_two_units_without_an_owner(lindenau: None) -> None:
    asked = ["kept_promises", "first_contact_resolution", "solved_share", "reopened_share"]
    figures = the_lake().ask([*asked, "cross_department_without_owner"], at=NOW).to_pylist()[0]
    assert all(0.02 < figures[name] < 0.98 and figures[f"{name}_n"] > 30 for name in asked), figures
    assert figures["cross_department_without_owner"] == 0


def test_each_act_of_a_service_team_is_there_to_be_seen(lindenau: None) -> None:
    assert set(Handover.objects.values_list("outcome", flat=True)) >= {"accepted", "refused", "lapsed"}
    assert set(Decision.objects.values_list("outcome", flat=True)) == set(Outcome.values)
    assert set(Verdict.objects.exclude(why="").values_list("solved", flat=True)) == {"yes", "partly", "no"}
    seen = (Goodwill, Note, Mention, Task, ReplyTemplate, SavedView, CaseLabel, Reopening, Escalation)
    for noun in (*seen, Absence, Campaign, Consent, Suggestion):
        assert noun.objects.exists(), noun
    assert not Parked.objects.exists()


def test_most_customers_have_their_answer(lindenau: None) -> None:
    assert 0 < open_cases().count() < 200


def test_competitors_and_praise_are_heard(lindenau: None) -> None:
    leaving = Reading.objects.filter(intent="leaving").exclude(competitor="").values_list("competitor", flat=True)
    assert any("Nordstrom" in name for name in leaving)
    praised = Reading.objects.filter(intent="praise", feedback__text__icontains="busfahrer").count()
    assert praised >= 20


def test_no_label_of_the_generator_travels_along(lindenau: None) -> None:
    assert not Feedback.objects.exclude(extra={}).exists()
    assert not Feedback.objects.exclude(touchpoint=None).exists()
