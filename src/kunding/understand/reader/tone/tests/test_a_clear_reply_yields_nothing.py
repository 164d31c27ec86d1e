"""A warm, clear reply is left alone; what is hostile, official or empty is found where it stands."""

import re
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kunding.understand.reader.tone import DRAFTS, KINDS, UnknownDraft, check
from kunding.understand.reader.tone.matching import find
from kunding.understand.reader.tone.patterns import PatternIsWrong, lay_out, read, shipped

CLEAR = (
    "Guten Tag Frau Weber,\n\nes tut mir leid, dass der Sessel zerkratzt ankam. Ein neuer ist am Donnerstag bei "
    "Ihnen. Den alten nimmt der Fahrer mit.\n\nHerzliche Grüße\nAnna Keller\n",
    "Dear Ms Weber,\n\nI am sorry that the chair arrived with a scratch. A new one will be with you on Thursday. The "
    "driver will take the old one away.\n\nBest wishes,\nAnna Keller\n",
)
LETTERS = "aeinrstuäß SW.,!?\n-…“'1 "
MARKED = [
    (
        "Sie hätten den Zähler früher ablesen müssen.",
        "letter",
        "hostile",
        "Sie hätten den Zähler früher ablesen müssen",
    ),
    ("Wie bereits mehrfach mitgeteilt, geht das nicht.", "letter", "hostile", "Wie bereits mehrfach mitgeteilt"),
    ("Zutritt verboten!", "sign", "hostile", "Zutritt verboten!"),
    ("Wir entschuldigen uns für etwaige Unannehmlichkeiten.", "letter", "empty", "etwaige Unannehmlichkeiten"),
    ("Die Kosten werden seitens der Versicherung gezahlt.", "letter", "official", "seitens der Versicherung"),
    ("As we already told you, the fee stays.", "letter", "hostile", "As we already told you"),
    ("Please be advised that your account is closed.", "letter", "official", "Please be advised that"),
    ("We apologise for any inconvenience caused.", "letter", "empty", "any inconvenience caused"),
]


@pytest.mark.parametrize("text", CLEAR)
def test_a_clear_reply_is_left_alone(text: str) -> None:
    tone = check(text)
    assert tone.findings == ()
    assert tone.rewritten == text
    assert tone.reading_ease.value is not None


@pytest.mark.parametrize(("text", "kind", "what", "words"), MARKED)
def test_wording_is_found_where_it_stands(text: str, kind: str, what: str, words: str) -> None:
    found = [one for one in check(text, kind=kind).findings if one.kind == what]
    assert any(words in one.words or one.words in words for one in found), found
    assert all(text[one.start : one.end] == one.words for one in found)


def test_another_language_is_left_alone() -> None:
    tone = check("Nous avons le regret de vous informer que votre demande est refusée.")
    assert (tone.language, tone.findings) == ("fr", ())


def test_a_sign_may_forbid_only_in_a_sign() -> None:
    text = "Im Wald ist das Rauchen verboten."
    assert check(text, kind="sign").findings
    assert not check(text, kind="letter").findings


def test_an_unknown_draft_is_refused() -> None:
    with pytest.raises(UnknownDraft, match="reply, a letter or a sign"):
        check("x", kind="poem")


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=LETTERS, max_size=400),
    st.sampled_from(DRAFTS),
)
def test_any_text_is_checked(text: str, kind: str) -> None:
    tone = check(text, kind=kind)
    for one in tone.findings:
        assert one.kind in KINDS
        assert text[one.start : one.end] == one.words


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_line_of_the_lists_can_begin_a_match(language: str) -> None:
    """A line that never matches its own plainest form would be dead."""
    dead = []
    for file in sorted(files("kunding.understand.reader.tone").joinpath(language).iterdir(), key=lambda one: one.name):
        for pattern in read(file.read_text(encoding="utf-8")):
            plainest = _plainest(pattern.written)
            if not find(plainest, lay_out([pattern]), pattern.drafts[0]):
                dead.append((pattern.written, plainest))
    assert not dead
    assert shipped(language).count > (500 if language == "de" else 200)


def test_a_line_that_begins_with_a_gap_is_refused() -> None:
    with pytest.raises(PatternIsWrong):
        lay_out(read("[empty | Grund | reason]\n~ wort"))


def _plainest(written: str) -> str:
    text = re.sub(r"\([^)]*\)\?", "", written)
    text = re.sub(r"\(([^)|]*)[^)]*\)", lambda choice: choice[1].partition(":")[0], text)
    text = text.replace("<np>", "des Briefes").replace("~", "").replace("*", "").replace("#", "3").removeprefix("^")
    text = re.sub(r"<\w+>", "etwas", text)
    return re.sub(r" ([,!.:])", r"\1", " ".join(text.split()))
