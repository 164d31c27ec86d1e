from datetime import UTC, datetime

import polars as pl
import pytest

from kunding.people.actions import receive_people
from kunding.people.batches import Outcome
from kunding.people.models import Grant, Person, Role, Unit

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def person(email: str, name: str = "Aylin Kaya", unit: str = "Öffentlicher Verkehr", role: str = "") -> dict[str, str]:
    return {"email": email, "name": name, "unit": unit, "role": role, "language": ""}


def receive(*rows: dict[str, str]) -> Outcome:
    return receive_people(rows=pl.DataFrame(rows), at=NOW)


@pytest.mark.django_db
class TestPeople:
    def test_are_stored_once_with_their_unit_and_cannot_log_in_yet(self) -> None:
        rows = (person("kaya@example.org"), person("wolf@example.org", "Jo Wolf"))
        assert receive(*rows) == Outcome(2, 0)
        assert receive(*rows) == Outcome(0, 2)
        kaya = Person.objects.get(email="kaya@example.org")
        assert (kaya.unit and kaya.unit.code, kaya.has_usable_password()) == ("oeffentlicher-verkehr", False)
        assert Unit.objects.count() == 1

    def test_who_lead_a_unit_become_its_lead(self) -> None:
        receive(person("kaya@example.org", role="Teamleitung"), person("wolf@example.org", role="Busfahrer"))
        kaya = Person.objects.get(email="kaya@example.org")
        assert Unit.objects.get().lead == kaya
        assert list(Grant.objects.values_list("person", "role", "unit")) == [(kaya.pk, Role.LEAD, kaya.unit_id)]

    def test_move_to_another_unit_and_keep_what_is_left_empty(self) -> None:
        receive(person("kaya@example.org"))
        assert receive(person("kaya@example.org", name="", unit="Abrechnung")) == Outcome(1, 0)
        kaya = Person.objects.get()
        assert (kaya.name, kaya.unit and kaya.unit.name) == ("Aylin Kaya", "Abrechnung")

    def test_of_units_with_like_names_are_kept_apart(self) -> None:
        receive(person("a@example.org", unit="Bus & Bahn"), person("b@example.org", unit="Bus, Bahn"))
        assert sorted(Unit.objects.values_list("code", flat=True)) == ["bus-bahn", "bus-bahn-2"]
