import json
from datetime import UTC, datetime
from ipaddress import ip_network
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from typer.testing import CliRunner, Result

from kunding.cli.app import app
from kunding.cli.refusal import Refused
from kunding.conftest import NOW, Firm
from kunding.people.actions import issue_token
from kunding.people.models import Person
from kunding.respond.models import Webhook
from kunding.respond.queries.webhooks import ACTS
from kunding.trail.actions import record

pytestmark = pytest.mark.django_db
NOBODY = "http://127.0.0.1:9/kunding"


@pytest.fixture(autouse=True)
def at_home(settings) -> None:  # type: ignore[no-untyped-def]
    settings.KUNDING_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]


def say(*words: str) -> Result:
    return CliRunner().invoke(app, ["webhook", *words])


def api(person: Person, path: str = "", **entered: object) -> tuple[int, Any]:
    client = Client(HTTP_AUTHORIZATION=f"Bearer {issue_token(person=person, name='x', at=NOW)}")
    address = f"/api/v1/webhooks{path}"
    answer = client.post(address, entered, content_type="application/json") if entered or path else client.get(address)
    return answer.status_code, answer.json()


class TestByCommand:
    def test_one_is_added_tried_and_listed(self) -> None:
        added = json.loads(say("add", NOBODY, "--name", "ERP", "--event", "case.closed", "--json").stdout)
        assert added["secret"].startswith("whsec_")
        assert (added["name"], added["answers"], added["status"]) == ("ERP", False, None)
        (row,) = json.loads(say("list", "--json").stdout)
        assert (row["name"], row["events"], row["state"], row["owed"]) == ("ERP", ["case.closed"], "new", 0)
        assert "whsec_" not in say("list").stdout

    def test_it_speaks_one_language_whatever_the_company_speaks(self) -> None:
        translation.activate("de")
        assert "This is no address" in str(say("add", "ftp://erp.example.org").exception)

    def test_it_is_paused_and_goes_on(self) -> None:
        say("add", NOBODY, "--name", "ERP")
        say("pause", "ERP")
        assert "paused" in say("list").stdout
        say("resume", "ERP")
        assert Webhook.objects.get().paused_at is None

    def test_the_past_is_told_since_a_day_since_the_beginning_or_not_at_all(self) -> None:
        for day in (1, 2, 3):
            record(act="open_case", actor="loop", at=datetime(2026, 11, day, 12, tzinfo=UTC), subject="case:1")
        say("add", NOBODY, "--name", "ERP")
        for words, owed in ((("--all",), 3), (("--since", "2026-11-02"), 2), (("--since", "now"), 0)):
            assert say("replay", "ERP", *words).exit_code == 0
            assert json.loads(say("list", "--json").stdout)[0]["owed"] == owed

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            (("add", "http://10.0.0.1/"), "private network"),
            (("add", NOBODY, "--event", "case.exploded"), "no event “case.exploded”"),
            (("pause", "Nobody"), "no webhook named “Nobody”"),
            (("replay", "ERP", "--since", "gestern"), "written like 2026-11-21"),
        ],
    )
    def test_what_cannot_be_done_is_said_in_one_sentence(self, words: tuple[str, ...], why: str) -> None:
        say("add", NOBODY, "--name", "ERP")
        told = say(*words).exception
        assert isinstance(told, Refused)
        assert why in str(told)


class TestByTheApi:
    def test_an_administrators_program_adds_one_and_sees_how_it_stands(self, firm: Firm) -> None:
        status, added = api(firm.vera, address=NOBODY, events=["case.opened"])
        assert (status, added["name"], added["state"], added["owed"]) == (201, "127.0.0.1:9", "new", 0)
        assert added["secret"].startswith("whsec_")
        record(act=ACTS[0], actor="loop", at=NOW, subject="case:1")
        (row,) = api(firm.vera)[1]
        assert "secret" not in row
        assert row["owed"] == 1
        assert api(firm.vera, f"/{row['id']}/pause", x=1)[1]["state"] == "paused"
        assert api(firm.vera, f"/{row['id']}/resume", x=1)[1]["state"] == "new"
        assert api(firm.vera, f"/{row['id']}/replay", since="2026-12-01T00:00:00Z")[1]["owed"] == 0

    def test_nobody_else_does(self, firm: Firm) -> None:
        assert api(firm.lea, address=NOBODY)[0] == api(firm.lea)[0] == 403
        assert not Webhook.objects.exists()

    @pytest.mark.parametrize("entered", [{"address": "file:///etc/passwd"}, {"address": NOBODY, "events": ["x"]}])
    def test_what_is_wrong_is_told(self, firm: Firm, entered: dict[str, object]) -> None:
        assert api(firm.vera, **entered)[0] == 422
        assert api(firm.vera, "/987654/pause", x=1)[0] == 404
