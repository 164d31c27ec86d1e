"""Themes that may be one matter are proposed to whoever sorts themes, until a person decides."""

import pytest
from django.test import Client
from django.urls import reverse

from kunding.conftest import NOW, Firm, say
from kunding.people.models import Person
from kunding.trail.models import Entry
from kunding.understand.actions import hide_theme, keep_themes_apart, merge_themes, propose_again
from kunding.understand.actions.themes import ThemeStaysWhole
from kunding.understand.models import Difference, Likeness, Theme
from kunding.understand.queries.alike import alike_among, alike_to, kept_apart


@pytest.fixture
def themes(firm: Firm) -> list[Theme]:
    labels = ("Aufzug Hauptmarkt", "Fahrstuhl Hauptmarkt", "Chatbot")
    made = [Theme.objects.create(label=label, found_at=NOW) for label in labels]
    example = say(firm, "Der Fahrstuhl am Hauptmarkt steht wieder.", at=NOW)
    Likeness.objects.create(theme=made[1], other=made[0], near=30, of=100, example=example)
    Likeness.objects.create(theme=made[0], other=made[1], near=6, of=100, example=example)
    Likeness.objects.create(theme=made[0], other=made[2], near=5, of=100)
    return made


def browser(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def page(person: Person, theme: Theme) -> str:
    return browser(person).get(reverse("understand:theme", args=[theme.pk])).content.decode()


def proposed(theme: Theme) -> list[tuple[str, str]]:
    return [(str(pair.theme), str(pair.into)) for pair in alike_to(theme, most=5)]


def test_the_nearest_comes_first_and_each_pair_once(themes: list[Theme]) -> None:
    lift, other_lift, chatbot = themes
    assert proposed(lift) == [(str(other_lift), str(lift)), (str(lift), str(chatbot))]
    assert alike_to(lift, most=1)[0].quote.text == "Der Fahrstuhl am Hauptmarkt steht wieder."  # type: ignore[union-attr]
    assert [pair.share for pair in alike_among([lift.pk, other_lift.pk], most=5)] == [0.3]
    assert alike_among([lift.pk], most=5) == []


def test_what_was_merged_or_hidden_is_not_proposed(firm: Firm, themes: list[Theme]) -> None:
    lift, other_lift, chatbot = themes
    merge_themes(theme=other_lift, into=lift, by=firm.vera, at=NOW)
    assert proposed(lift) == [(str(lift), str(chatbot))]
    hide_theme(theme=chatbot, by=firm.vera, at=NOW)
    assert proposed(lift) == []


def test_a_no_counts_both_ways_and_can_be_taken_back(firm: Firm, themes: list[Theme]) -> None:
    lift, other_lift, chatbot = themes
    keep_themes_apart(theme=other_lift, other=lift, by=firm.vera, at=NOW)
    keep_themes_apart(theme=lift, other=other_lift, by=firm.vera, at=NOW)
    assert proposed(lift) == [(str(lift), str(chatbot))]
    assert proposed(other_lift) == []
    assert kept_apart(lift) == [other_lift]
    assert kept_apart(other_lift) == [lift]
    propose_again(theme=lift, other=other_lift, by=firm.vera, at=NOW)
    assert len(proposed(lift)) == 2
    assert Entry.objects.filter(act="keep_themes_apart").count() == 2
    with pytest.raises(ThemeStaysWhole):
        keep_themes_apart(theme=lift, other=lift, by=firm.vera, at=NOW)


def test_one_click_merges_and_one_keeps_apart(firm: Firm, themes: list[Theme]) -> None:
    lift, other_lift, chatbot = themes
    assert "30 of 100 pieces of feedback" in page(firm.vera, lift)
    vera = browser(firm.vera)
    vera.post(reverse("understand:keep_apart", args=[lift.pk]), {"other": chatbot.pk})
    vera.post(reverse("understand:merge", args=[other_lift.pk]), {"into": lift.pk})
    other_lift.refresh_from_db()
    assert other_lift.merged_into == lift
    assert "Perhaps the same matter" not in page(firm.vera, lift)
    vera.post(reverse("understand:propose_again", args=[lift.pk]), {"other": chatbot.pk})
    assert "Perhaps the same matter" in page(firm.vera, lift)


def test_who_does_not_sort_themes_reads_only(firm: Firm, themes: list[Theme]) -> None:
    lift, _, chatbot = themes
    shown = page(firm.emil, lift)
    assert "Perhaps the same matter" in shown
    assert "Keep apart" not in shown
    browser(firm.emil).post(reverse("understand:keep_apart", args=[lift.pk]), {"other": chatbot.pk})
    assert not Difference.objects.exists()
