"""A program that asks wrongly, or at a bad moment, gets one sentence as JSON; a person gets a page."""

from datetime import UTC, datetime

from django.db import connection
from django.test import Client

from kunding.conftest import Firm
from kunding.people.actions import issue_token
from kunding.people.models import Person

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def as_program(person: Person) -> dict[str, str]:
    return {"Authorization": f"Bearer {issue_token(person=person, name='test', at=AT)}"}


def test_a_role_that_is_missing_is_told(firm: Firm, client: Client) -> None:
    told = client.get("/api/v1/ask?metric=volume", headers=as_program(firm.emil))
    assert told.status_code == 403
    assert "role" in told.json()["detail"]


def test_an_address_that_is_missing_is_told(firm: Firm, client: Client) -> None:
    told = client.get("/api/v1/nothing", headers=as_program(firm.vera))
    assert told.status_code == 404
    assert "schema.json" in told.json()["detail"]


def test_our_own_failure_is_told_and_nothing_is_half_done(firm: Firm, client: Client) -> None:
    client.raise_request_exception = False
    headers = as_program(firm.vera)

    def full(execute, sql, *rest):  # type: ignore[no-untyped-def]
        if sql.startswith("INSERT INTO trail_entry"):
            raise OSError("no space left on device")
        return execute(sql, *rest)

    with connection.execute_wrapper(full):
        told = client.post("/api/v1/cases", {"text": "Hallo"}, "application/json", headers=headers)
    assert told.status_code == 500
    assert "again" in told.json()["detail"]
    assert client.get("/api/v1/cases", headers=headers).json() == []


def test_a_person_gets_a_page(firm: Firm, client: Client) -> None:
    told = client.get("/nothing-here/")
    assert told.status_code == 404
    assert told.headers["Content-Type"].startswith("text/html")
