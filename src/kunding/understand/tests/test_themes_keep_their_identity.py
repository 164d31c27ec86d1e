"""Discovery through the database, on real questions of bank customers."""

from datetime import UTC, datetime, timedelta

import pytest

from kunding.listen.models import Feedback, Source
from kunding.people.actions import found_company
from kunding.people.models import Person
from kunding.people.queries import chief_customer_officer
from kunding.understand.actions import (
    correct_theme,
    find_themes,
    hide_theme,
    merge_themes,
    place_batch,
    rename_theme,
    show_theme,
    split_theme,
    unmerge_theme,
)
from kunding.understand.actions.themes import ThemeStaysWhole
from kunding.understand.models import Membership, Reading, Theme
from kunding.understand.queries import discovery_owed, shown_themes, theme_quotes, unplaced_readings
from tests.data import rows_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOPICS = ("card_arrival", "lost_or_stolen_card", "exchange_rate", "change_pin", "top_up_failed", "age_limit")


def questions(count: int, *, skip: int = 0) -> list[str]:
    rows = rows_of("banking77/questions.csv")
    chosen = []
    for topic in TOPICS:
        chosen += [row["text"] for row in rows if row["category"] == topic][skip : skip + count]
    return chosen


def hear(texts: list[str], source: Source) -> list[Feedback]:
    heard = Feedback.objects.bulk_create(
        Feedback(
            source=source,
            reference=f"{source.name}-{number}",
            said_at=NOON + timedelta(hours=number),
            arrived_at=NOON,
            channel="chat",
            text=text,
        )
        for number, text in enumerate(texts)
    )
    Reading.objects.bulk_create(
        Reading(
            feedback=one,
            language="en",
            sentiment="neutral",
            sentiment_probability=0.9,
            sure=True,
            intent="question",
            intent_probability=0.9,
            urgency="normal",
            reader_version="test",
            read_at=NOON,
        )
        for one in heard
    )
    return heard


@pytest.fixture
def chief(db) -> Person:
    found_company(name="Bank", at=NOON)
    return chief_customer_officer()


@pytest.fixture
def themes(chief: Person) -> list[Theme]:
    hear(questions(60), Source.objects.create(name="first", kind="file"))
    find_themes(at=NOON)
    return list(shown_themes())


def test_discovery_is_owed_once_there_are_enough_texts(chief: Person) -> None:
    hear(questions(5), Source.objects.create(name="few", kind="file"))
    assert discovery_owed(NOON) == []
    hear(questions(60), Source.objects.create(name="many", kind="file"))
    assert discovery_owed(NOON) == ["discovery"]
    find_themes(at=NOON)
    assert discovery_owed(NOON) == []


def test_what_customers_ask_about_is_found(themes: list[Theme]) -> None:
    assert 4 <= len(themes) <= 40
    labels = " ".join(theme.label.lower() for theme in themes)
    assert "card" in labels
    assert "pin" in labels


def test_new_feedback_is_placed_in_the_themes_that_are_there(themes: list[Theme]) -> None:
    heard = hear(questions(20, skip=60), Source.objects.create(name="second", kind="file"))
    keys = [one.pk for one in heard]
    assert set(unplaced_readings(NOON).values_list("pk", flat=True)) == set(keys)
    place_batch(keys=keys, at=NOON)
    assert not unplaced_readings(NOON).exists()
    placed = Membership.objects.filter(pk__in=keys, theme__isnull=False).count()
    assert placed > len(keys) / 2


def test_a_theme_is_the_same_after_the_next_discovery(themes: list[Theme]) -> None:
    before = dict(Membership.objects.filter(theme__isnull=False).values_list("pk", "theme"))
    hear(questions(5, skip=60), Source.objects.create(name="second", kind="file"))
    find_themes(at=NOON + timedelta(days=8))
    after = dict(Membership.objects.filter(pk__in=before).values_list("pk", "theme"))
    same = sum(after[key] == theme for key, theme in before.items())
    assert same / len(before) > 0.7


def test_a_name_that_a_person_gave_outlives_discovery(themes: list[Theme], chief: Person) -> None:
    rename_theme(theme=themes[0], label="Where is my card?", by=chief, at=NOON)
    find_themes(at=NOON + timedelta(days=8))
    assert Theme.objects.get(pk=themes[0].pk).label == "Where is my card?"


def test_merging_can_be_undone_without_loss(themes: list[Theme], chief: Person) -> None:
    before = dict(Membership.objects.values_list("pk", "theme"))
    merge_themes(theme=themes[0], into=themes[1], by=chief, at=NOON)
    assert themes[0] not in shown_themes()
    unmerge_theme(theme=themes[0], by=chief, at=NOON)
    assert themes[0] in shown_themes()
    assert dict(Membership.objects.values_list("pk", "theme")) == before


def test_a_theme_cannot_be_merged_into_itself_or_into_a_merged_one(themes: list[Theme], chief: Person) -> None:
    with pytest.raises(ThemeStaysWhole):
        merge_themes(theme=themes[0], into=themes[0], by=chief, at=NOON)
    merge_themes(theme=themes[0], into=themes[1], by=chief, at=NOON)
    with pytest.raises(ThemeStaysWhole):
        merge_themes(theme=themes[2], into=Theme.objects.get(pk=themes[0].pk), by=chief, at=NOON)


def test_a_hidden_theme_comes_back(themes: list[Theme], chief: Person) -> None:
    hide_theme(theme=themes[0], by=chief, at=NOON)
    assert themes[0] not in shown_themes()
    show_theme(theme=themes[0], by=chief, at=NOON)
    assert themes[0] in shown_themes()


def test_a_theme_with_few_texts_is_not_split(themes: list[Theme], chief: Person) -> None:
    small = Theme.objects.create(label="small", found_at=NOON)
    with pytest.raises(ThemeStaysWhole, match="only 0 texts"):
        split_theme(theme=small, by=chief, at=NOON)


def test_two_topics_in_one_theme_are_split(themes: list[Theme], chief: Person) -> None:
    everything = themes[0]
    Membership.objects.update(theme=everything)
    parts = split_theme(theme=everything, by=chief, at=NOON)
    assert len(parts) >= 2
    assert all(Membership.objects.filter(theme=part).count() >= 2 for part in parts)


def test_where_a_person_placed_feedback_it_stays(themes: list[Theme], chief: Person) -> None:
    member = Membership.objects.filter(theme=themes[0]).first()
    assert member is not None
    correct_theme(reading=Reading.objects.get(pk=member.pk), theme=themes[1], by=chief, at=NOON)
    find_themes(at=NOON + timedelta(days=8))
    assert Membership.objects.get(pk=member.pk).theme == themes[1]


def test_quotes_are_customers_words_of_the_theme(themes: list[Theme]) -> None:
    quotes = theme_quotes(themes[0], count=5)
    own = set(Membership.objects.filter(theme=themes[0]).values_list("pk", flat=True))
    assert len(quotes) == 5
    assert {quote.feedback for quote in quotes} <= own
    assert len({quote.feedback for quote in quotes}) == 5
