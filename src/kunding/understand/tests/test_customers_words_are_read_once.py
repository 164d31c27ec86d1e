from datetime import UTC, datetime

import pytest

from kunding.listen.models import Feedback, Source
from kunding.people.actions import found_company
from kunding.people.queries import chief_customer_officer
from kunding.trail.models import Entry
from kunding.understand.actions import correct, read_batch
from kunding.understand.actions.correct import CorrectionIsWrong
from kunding.understand.models import Reading
from kunding.understand.queries import search, unread_feedback, unsure_share
from kunding.understand.spans import from_word

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORDS = [
    "Seit drei Wochen warte ich auf eine Antwort, das ist eine Frechheit!",
    "Vielen Dank an Frau Schneider, sie hat alles wunderbar erklärt.",
    "Wann fährt der erste Bus am Sonntag zum Hauptmarkt?",
    "The app keeps crashing and nobody answers my emails. Terrible service.",
    "Meine IBAN ist DE89 3704 0044 0532 0130 00, bitte erstatten Sie den Betrag.",
]


@pytest.fixture
def feedback(db) -> list[Feedback]:
    found_company(name="Stadtwerke", at=NOON)
    source = Source.objects.create(name="test", kind="file")
    return [
        Feedback.objects.create(
            source=source, reference=str(number), said_at=NOON, arrived_at=NOON, channel="mail", text=text
        )
        for number, text in enumerate(WORDS)
    ]


def read_all(feedback: list[Feedback]) -> None:
    read_batch(keys=[one.pk for one in feedback], at=NOON)


def test_each_feedback_gets_one_reading(feedback: list[Feedback]) -> None:
    assert unread_feedback(NOON).count() == len(WORDS)
    read_all(feedback)
    assert Reading.objects.count() == len(WORDS)
    assert not unread_feedback(NOON).exists()


def test_reading_again_changes_nothing_and_leaves_no_trace(feedback: list[Feedback]) -> None:
    read_all(feedback)
    before = list(Reading.objects.order_by("pk").values())
    read_all(feedback)
    assert list(Reading.objects.order_by("pk").values()) == before
    assert Entry.objects.filter(act="read_feedback").count() == 1


def test_what_customers_say_plainly_is_read_so(feedback: list[Feedback]) -> None:
    read_all(feedback)
    readings = list(Reading.objects.order_by("pk"))
    assert [reading.language for reading in readings] == ["de", "de", "de", "en", "de"]
    assert readings[0].sentiment == readings[3].sentiment == "negative"
    assert readings[1].sentiment == "positive"
    assert readings[2].intent == "question"


def test_personal_data_are_marked(feedback: list[Feedback]) -> None:
    read_all(feedback)
    spans = from_word(Reading.objects.get(feedback=feedback[4]).spans)
    assert [(WORDS[4][start:end], kind) for start, end, kind in spans] == [("DE89 3704 0044 0532 0130 00", "iban")]


def test_words_are_found_and_people_are_not(feedback: list[Feedback]) -> None:
    read_all(feedback)
    everything = Feedback.objects.all()
    assert list(search(everything, "bus sonntag")) == [feedback[2]]
    assert list(search(everything, '"warte ich"')) == [feedback[0]]
    assert list(search(everything, "wunderb")) == [feedback[1]]
    assert not search(everything, "Schneider").exists()
    assert not search(everything, "DE89").exists()


@pytest.mark.parametrize("hostile", ['"', "' OR 1=1 --", "bus AND", "NEAR(bus,", "bus*:", "a:b", "\x00", "(((", "-"])
def test_no_input_breaks_the_search(feedback: list[Feedback], hostile: str) -> None:
    read_all(feedback)
    assert search(Feedback.objects.all(), hostile).count() >= 0


def test_a_person_corrects_a_reading_with_a_word_that_the_field_knows(feedback: list[Feedback]) -> None:
    read_all(feedback)
    reading = Reading.objects.get(feedback=feedback[2])
    chief = chief_customer_officer()
    with pytest.raises(CorrectionIsWrong, match="one of these is"):
        correct(reading=reading, field="sentiment", value="angry", by=chief, at=NOON)
    correct(reading=reading, field="sentiment", value="negative", by=chief, at=NOON)
    reading.refresh_from_db()
    assert (reading.sentiment, reading.sure, reading.sentiment_probability) == ("negative", True, 1.0)
    assert reading.corrections.get().by == chief


def test_the_share_of_unclear_readings_is_told(feedback: list[Feedback]) -> None:
    assert unsure_share() is None
    read_all(feedback)
    Reading.objects.filter(feedback=feedback[0]).update(sure=False)
    Reading.objects.exclude(feedback=feedback[0]).update(sure=True)
    assert unsure_share() == 0.2
