"""A reply names the customer, says what happens until when, answers, and is signed by a person."""

import pytest

from kunding.understand.reader.tone import check

WHOLE = (
    "Guten Tag Frau Weber,\n\nder Sessel kommt am Donnerstag. Wir haben den Schaden gesehen und tauschen ihn aus.\n\n"
    "Freundliche Grüße\nAnna Keller"
)


def lacks(text: str, asked: str = "") -> list[str]:
    return [one.why.en for one in check(text, asked=asked).findings if one.kind == "missing"]


def test_a_whole_reply_lacks_nothing() -> None:
    assert lacks(WHOLE) == []


@pytest.mark.parametrize(("instead", "by", "what"), [
    ("Guten Tag Frau Weber", "Sehr geehrte Damen und Herren", "greeting"),
    ("Guten Tag Frau Weber", "Lieber Kunde", "greeting"),
    ("Anna Keller", "Ihr Kundenservice", "person"),
    ("der Sessel kommt am Donnerstag. Wir haben den Schaden gesehen und tauschen ihn aus.",
     "wir kümmern uns um den Sessel und melden uns, wenn wir etwas Neues wissen.", "until when"),
])  # fmt: skip
def test_what_is_taken_away_is_missed(instead: str, by: str, what: str) -> None:
    assert any(what in why for why in lacks(WHOLE.replace(instead, by)))


def test_a_template_may_hold_places_for_names() -> None:
    text = WHOLE.replace("Frau Weber", "{{ name }}").replace("Anna Keller", "{{ agent }}")
    assert lacks(text) == []


def test_a_question_without_an_answer_is_told() -> None:
    assert any("insurance" in why for why in lacks(WHOLE, "The chair broke. Does your insurance cover children?"))
    assert lacks(WHOLE, "Wann kommt der Sessel?") == []


def test_letters_and_signs_need_no_greeting() -> None:
    assert all(one.kind != "missing" for one in check("Der Aufzug steht still.", kind="letter").findings)
