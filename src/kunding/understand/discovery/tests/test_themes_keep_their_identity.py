import numpy as np

from kunding.understand.discovery import Discovery, discover, match_themes


def test_five_percent_new_texts_leave_most_texts_in_their_theme(
    questions: tuple[list[str], list[str]], found: Discovery
) -> None:
    before = discover(questions[0][:1520])

    same = match_themes(before.model, found.model)

    known = np.array([same.get(int(label), -2) for label in found.labels[:1520]])
    assert len(same) >= 0.85 * min(len(before.themes), len(found.themes))
    assert (known == before.labels).mean() >= 0.70


def test_the_match_is_one_to_one(questions: tuple[list[str], list[str]], found: Discovery) -> None:
    same = match_themes(discover(questions[0][:1300]).model, found.model)

    assert len(set(same.values())) == len(same)


def test_a_run_matches_itself(found: Discovery) -> None:
    assert match_themes(found.model, found.model) == {theme.id: theme.id for theme in found.themes}


def test_themes_are_known_again_in_texts_never_seen_before(questions: tuple[list[str], list[str]]) -> None:
    first, second = questions[0][:800], questions[0][800:]
    old, new = discover(first), discover(second)

    same = match_themes(old.model, new.model)

    # The old model's own judgement of the new texts is the referee.
    judged, _ = old.model.assign(second)
    agree = [
        np.bincount(judged[(new.labels == one) & (judged >= 0)], minlength=len(old.themes)).argmax() == other
        for one, other in same.items()
    ]
    assert len(agree) >= 10
    assert np.mean(agree) >= 0.6


def test_a_theme_about_something_else_is_not_matched(found: Discovery) -> None:
    other = [f"The {animal} in the {place} sleeps" for animal in ("lion", "zebra", "otter", "camel", "panda")
             for place in ("zoo", "forest", "desert", "river", "garden", "valley")]  # fmt: skip

    assert match_themes(found.model, discover(other).model) == {}
