import json
from datetime import UTC, datetime

from django.test import Client

from kunding.conftest import Firm
from kunding.customers.models import Campaign
from kunding.people.actions import issue_token
from kunding.people.models import Person

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
ROW = {"name": "Preisbrief", "channel": "letter", "size": 12_000, "starts_on": "2026-11-02"}


def ask(person: Person, firm: Firm, *rows: object) -> tuple[int, object]:
    token = issue_token(person=person, name="test", at=NOON)
    headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}
    client = Client(headers=headers)
    if rows:
        answer = client.post("/api/v1/campaigns", json.dumps(rows), content_type="application/json")
    else:
        answer = client.get("/api/v1/campaigns?month=2026-11-01")
    return answer.status_code, answer.json()


def test_a_program_plans_with_the_rights_of_its_person(firm: Firm) -> None:
    assert ask(firm.emil, firm, ROW)[0] == 403
    assert not Campaign.objects.exists()
    assert ask(firm.lea, firm, ROW, {**ROW, "channel": "Rauch"}) == (
        200,
        {
            "stored": 1,
            "duplicate": 0,
            "refused": [
                {
                    "index": 1,
                    "field": "channel",
                    "reason": "The channel is unknown. Known are mail, phone, letter, app, chat, social.",
                }
            ],
        },
    )
    assert ask(firm.lea, firm, ROW)[1]["duplicate"] == 1
    status, (shown,) = ask(firm.emil, firm)
    assert (status, shown["name"], shown["state"], shown["unit"]) == (200, "Preisbrief", "waiting", "Abrechnung")


def test_what_is_no_campaign_is_refused_whole(firm: Firm) -> None:
    assert ask(firm.lea, firm, {**ROW, "size": -1})[0] == 422
    assert ask(firm.lea, firm, {"name": "x"})[0] == 422
