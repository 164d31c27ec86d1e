import random

import numpy as np

from kunding.understand.discovery import Discovery, discover


def test_a_second_run_finds_the_same(questions: tuple[list[str], list[str]], found: Discovery) -> None:
    again = discover(questions[0])

    assert np.array_equal(again.labels, found.labels)
    assert np.array_equal(again.confidence, found.confidence)
    assert again.themes == found.themes
    assert again.model.to_bytes() == found.model.to_bytes()


def test_the_order_of_the_texts_plays_no_part(questions: tuple[list[str], list[str]], found: Discovery) -> None:
    order = list(range(len(questions[0])))
    random.Random(3).shuffle(order)

    turned = discover([questions[0][row] for row in order])

    assert np.array_equal(turned.labels, found.labels[order])
    assert [theme.label for theme in turned.themes] == [theme.label for theme in found.themes]
    assert [tuple(order[row] for row in theme.quotes) for theme in turned.themes] == [
        theme.quotes for theme in found.themes
    ]
