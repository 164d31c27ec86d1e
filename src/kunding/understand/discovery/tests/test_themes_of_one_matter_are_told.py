"""Themes whose texts would fit another one almost as well are told, each with a text that shows it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from kunding.understand.discovery.likeness import ALMOST, FEWEST_NEAR, FEWEST_OF, SMALLEST_SHARE, tell_likeness
from kunding.understand.discovery.mixture import Mixture


def mixture(*rows: list[float]) -> Mixture:
    """Return a mixture with a row of evidence for each word."""
    return Mixture(np.array(rows, dtype=np.float32), np.zeros((0, 0), dtype=np.float32))


def said(texts: list[list[int]], words: int) -> sparse.csr_matrix:
    """Return the counts of texts, each a list of words by number."""
    counts = np.zeros((len(texts), words), dtype=np.float32)
    for row, text in enumerate(texts):
        counts[row, text] = 1
    return sparse.csr_matrix(counts)


def test_what_both_explain_is_near_and_what_one_explains_is_not() -> None:
    # Word 0 speaks for both themes, word 1 for the first, word 2 for the second only.
    known = mixture([2.0, 1.8], [3.0, -3.0], [-3.0, 3.0])
    texts = [[0]] * 30 + [[1]] * 70 + [[2]] * 40
    (told,) = tell_likeness(known, said(texts, 3))
    assert (told.theme, told.other, told.near, told.of) == (0, 1, 30, 100)
    assert texts[told.example] == [0]


def test_few_texts_are_chance() -> None:
    known = mixture([2.0, 1.8], [3.0, -3.0])
    assert tell_likeness(known, said([[0]] * 2 + [[1]] * 30, 2)) == []
    assert tell_likeness(known, said([[0]] * 10 + [[1]] * 5, 2)) == []
    assert tell_likeness(mixture([2.0]), said([[0]] * 50, 1)) == []


@given(
    evidence=st.lists(st.lists(st.floats(-4, 4, width=32), min_size=3, max_size=3), min_size=4, max_size=4),
    texts=st.lists(st.lists(st.integers(0, 3), unique=True, max_size=4), max_size=120),
)
def test_each_pair_holds_what_it_says(evidence: list[list[float]], texts: list[list[int]]) -> None:
    known, counts = mixture(*evidence), said(texts, 4)
    score = known.score(counts)
    for told in tell_likeness(known, counts):
        assert told.theme != told.other
        assert told.near >= FEWEST_NEAR
        assert told.of >= FEWEST_OF
        assert told.near >= SMALLEST_SHARE * told.of
        assert score[told.example].argmax() == told.theme
        assert score[told.example, told.other] >= ALMOST * score[told.example].max() > 0
