import json
from datetime import UTC, datetime

import pytest
from django.test import Client

from kunding.listen.models import Feedback
from kunding.people.actions import add_person, found_company, issue_token, revoke_token
from kunding.people.models import AccessToken
from kunding.people.queries import chief_customer_officer

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst() -> dict[str, str]:
    found_company(name="Stadtwerke", at=NOON)
    person = add_person(email="ana@example.org", name="Ana", roles=["analyst"], password=None, at=NOON)
    return {"Authorization": f"Bearer {issue_token(person=person, name='test', at=NOON)}"}


@pytest.fixture
def employee() -> dict[str, str]:
    found_company(name="Stadtwerke", at=NOON)
    person = add_person(email="emil@example.org", name="Emil", roles=["employee"], password=None, at=NOON)
    return {"Authorization": f"Bearer {issue_token(person=person, name='test', at=NOON)}"}


def hand_in(client: Client, headers: dict[str, str], *said: dict[str, object]):
    batch = json.dumps({"source": "shop", "feedback": list(said)})
    return client.post("/api/v1/feedback", batch, content_type="application/json", headers=headers)


@pytest.mark.parametrize("path", ["feedback", "cases", "pains", "ask?metric=volume", "schema.json", "no-such-thing"])
def test_a_stranger_is_refused_everywhere(client: Client, path: str) -> None:
    assert client.get(f"/api/v1/{path}").status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic YTpi", "bearer\tx"])
def test_a_wrong_token_is_refused(client: Client, header: str) -> None:
    assert client.get("/api/v1/cases", headers={"Authorization": header}).status_code == 401


def test_a_browser_session_opens_nothing_here(client: Client) -> None:
    found_company(name="Stadtwerke", at=NOON)
    client.force_login(chief_customer_officer(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/api/v1/cases").status_code == 401
    assert hand_in(client, {}, {"text": "Hello"}).status_code == 401


def test_a_revoked_token_is_refused(client: Client, analyst: dict[str, str]) -> None:
    assert client.get("/api/v1/cases", headers=analyst).status_code == 200
    revoke_token(token=AccessToken.objects.get(), at=NOON, actor="test")
    assert client.get("/api/v1/cases", headers=analyst).status_code == 401


def test_a_token_opens_no_more_than_its_person_may(
    client: Client, analyst: dict[str, str], employee: dict[str, str]
) -> None:
    assert client.get("/api/v1/ask?metric=volume", headers=analyst).status_code == 200
    assert client.get("/api/v1/ask?metric=volume", headers=employee).status_code == 403


def test_feedback_is_taken_in_once(client: Client, analyst: dict[str, str]) -> None:
    said = {"text": "Der Bus kam nicht.", "reference": "A1", "recommend": 2, "said_at": "2026-03-01T08:00:00+01:00"}
    assert hand_in(client, analyst, said).json() == {"received": 1, "stored": 1, "duplicate": 0, "refused": 0}
    assert hand_in(client, analyst, said).json() == {"received": 1, "stored": 0, "duplicate": 1, "refused": 0}
    kept = Feedback.objects.get()
    assert (kept.text, kept.recommend) == ("Der Bus kam nicht.", 2)
    assert kept.said_at == datetime(2026, 3, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "wrong",
    [{"recommend": 11}, {"rating": 1.5}, {"effort": 0}, {"channel": "pigeon"}, {"said_at": "gestern"}, {"text": 7}],
)
def test_bad_input_is_told_and_nothing_is_stored(
    client: Client, analyst: dict[str, str], wrong: dict[str, object]
) -> None:
    answer = hand_in(client, analyst, {"text": "fine"}, {"text": "bad", **wrong})
    assert answer.status_code == 422
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "path", ["ask?metric=volume;drop", "ask?metric=volume&by=nothing", "ask?metric=volume&where=x=1"]
)
def test_a_question_that_cannot_be_asked_is_told_in_a_sentence(
    client: Client, analyst: dict[str, str], path: str
) -> None:
    answer = client.get(f"/api/v1/{path}", headers=analyst)
    assert answer.status_code == 422
    assert "There" in answer.json()["detail"] or "no" in answer.json()["detail"]


def test_no_answer_holds_a_token_or_a_password(client: Client, analyst: dict[str, str]) -> None:
    token = analyst["Authorization"].split()[1]
    hand_in(client, analyst, {"text": "Hello"})
    for path in ("feedback", "cases", "pains", "schema.json"):
        body = client.get(f"/api/v1/{path}", headers=analyst).content.decode()
        assert token not in body
        assert AccessToken.objects.get().digest not in body
