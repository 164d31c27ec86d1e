import numpy as np
import pytest

from kunding.understand.discovery import Discovery, Model, UnknownModelError, discover


def test_a_text_that_was_there_gets_its_own_theme_again(
    questions: tuple[list[str], list[str]], found: Discovery
) -> None:
    labels, confidence = found.model.assign(questions[0])

    assert np.array_equal(labels, found.labels)
    assert np.allclose(confidence, found.confidence)


def test_a_kept_model_places_as_before(questions: tuple[list[str], list[str]], found: Discovery) -> None:
    kept = Model.from_bytes(found.model.to_bytes())

    labels, _ = kept.assign(questions[0])

    # Evidence is kept in 16 bits: a text that stands on the edge of two themes may tip over.
    assert (labels == found.labels).mean() >= 0.995


def test_a_reworded_text_goes_to_the_theme_of_its_like(found: Discovery) -> None:
    labels, confidence = found.model.assign(["hello, how could I possibly change the PIN of mine", "Change PIN?"])

    assert labels[0] == labels[1] >= 0
    assert (confidence > 0.3).all()


@pytest.mark.parametrize(
    "text", ["", "   ", "!!!", "XXXX XX/XX/2021", "the of and", "zyxwvut qponmlk", "https://a.b/c"]
)
def test_a_text_that_says_nothing_known_has_no_theme(found: Discovery, text: str) -> None:
    labels, confidence = found.model.assign([text])

    assert labels.tolist() == [-1]
    assert confidence.tolist() == [0.0]


def test_other_bytes_are_refused_with_a_sentence() -> None:
    with pytest.raises(UnknownModelError, match="not a themes model"):
        Model.from_bytes(b"something else")


def test_new_feedback_in_a_language_without_themes_has_no_theme(found: Discovery) -> None:
    labels, _ = found.model.assign(["Meine neue Karte ist noch nicht angekommen, wo bleibt sie?"], ["de"])

    assert labels.tolist() == [-1]


def test_an_empty_run_gives_a_model_that_places_nothing() -> None:
    nothing = discover([])

    assert nothing.themes == ()
    assert Model.from_bytes(nothing.model.to_bytes()).assign(["Where is my card?"])[0].tolist() == [-1]
