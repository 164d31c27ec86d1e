from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from kunding.people.actions import add_person, found_company, issue_token, revoke_token
from kunding.people.actions.accounts import PersonIsWrong
from kunding.people.models import AccessToken, Company, Person, Role, Unit
from kunding.people.queries import Bearer, CompanyIsMissing, bearer_of, chief_customer_officer, company, roles_of
from kunding.trail.models import Entry

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_before_it_is_founded_the_company_is_missed_in_one_sentence() -> None:
    with pytest.raises(CompanyIsMissing, match="kunding demo"):
        company()
    with pytest.raises(CompanyIsMissing, match="Chief Customer Officer"):
        chief_customer_officer()


def test_a_founded_company_has_a_unit_and_a_chief_who_cannot_log_in_yet() -> None:
    found_company(name="Stadtwerke", at=NOON)
    chief = chief_customer_officer()
    assert not chief.has_usable_password()
    assert Unit.objects.get().lead == chief
    assert {Role.CCO, Role.ADMINISTRATOR, Role.EMPLOYEE} <= roles_of(chief)


def test_founding_twice_changes_nothing() -> None:
    found_company(name="Stadtwerke", at=NOON)
    found_company(name="Another name", at=NOON)
    assert company().name == "Stadtwerke"
    assert Entry.objects.filter(act="found_company").count() == 1


def test_there_is_one_company_only() -> None:
    found_company(name="Stadtwerke", at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Company.objects.create(id=2, name="Second")


def test_a_person_logs_in_with_the_email_in_any_case() -> None:
    add_person(email="Kaya@Example.org", name="Kaya", roles=["lead"], password="a long password", at=NOON)
    assert Person.objects.get_by_natural_key("KAYA@example.org").check_password("a long password")


@pytest.mark.parametrize("roles", [["king"], ["lead", ""]])
def test_an_unknown_role_is_refused_and_nobody_is_added(roles: list[str]) -> None:
    with pytest.raises(PersonIsWrong, match="There is no role"):
        add_person(email="a@example.org", name="A", roles=roles, password=None, at=NOON)
    assert not Person.objects.exists()


def test_the_same_email_twice_is_refused() -> None:
    add_person(email="a@example.org", name="A", roles=[], password=None, at=NOON)
    with pytest.raises(PersonIsWrong, match="here already"):
        add_person(email="A@example.org", name="B", roles=[], password=None, at=NOON)


def test_a_token_acts_for_its_person_until_it_is_revoked() -> None:
    kaya = add_person(email="kaya@example.org", name="Kaya", roles=["analyst"], password=None, at=NOON)
    token = issue_token(person=kaya, name="export", at=NOON)
    assert bearer_of(token) == Bearer(kaya, roles_of(kaya))
    assert bearer_of(token[:-1]) is None
    revoke_token(token=AccessToken.objects.get(), at=NOON, actor=kaya.trail_name)
    assert bearer_of(token) is None


def test_of_a_token_only_the_digest_is_kept() -> None:
    kaya = add_person(email="kaya@example.org", name="Kaya", roles=[], password=None, at=NOON)
    token = issue_token(person=kaya, name="export", at=NOON)
    kept = [str(value) for row in AccessToken.objects.values_list() for value in row]
    told = [str(value) for row in Entry.objects.values_list() for value in row]
    assert not any(token in value for value in kept + told)


def test_the_token_of_somebody_who_left_is_worth_nothing() -> None:
    kaya = add_person(email="kaya@example.org", name="Kaya", roles=[], password=None, at=NOON)
    token = issue_token(person=kaya, name="export", at=NOON)
    Person.objects.update(is_active=False)
    assert bearer_of(token) is None
