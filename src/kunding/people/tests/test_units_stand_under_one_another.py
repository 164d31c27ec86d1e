"""Units form a tree, and whoever founds the company may name who answers for it."""

from datetime import UTC, datetime

import pytest

from kunding.people.actions import UnitIsMissing, ensure_units, found_company, place_units, set_password
from kunding.people.models import Person, Unit

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def test_a_unit_is_put_under_the_one_above_it_by_name_or_code() -> None:
    found_company(name="Bäckerei Roth", at=AT)
    ensure_units(names=["Backstube", "Laden"])
    place_units(above={"Backstube": "company", "laden": "Bäckerei Roth"}, at=AT)
    assert {unit.parent.name for unit in Unit.objects.exclude(parent=None) if unit.parent} == {"Bäckerei Roth"}


def test_a_unit_that_is_not_there_is_named() -> None:
    found_company(name="Bäckerei Roth", at=AT)
    with pytest.raises(UnitIsMissing, match="Filiale"):
        place_units(above={"Filiale": "company"}, at=AT)


def test_the_person_who_answers_can_be_named_and_given_a_password() -> None:
    found_company(name="Bäckerei Roth", at=AT, chief=("Maria Roth", "Maria@roth.example"))
    chief = Person.objects.get()
    assert (chief.name, chief.email, chief.has_usable_password()) == ("Maria Roth", "maria@roth.example", False)
    set_password(person=chief, password="Mohnzopf am Morgen", at=AT)
    assert chief.check_password("Mohnzopf am Morgen")
