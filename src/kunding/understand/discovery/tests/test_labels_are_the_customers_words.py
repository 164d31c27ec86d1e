from collections.abc import Sequence

import numpy as np

from kunding.understand.discovery import Discovery, discover
from kunding.understand.discovery.words import cut


def test_every_label_stands_in_texts_of_its_theme(questions: tuple[list[str], list[str]], found: Discovery) -> None:
    for theme in found.themes:
        members = [questions[0][row] for row in np.flatnonzero(found.labels == theme.id)]
        assert any(_says(text, theme.label) for text in members), theme.label


def test_german_labels_stand_in_german_texts(posts: list[str]) -> None:
    found = discover(posts)

    assert len(found.themes) >= 10
    for theme in found.themes:
        if theme.language == "de":
            members = [posts[row] for row in np.flatnonzero(found.labels == theme.id)]
            assert any(_says(text, theme.label) for text in members), theme.label


def test_no_two_themes_of_a_language_have_one_label(found: Discovery) -> None:
    labels = [theme.label.lower() for theme in found.themes]

    assert len(set(labels)) == len(labels)


def test_labels_are_short_and_begin_with_a_capital(found: Discovery) -> None:
    for theme in found.themes:
        assert 1 <= len(theme.label.split()) <= 6
        assert theme.label[0] == theme.label[0].upper()
        assert theme.label.split()[-1].lower() not in {"not", "the", "a", "my", "for", "of", "how", "why"}


def test_quotes_are_different_texts_of_the_theme(questions: tuple[list[str], list[str]], found: Discovery) -> None:
    for theme in found.themes:
        assert 1 <= len(theme.quotes) <= 5
        assert len({questions[0][row].lower() for row in theme.quotes}) == len(theme.quotes)
        assert all(found.labels[row] == theme.id for row in theme.quotes)


def test_sizes_are_the_texts_counted(found: Discovery) -> None:
    assert [theme.size for theme in found.themes] == [int((found.labels == theme.id).sum()) for theme in found.themes]


def _says(text: str, label: str) -> bool:
    said, wanted = [word.lower() for word in cut(text)], label.lower().split()
    return any(_starts(said[start:], wanted) for start in range(len(said)))


def _starts(said: Sequence[str], wanted: Sequence[str]) -> bool:
    return list(said[: len(wanted)]) == list(wanted)
