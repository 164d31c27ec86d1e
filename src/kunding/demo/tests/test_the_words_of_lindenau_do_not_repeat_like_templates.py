"""The demo's texts are many, and hardly any sentence comes back."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from kunding.demo.generate import SMALL, Life, Size, generate
from kunding.demo.voices.material import topics

UNTIL = date(2026, 11, 20)


@pytest.fixture(scope="module")
def life() -> Life:
    return generate(1, UNTIL, SMALL)


def test_the_same_seed_and_day_give_the_same_life() -> None:
    size = Size(customers=300, voices=400)
    assert generate(7, UNTIL, size) == generate(7, UNTIL, size)


def test_another_seed_says_other_words() -> None:
    size = Size(customers=300, voices=400)
    one = {voice.text for voice in generate(7, UNTIL, size).voices if len(voice.text) > 40}
    other = {voice.text for voice in generate(8, UNTIL, size).voices if len(voice.text) > 40}
    assert len(one & other) <= 1


def test_hardly_any_text_is_said_twice_but_for_a_word_or_two(life: Life) -> None:
    longer = [voice.text for voice in life.voices if len(voice.text.split()) > 3]
    assert len(set(longer)) / len(longer) > 0.995


def test_most_runs_of_five_words_are_said_only_once(life: Life) -> None:
    runs: Counter[tuple[str, ...]] = Counter()
    for voice in life.voices:
        words = re.findall(r"\w+", voice.text.lower())
        runs.update(zip(*(words[start:] for start in range(5)), strict=False))
    assert len(runs) / runs.total() > 0.6


def test_no_brace_or_slot_is_left_in_a_text(life: Life) -> None:
    for voice in life.voices:
        assert not set("{}|$") & set(voice.text + voice.subject), voice.text


def test_every_topic_has_enough_to_say() -> None:
    assert len(topics()) >= 35
    for topic in topics():
        assert all(topic.lines(section) for section in ("ich", "kurz", "notiz", "en", "betreff")), topic.key


def test_seven_channels_two_years_and_some_english(life: Life) -> None:
    assert len({voice.channel for voice in life.voices}) == 7
    days = [voice.said_at.date() for voice in life.voices]
    assert (max(days) - min(days)).days > 700
    assert all(one <= other for one, other in pairwise(days))
    assert max(days) <= UNTIL


def test_nobody_speaks_before_joining_or_writes_from_the_counter_on_a_holiday(life: Life) -> None:
    joined = {customer.reference: customer.joined_on for customer in life.customers}
    for voice in life.voices:
        if voice.author in joined:
            assert joined[voice.author] <= voice.said_at.date()
        if voice.channel in ("phone", "shop"):
            assert (voice.said_at.month, voice.said_at.day) not in {(1, 1), (10, 3), (12, 25), (12, 26)}
