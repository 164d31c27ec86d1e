"""Readings are equally long columns whose values keep to what is promised."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kunding.understand.reader import Knowledge, Reader, TouchpointHint
from kunding.understand.reader.readings import INTENTS, SENTIMENTS, URGENCIES, WANTS

TEXTS = [
    "Danke für nichts, schon wieder 40 Minuten Verspätung.",
    "Where is my refund? I wrote three weeks ago.",
    "",
    "Das Zimmer war sauber und das Frühstück hervorragend.",
    "😀😀 https://example.org/x @handle #tag",
    "Mein Name ist Petra Schulz, Tel. 0171 2345678.",
    "日本語のテキスト",
    "Wie kann ich meinen Abschlag ändern?",
]


@given(st.lists(st.text(max_size=200), max_size=6))
@settings(max_examples=40, deadline=None)
def test_any_text_at_all_gives_one_complete_row(texts: list[str]) -> None:
    readings = Reader.shipped().read(texts)
    rows = readings.rows()
    assert len(rows) == len(texts)
    for row, text in zip(rows, texts, strict=True):
        assert row["sentiment"] in SENTIMENTS
        assert row["intent"] in INTENTS
        assert row["wants"] in WANTS
        assert row["urgency"] in URGENCIES
        assert 0 <= row["sentiment_probability"] <= 1
        assert 0 <= row["intent_probability"] <= 1
        assert all(0 <= start < end <= len(text) for start, end, _ in row["spans"])


def test_a_batch_reads_the_same_as_its_texts_one_by_one() -> None:
    hints = (TouchpointHint("frühstück", ("Frühstück", "Buffet")), TouchpointHint("konto", ("Abschlag", "Rechnung")))
    known = Knowledge(touchpoints=hints)
    together = Reader.shipped().read(TEXTS, ratings=[None, 0.0, None, 1.0] * 2, known=known)
    for at, text in enumerate(TEXTS):
        alone = Reader.shipped().read([text], ratings=[[None, 0.0, None, 1.0][at % 4]], known=known)
        mine, other = together.rows()[at], alone.rows()[0]
        for name, value in mine.items():
            assert value == (pytest.approx(other[name], abs=1e-5) if name.endswith("probability") else other[name])


def test_more_texts_than_one_batch_keep_their_order() -> None:
    texts = [f"Text {at}: " + TEXTS[at % len(TEXTS)] for at in range(2500)]
    some = [0, 1023, 1024, 2047, 2048, 2499]
    everything = Reader.shipped().read(texts).rows()
    assert len(everything) == 2500
    few = Reader.shipped().read([texts[at] for at in some]).rows()
    assert [everything[at]["intent"] for at in some] == [row["intent"] for row in few]


def test_rows_are_json_and_arrow_holds_the_same() -> None:
    readings = Reader.shipped().read(TEXTS)
    assert json.loads(json.dumps(readings.rows()))[1]["language"] == "en"
    table = readings.to_arrow()
    assert table.num_rows == len(TEXTS)
    assert table.column("sentiment").to_pylist() == readings.sentiment
    assert table.column("spans").to_pylist()[5][0]["kind"] == "name"


def test_sure_means_a_probability_above_the_threshold() -> None:
    readings = Reader.shipped().read(TEXTS)
    assert np.array_equal(readings.sure, readings.sentiment_probability >= 0.6)
    assert not readings.sure.all()
