"""From many labels on, machines per class learn the company's words; what they learned survives being stored."""

import numpy as np
import pytest

from kunding.understand.reader import CompanyHead, Knowledge, Reader
from kunding.understand.reader.head import MANY
from kunding.understand.reader.margins import Margins
from kunding.understand.reader.ngrams import APART, apart, grams
from kunding.understand.reader.tokens import tokenise

STEMS = {"negative": ["Rotphase", "Stillstand im Kurbelwerk"], "positive": ["Grünphase", "Kurbelwerk drehte sich"]}


def _labelled(count: int) -> tuple[list[str], list[str]]:
    moods = [("negative", "positive")[at % 2] for at in range(count)]
    return [f"{STEMS[mood][at // 2 % 2]} an Halt {at % 97}, Linie {at}." for at, mood in enumerate(moods)], moods


@pytest.fixture(scope="module")
def head() -> CompanyHead:
    """Many labels of two of the three classes."""
    texts, moods = _labelled(MANY)
    return CompanyHead.fit(texts, sentiments=moods)


def test_many_labels_decide_what_unknown_words_mean(head: CompanyHead) -> None:
    assert list(head.margins) == ["sentiment"]
    told = Reader.shipped().read(
        ["Wieder die Rotphase gestern", "Wieder die Grünphase gestern"], known=Knowledge(head=head)
    )
    assert told.sentiment == ["negative", "positive"]


def test_one_label_less_learns_no_margins() -> None:
    texts, moods = _labelled(MANY - 1)
    assert not CompanyHead.fit(texts, sentiments=moods).margins


def test_a_class_without_a_label_is_not_guessed(head: CompanyHead) -> None:
    texts, _ = _labelled(50)
    assert "neutral" not in Reader.shipped().read(texts, known=Knowledge(head=head)).sentiment


def test_stored_margins_read_as_before(head: CompanyHead) -> None:
    texts, _ = _labelled(60)
    block = head.to_bytes()
    before, after = (
        Reader.shipped().read(texts, known=Knowledge(head=one)) for one in (head, CompanyHead.from_bytes(block))
    )
    assert before.sentiment == after.sentiment
    assert np.allclose(before.sentiment_probability, after.sentiment_probability, atol=0.01)
    assert len(block) < 3_000_000


def test_a_batch_reads_as_its_texts_one_by_one(head: CompanyHead) -> None:
    texts, _ = _labelled(8)
    together = Reader.shipped().read(texts, known=Knowledge(head=head)).sentiment_probability
    alone = [Reader.shipped().read([text], known=Knowledge(head=head)).sentiment_probability[0] for text in texts]
    assert np.allclose(together, alone, atol=1e-5)


def test_words_and_runs_lie_apart() -> None:
    words = tokenise(["Zug Zug 7 !"])
    found = apart(words).matrix()
    assert found.shape[1] == 2 * APART
    assert (found.indices < APART).sum() == 6  # zug, 7, ! and the pairs zug zug, zug 7, 7 !
    assert (found.indices >= APART).sum() == 10  # runs of 2 to 5 characters of " zug ", none of marks and numbers
    assert grams(words).matrix().shape[1] < found.shape[1]


def test_one_class_alone_gives_a_constant_margin() -> None:
    parts = apart(tokenise(["a b", "b c"])).matrix(), np.zeros((2, 1), np.float32), np.zeros((2, 3), np.float32)
    margins = Margins.fit(np.zeros(2, dtype=np.int64), 3, *parts).of(*parts)
    assert margins.tolist() == [[1.0, -1.0, -1.0]] * 2
