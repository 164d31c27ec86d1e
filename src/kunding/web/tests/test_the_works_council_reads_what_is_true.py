import pytest
from django.apps import apps
from django.urls import reverse

from kunding.conftest import Firm, login
from kunding.people.models import Person
from kunding.web.access import TABLE
from kunding.web.stored import STORED, doors_of


def test_each_table_that_names_a_person_stands_there() -> None:
    naming = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is Person
    }
    told = [table for row in STORED for table in row.tables]
    assert set(told) == naming
    assert len(told) == len(set(told)), "one kind of data, one row"


def test_who_sees_it_is_read_from_the_table_of_doors() -> None:
    for row in STORED:
        assert {door.address for door in doors_of(row)} <= set(TABLE)
    (roles,) = (row for row in STORED if "people.Grant" in row.tables)
    assert {door.address: door.open_to for door in doors_of(roles)} == {
        "people:people": "Administrator, Team lead",
        "people:person": "Administrator",
        "people:me": "everybody (each person their own)",
    }


@pytest.mark.parametrize("language", ["de", "en"])
def test_everybody_reads_it_in_both_languages(firm: Firm, settings, language: str) -> None:
    page = login(firm.emil).get(reverse("web:works_council"), headers={"accept-language": language}).content.decode()
    assert firm.source.name in page
    assert ("Niemand" in page or "niemand" in page) is (language == "de")
    assert "KUNDING_WORKS_COUNCIL" not in page
    settings.KUNDING_WORKS_COUNCIL = False
    assert "KUNDING_WORKS_COUNCIL" in login(firm.emil).get(reverse("web:works_council")).content.decode()
