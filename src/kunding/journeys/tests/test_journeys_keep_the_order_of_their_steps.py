from datetime import UTC, datetime

import polars as pl
import pytest

from kunding.journeys.actions import receive_journeys
from kunding.journeys.models import Journey, Step, Touchpoint
from kunding.journeys.queries import touchpoints_by_word
from kunding.people.batches import Outcome
from kunding.people.models import Person, Unit

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ROW: dict[str, object] = {
    "journey": "Umziehen", "step": "Ummelden", "touchpoint": "Umzugsformular", "code": "", "unit": "Service",
    "synonyms": ["Umzug online", "das Formular"], "channel": "web", "owner": "",
}  # fmt: skip


def receive(*rows: dict[str, object]) -> Outcome:
    return receive_journeys(rows=pl.DataFrame(rows), at=NOW)


@pytest.mark.django_db
class TestJourneys:
    @pytest.fixture(autouse=True)
    def _service(self) -> None:
        Unit.objects.create(code="service", name="Service")

    def test_are_stored_once_with_steps_in_the_order_of_the_rows(self) -> None:
        rows = (ROW, {**ROW, "step": "Zähler ablesen", "touchpoint": "Zählerfoto"}, {**ROW, "touchpoint": "Hotline"})
        assert receive(*rows) == Outcome(3, 0)
        assert receive(*rows) == Outcome(0, 3)
        assert list(Step.objects.values_list("position", "name")) == [(1, "Ummelden"), (2, "Zähler ablesen")]
        assert (Journey.objects.count(), Touchpoint.objects.count()) == (1, 3)

    def test_bring_touchpoints_up_to_date_and_keep_what_is_left_empty(self) -> None:
        receive(ROW)
        assert receive({**ROW, "channel": "app", "synonyms": []}) == Outcome(1, 0)
        kept = Touchpoint.objects.get()
        assert (kept.channel, kept.synonyms) == ("app", ["Umzug online", "das Formular"])
        assert touchpoints_by_word()["umzug online"] == kept.pk

    def test_take_an_owner_by_address_or_name_and_refuse_a_stranger(self) -> None:
        kaya = Person.objects.create(email="kaya@example.org", name="Aylin Kaya")
        outcome = receive({**ROW, "owner": "aylin kaya"}, {**ROW, "touchpoint": "Hotline", "owner": "Niemand"})
        assert Touchpoint.objects.get().owner == kaya
        assert [(row.index, row.field, row.value) for row in outcome.refused] == [(1, "owner", "Niemand")]
