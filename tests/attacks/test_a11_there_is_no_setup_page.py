import pytest
from django.test import Client
from django.urls import get_resolver

from kunding.conftest import NOW, Firm
from kunding.people.actions import found_company
from kunding.people.models import Person, Unit
from kunding.web.access import TABLE

GUESSES = (
    *("setup", "install", "getting_started", "first-run", "wizard", "onboarding", "register", "signup", "init"),
    *("admin", "admin/setup", "api/v1/setup", "account/setup", "installation/onboarding", "super_admin"),
)


@pytest.mark.parametrize("path", GUESSES)
@pytest.mark.parametrize("is_founded", [False, True])
def test_no_address_founds_anything_before_or_after(db: None, path: str, is_founded: bool) -> None:
    if is_founded:
        found_company(name="Lindenau", at=NOW)
    before = Person.objects.count()
    fields = {"email": "eve@evil.example", "name": "Eve", "password": "a long password", "role": "administrator"}
    for address in (f"/{path}", f"/{path}/"):
        assert Client().get(address).status_code in {404, 401}
        assert Client().post(address, fields).status_code in {404, 401}
    assert Person.objects.count() == before


def test_the_form_of_a_fresh_installation_adds_nobody(db: None) -> None:
    fields = {"email": "eve@evil.example", "password1": "a long password", "password2": "a long password"}
    answer = Client().post("/account/signup/", fields)
    assert answer.status_code == 200
    assert not Person.objects.exists()


def test_people_are_added_by_administrators_only(firm: Firm) -> None:
    fields = {"email": "eve@evil.example", "name": "Eve", "role": "administrator", "language": "de"}
    for client in (Client(), _of(firm.lea), _of(firm.emil)):
        assert client.post("/people/add/", fields).status_code in {302, 403}
    assert not Person.objects.filter(email="eve@evil.example").exists()


def test_each_address_is_known_to_the_table() -> None:
    assert not [name for name in TABLE if "setup" in name or "install" in name]
    assert get_resolver().url_patterns


def test_founding_twice_at_once_founds_once(db: None) -> None:
    for _ in range(2):
        found_company(name="Lindenau", at=NOW)
    assert (Unit.objects.count(), Person.objects.count()) == (1, 1)


def _of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client
