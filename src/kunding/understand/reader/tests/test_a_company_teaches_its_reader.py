"""Own labels and ratings move the readings; a head survives being stored."""

import numpy as np
import pytest

from kunding.understand.reader import CompanyHead, Knowledge, Reader, TooFewLabels

GOOD = ["Die Grünphase kam sofort", "Der Fahrplanbote war da", "Kurbelwerk drehte sich", "Alles im Takt geblieben"]
BAD = ["Die Rotphase kam wieder", "Der Fahrplanbote blieb weg", "Kurbelwerk stand", "Alles aus dem Takt geraten"]


def _lot(texts: list[str], count: int) -> list[str]:
    return [f"{texts[at % len(texts)]}, Linie {at}." for at in range(count)]


def test_words_that_only_the_company_uses_are_learned_from_labels() -> None:
    texts = _lot(GOOD, 40) + _lot(BAD, 40)
    head = CompanyHead.fit(texts, sentiments=["positive"] * 40 + ["negative"] * 40)
    readings = Reader.shipped().read(["Die Grünphase kam.", "Die Rotphase kam."], known=Knowledge(head=head))
    assert readings.sentiment == ["positive", "negative"]


def test_ratings_teach_where_nobody_labelled() -> None:
    texts = _lot(GOOD, 40) + _lot(BAD, 40)
    head = CompanyHead.fit(texts, ratings=[1.0] * 40 + [0.0] * 40)
    assert Reader.shipped().read(["Kurbelwerk stand."], known=Knowledge(head=head)).sentiment == ["negative"]


def test_a_stored_head_reads_as_before() -> None:
    texts = _lot(GOOD, 20) + _lot(BAD, 20)
    moods = ["positive"] * 20 + ["negative"] * 20
    head = CompanyHead.fit(texts, sentiments=moods, intents=["praise"] * 20 + [None] * 20)
    again = CompanyHead.from_bytes(head.to_bytes())
    before, after = (Reader.shipped().read(texts, known=Knowledge(head=one)) for one in (head, again))
    assert before.sentiment == after.sentiment
    assert before.intent == after.intent
    assert np.allclose(before.sentiment_probability, after.sentiment_probability, atol=0.01)


def test_a_handful_of_labels_is_refused_with_a_sentence() -> None:
    with pytest.raises(TooFewLabels, match="At least 12"):
        CompanyHead.fit(GOOD, sentiments=["positive"] * 4)


@pytest.mark.parametrize("text", ["Ich war am Dienstag da.", "Das Zimmer hatte ein Fenster.", "It was on Monday."])
def test_a_rating_beside_a_plain_text_decides(text: str) -> None:
    bad, good = Reader.shipped().read([text, text], ratings=[0.0, 1.0]).sentiment
    assert (bad, good) == ("negative", "positive")
