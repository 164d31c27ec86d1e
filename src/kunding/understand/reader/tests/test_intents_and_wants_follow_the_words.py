"""What people want is read from plain sentences in both languages."""

import pytest

from kunding.understand.reader import Knowledge, Reader

PLAIN = [
    ("Hiermit kündige ich meinen Vertrag zum Jahresende.", "leaving", "cancel"),
    ("I am closing my account and switching to another bank.", "leaving", "cancel"),
    ("Ich warte seit drei Wochen auf eine Antwort auf meine Mail.", "chasing", "answer"),
    ("Still no reply to my email from two weeks ago.", "chasing", "answer"),
    ("Wo finde ich meine Kundennummer?", "question", "information"),
    ("How can I change my address?", "question", None),
    ("Es wäre schön, wenn die App einen Dunkelmodus hätte.", "idea", "change"),
    ("It would be great if you could add a dark mode.", "idea", "change"),
    ("Vielen Dank für die schnelle und freundliche Hilfe!", "praise", "nothing"),
    ("Great service, thank you so much!", "praise", "nothing"),
    ("Eine Frechheit, das Paket kam kaputt an und niemand kümmert sich.", "complaint", None),
    ("Terrible service, the driver was rude and the food was cold.", "complaint", None),
]


@pytest.mark.parametrize(("text", "intent", "wants"), PLAIN)
def test_plain_sentences(text: str, intent: str, wants: str | None) -> None:
    row = Reader.shipped().read([text]).rows()[0]
    assert row["intent"] == intent
    if wants:
        assert row["wants"] == wants


def test_danger_and_deadlines_press_more_than_praise() -> None:
    texts = ["Dringend! Es riecht nach Gas im Keller, bitte sofort kommen!", "Alles bestens, danke.",
             "Wo ist die Filiale?"]  # fmt: skip
    urgency = Reader.shipped().read(texts).urgency
    assert urgency[1:] == ["low", "normal"]
    assert urgency[0] == "high"


def test_a_named_competitor_is_told_and_a_listed_one_is_found_anywhere() -> None:
    read = Reader.shipped().read
    assert read(["Mir reicht es, ich wechsle zu Vattenfall."]).competitor == ["Vattenfall"]
    assert read(["I'm switching to Octopus next month."]).competitor == ["Octopus"]
    listed = Knowledge(competitors=("Strompfad",))
    assert read(["Bei strompfad war alles einfacher."], known=listed).competitor == ["strompfad"]
    assert read(["Ich gehe zu Fuß."]).competitor == [""]
