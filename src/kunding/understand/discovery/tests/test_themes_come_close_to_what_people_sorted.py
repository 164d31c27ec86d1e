import numpy as np
from sklearn.metrics import v_measure_score

from kunding.understand.discovery import Discovery, discover


def test_questions_of_one_intent_come_together(questions: tuple[list[str], list[str]], found: Discovery) -> None:
    # 0.70 measured with the fixed lot; topics drawn at random from so many would give about 0.3.
    assert v_measure_score(questions[1], found.labels) >= 0.66
    assert (found.labels < 0).mean() < 0.05


def test_embeddings_of_a_local_model_make_them_better(questions: tuple[list[str], list[str]], found: Discovery) -> None:
    # Stand-in for a model that knows half of the truth: the intent's own direction, drowned in noise.
    chance = np.random.default_rng(0)
    intents = sorted(set(questions[1]))
    directions = chance.normal(size=(len(intents), 64))
    vectors = np.array([directions[intents.index(intent)] for intent in questions[1]])
    vectors = (vectors + chance.normal(size=vectors.shape)).astype(np.float32)

    helped = discover(questions[0], vectors=vectors)

    assert v_measure_score(questions[1], helped.labels) > v_measure_score(questions[1], found.labels) + 0.05
    placed, _ = helped.model.assign(questions[0], vectors=vectors)
    assert (placed == helped.labels).mean() >= 0.99


def test_about_as_many_themes_as_hinted(questions: tuple[list[str], list[str]]) -> None:
    few = discover(questions[0], count_hint=10)

    assert 6 <= len(few.themes) <= 14
