"""What is denied counts the other way round, in both languages, before and after the word."""

import numpy as np
import pytest

from kunding.understand.reader import Reader, language, lexicon
from kunding.understand.reader.lexicon import COLUMN
from kunding.understand.reader.tokens import tokenise

PAIRS = [
    ("Das gefällt mir.", "Das gefällt mir nicht."),
    ("Das Personal war freundlich.", "Das Personal war nicht freundlich."),
    ("Die App funktioniert.", "Die App funktioniert nicht."),
    ("Ich bin zufrieden.", "Ich bin keineswegs zufrieden."),
    ("I am happy with the service.", "I am not happy with the service."),
    ("The staff were helpful.", "The staff weren't helpful."),
    ("I would recommend this hotel.", "I would never recommend this hotel."),
]


@pytest.mark.parametrize(("plain", "denied"), PAIRS)
def test_a_denied_praise_is_less_positive_and_more_negative(plain: str, denied: str) -> None:
    shares = Reader.shipped()
    better, worse = shares.read([plain]), shares.read([denied])
    assert better.sentiment == ["positive"]
    assert worse.sentiment != ["positive"]
    assert _balance(plain) > _balance(denied)


def test_a_missing_fault_is_no_fault() -> None:
    assert _found("Keine Verspätung heute.")[COLUMN["problem_sum"]] == 0
    assert _found("Heute Verspätung.")[COLUMN["problem_sum"]] > 0


def test_a_stop_ends_the_reach_of_a_negation() -> None:
    assert _balance("Nein, ich war nicht dort. Schön gelegen.") > 0


def test_what_comes_after_but_is_weighed_apart() -> None:
    found = _found("Das Zimmer war klein und laut, aber das Personal war großartig.")
    assert found[COLUMN["after_contrast"]] > 0 > found[COLUMN["before_contrast"]]


def test_spelling_without_umlauts_and_stretched_letters_are_understood() -> None:
    assert _balance("Das war schoen") > 0
    assert _balance("suuuuper") > 0
    assert _balance("unverschaemt") < 0


def _balance(text: str) -> float:
    found = _found(text)
    return float(found[COLUMN["positive_sum"]] - found[COLUMN["negative_sum"]] - found[COLUMN["problem_sum"]])


def _found(text: str) -> np.ndarray:  # type: ignore[type-arg]
    words = tokenise([text])
    return lexicon.match(words, language.bits(language.identify([text], words)), lexicon.shipped())[0]
