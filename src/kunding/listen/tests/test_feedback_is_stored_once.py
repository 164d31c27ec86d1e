from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kunding.customers.models import Customer, Identity
from kunding.journeys.models import Touchpoint
from kunding.listen.actions import close_intake, open_intake, receive_batch, receive_feedback, recognise_customers
from kunding.listen.models import Feedback, Intake
from kunding.listen.queries import feedback_of_known_authors, source_of_fingerprint
from kunding.listen.rules import Said, batch_of, source_name
from kunding.people.batches import Outcome
from kunding.people.models import Unit

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORDS = st.sampled_from(["", "Der Bus kam nicht", "Danke!", "Zu teuer"])
SAID = st.builds(Said, text=WORDS, subject=WORDS, reference=st.sampled_from(["", "1", "2", "3"]), author=WORDS)


def receive(*said: Said) -> Outcome:
    return receive_feedback(source="test", kind="file", said=said, at=NOW)


class TestAnyFeedback(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(said=st.lists(SAID, max_size=8))
    def test_adds_up_and_adds_nothing_the_second_time(self, said: list[Said]) -> None:
        first = receive(*said)
        kept = Feedback.objects.count()
        second = receive(*said)
        assert first.received == second.received == len(said)
        assert first.stored == kept
        assert (second.stored, Feedback.objects.count()) == (0, kept)
        assert len(second.refused) == len(first.refused)


@pytest.mark.django_db
class TestFeedback:
    def test_keeps_words_times_and_marks(self) -> None:
        said_at = datetime(2025, 3, 1, 8, 30, tzinfo=UTC)
        receive(
            Said("Zu teuer", said_at=said_at, rating=0.25, recommend=3, effort=7, channel="mail", extra='{"a": "b"}')
        )
        kept = Feedback.objects.get()
        assert (kept.text, kept.said_at, kept.arrived_at, kept.channel) == ("Zu teuer", said_at, NOW, "mail")
        assert (kept.rating, kept.recommend, kept.effort, kept.extra) == (0.25, 3, 7, {"a": "b"})
        assert Feedback.objects.filter(said_at=said_at, said_at__lte=said_at).exists()

    def test_without_a_date_was_said_when_it_came(self) -> None:
        receive(Said("Zu teuer"))
        kept = Feedback.objects.get()
        assert (kept.said_at, kept.channel, kept.answered_at) == (NOW, "file", None)

    def test_with_a_known_number_but_other_words_is_refused(self) -> None:
        receive(Said("Zu teuer", reference="1"))
        outcome = receive(Said("Zu teuer", reference="1"), Said("Viel zu teuer", reference="1"))
        assert (outcome.stored, outcome.duplicate) == (0, 1)
        assert [(row.index, row.value) for row in outcome.refused] == [(1, "1")]

    def test_finds_its_touchpoint_by_any_of_its_words(self) -> None:
        unit = Unit.objects.create(code="bus", name="Bus")
        touchpoint = Touchpoint.objects.create(code="linie-7", name="Linie 7", synonyms=["die Sieben"], unit=unit)
        receive(
            *(Said("Zu spät", reference=word, touchpoint=word) for word in ("LINIE 7", "die sieben", "linie-7", "x"))
        )
        found = dict(Feedback.objects.values_list("reference", "touchpoint"))
        assert found == {"LINIE 7": touchpoint.pk, "die sieben": touchpoint.pk, "linie-7": touchpoint.pk, "x": None}

    def test_and_its_run_are_stored_together_or_not_at_all(self) -> None:
        intake = open_intake(source="test", kind="file", name="a.csv", fingerprint="f", at=NOW)
        rows = batch_of([Said("Zu teuer"), Said("Zu teuer"), Said("Danke!", rating=0.5)])
        receive_batch(intake=intake, rows=rows, at=NOW, rejected=2)
        with pytest.raises(Exception, match=r"(?i)constraint"):
            receive_batch(intake=intake, rows=batch_of([Said("Neu"), Said("Falsch", rating=7)]), at=NOW)
        kept = Intake.objects.get()
        assert (kept.received, kept.stored, kept.duplicate, kept.rejected) == (5, 2, 1, 2)
        assert Feedback.objects.count() == 2
        assert close_intake(intake=intake, at=NOW + timedelta(seconds=1)).finished_at is not None
        assert source_of_fingerprint("f") == intake.source


@pytest.mark.django_db
class TestCustomersAreRecognised:
    def test_by_number_address_and_phone_but_not_by_nothing(self) -> None:
        ada = Customer.objects.create(reference="K7", email="ada@example.org")
        Identity.objects.create(kind="email", value="ada@example.org", customer=ada)
        Identity.objects.create(kind="phone", value="034112345", customer=ada)
        Customer.objects.create(reference="K8")
        authors = ["K7", "Ada@Example.org", "0341 12345", "", "somebody", "K77"]
        receive(*(Said("Zu teuer", reference=str(at), author=author) for at, author in enumerate(authors)))
        owed = list(feedback_of_known_authors(NOW).order_by("pk").values_list("author", flat=True))
        assert owed == authors[:3]
        assert recognise_customers(keys=list(Feedback.objects.values_list("pk", flat=True)), at=NOW) == 3
        assert set(Feedback.objects.filter(customer=ada).values_list("author", flat=True)) == set(authors[:3])
        assert not feedback_of_known_authors(NOW).exists()
        assert recognise_customers(keys=list(Feedback.objects.values_list("pk", flat=True)), at=NOW) == 0


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("complaints (1).csv", "complaints"),
        ("NPS_2025-03-01.xlsx", "NPS"),
        ("feedback - Kopie.csv", "feedback"),
        ("7.csv", "7"),
    ],
)
def test_next_months_export_joins_the_same_source(file: str, source: str) -> None:
    assert source_name(file) == source
