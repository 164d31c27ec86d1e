import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kunding.conftest import NOW, Firm, login
from kunding.listen.models import Feedback
from kunding.people.actions import issue_token
from kunding.people.models import Grant, Person
from kunding.respond.models import Case, SavedView


def foreign(firm: Firm) -> dict[str, Any]:
    """What nobody is asked for: keys of others' rows, and states that only acts change."""
    keys = dict.fromkeys(("id", "pk", "person", "person_id", "by", "by_id", "owner", "owner_id"), firm.vera.pk)
    states = {"is_active": "", "is_staff": "1", "is_superuser": "1", "state": "closed", "number": "K-1", "round": 9}
    secrets = {"password": "eve's password", "digest": "0" * 64, "sessions_ended_at": "2000-01-01", "last_login": "x"}
    roles = {"roles": ["administrator"], "grants": "1", "role": "administrator", "actor": "system", "at": "2000-01-01"}
    return {**keys, **states, **secrets, **roles}


def program(person: Person) -> Client:
    return Client(HTTP_AUTHORIZATION=f"Bearer {issue_token(person=person, name='x', at=NOW)}")


def test_a_case_that_is_opened_takes_owner_and_state_from_nobody(firm: Firm) -> None:
    body = {**foreign(firm), "text": "Der Abschlag ist zu hoch.", "unit": firm.sales.pk, "unit_id": firm.sales.pk}
    body |= {"source": firm.source.pk, "source_id": firm.source.pk, "answers_to": 1, "customer_id": firm.customer.pk}
    answer = program(firm.lea).post(reverse("api:cases"), json.dumps(body), content_type="application/json")
    assert answer.status_code == 201, answer.content
    case = Case.objects.get()
    assert case.state != "closed"
    assert (case.number, case.round) != ("K-1", 9)
    assert case.feedback.source_id != firm.source.pk
    assert case.customer is None


def test_feedback_that_is_handed_in_takes_no_keys(firm: Firm) -> None:
    said = {**foreign(firm), "text": "Der Bus kam nicht.", "customer_id": firm.customer.pk, "touchpoint_id": 1}
    body = {"source": "shop", "source_id": firm.source.pk, "feedback": [said]}
    answer = program(firm.vera).post(reverse("api:feedback"), json.dumps(body), content_type="application/json")
    assert answer.status_code == 200, answer.content
    kept = Feedback.objects.get()
    assert (kept.customer, kept.touchpoint, kept.source.name) == (None, None, "shop")


def test_a_new_person_has_the_role_that_was_chosen_and_no_password(firm: Firm) -> None:
    fields = {**foreign(firm), "name": "Nora", "email": "nora@x.example", "role": "employee", "language": "de"}
    login(firm.vera).post(reverse("people:add"), fields)
    nora = Person.objects.get(email="nora@x.example")
    assert nora.pk != firm.vera.pk
    assert not nora.has_usable_password()
    assert nora.is_active
    assert list(nora.grants.values_list("role", flat=True)) == ["employee"]


@pytest.mark.parametrize("name", ["people:issue_token", "respond:save_view"])
def test_what_is_made_for_oneself_belongs_to_oneself(firm: Firm, name: str) -> None:
    fields = {**foreign(firm), "name": "mine", "query": "show=mine"}
    login(firm.emil).post(reverse(name), fields)
    assert not firm.vera.tokens.exists()
    assert not SavedView.objects.filter(person=firm.vera).exists()
    assert firm.emil.tokens.exists() or SavedView.objects.filter(person=firm.emil).exists()


def test_an_absence_is_of_the_person_in_the_address(firm: Firm) -> None:
    fields = {**foreign(firm), "starts_on": "2027-01-01", "ends_on": "2027-01-02", "deputy": firm.lea.pk}
    login(firm.emil).post(reverse("people:absent", args=[firm.emil.pk]), fields)
    assert firm.emil.absences.count() == 1
    assert not firm.vera.absences.exists()


def test_a_place_gives_no_role(firm: Firm) -> None:
    before = Grant.objects.count()
    login(firm.vera).post(reverse("people:place", args=[firm.emil.pk]), {**foreign(firm), "unit": firm.billing.pk})
    firm.emil.refresh_from_db()
    assert firm.emil.unit == firm.billing
    assert firm.emil.is_active
    assert Grant.objects.count() == before
