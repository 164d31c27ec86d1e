import random

import numpy as np

from kunding.understand.discovery import discover
from kunding.understand.discovery.languages import tell_languages


def test_german_and_english_in_one_run_keep_their_own_themes(
    questions: tuple[list[str], list[str]], posts: list[str]
) -> None:
    mixed = [(text, "en") for text in questions[0][:400]] + [(text, "de") for text in posts[:400]]
    random.Random(1).shuffle(mixed)

    found = discover([text for text, _ in mixed], languages=[language for _, language in mixed])

    assert {theme.language for theme in found.themes} == {"de", "en"}
    for theme in found.themes:
        spoken = {mixed[row][1] for row in np.flatnonzero(found.labels == theme.id)}
        assert spoken == {theme.language}


def test_the_language_is_told_where_it_is_not_given(questions: tuple[list[str], list[str]], posts: list[str]) -> None:
    told = tell_languages(questions[0][:300] + posts[:300])

    assert sum(one == "en" for one in told[:300]) >= 295
    assert sum(one == "de" for one in told[300:]) >= 270  # some posts are English or only tags


def test_a_text_without_a_sign_of_language_goes_with_the_others() -> None:
    assert tell_languages(["Wo ist der Bus?", "Aufzug defekt", "Der Zug kam nicht"]) == ["de", "de", "de"]


def test_unreadable_counts_as_not_given() -> None:
    texts = ["Der Aufzug ist kaputt", "Die Rechnung ist zu hoch"] * 10
    texts = [f"{text} am {day}. Tag" for day, text in enumerate(texts)]

    found = discover(texts, languages=["und"] * 20)

    assert {theme.language for theme in found.themes} == {"de"}


def test_thirty_texts_are_enough_for_first_themes() -> None:
    streets = ["Nord", "Süd", "West", "Ost", "Park", "Markt", "Ufer", "Berg", "Tal", "See"]
    texts = [
        sentence.format(street)
        for street in streets
        for sentence in (
            "Der Aufzug an der Haltestelle {} ist schon wieder defekt",
            "Meine Rechnung ist falsch, der Abschlag für {} ist viel zu hoch",
            "Das Internet in {} fällt jeden Abend aus",
        )
    ]

    found = discover(texts)

    by_kind = [set(found.labels[kind::3].tolist()) for kind in range(3)]
    assert not by_kind[0] & by_kind[1] and not by_kind[1] & by_kind[2]  # noqa: PT018
    assert (found.labels >= 0).all()
