"""LimeSurvey CVE-2026-50635: links built from the Host header lead customers to the attacker."""

import pytest
from django.test import Client
from django.utils.timezone import now

from kunding.conftest import Firm, login
from kunding.respond.actions import acknowledge
from kunding.respond.models import Outgoing
from kunding.respond.queries import acknowledgements_owed
from kunding.web.public.codes import address_of
from tests.attacks.letterbox import filled_in

pytestmark = pytest.mark.django_db
EVIL = "evil.example"
FORGED = (
    {"HTTP_HOST": EVIL},
    {"HTTP_X_FORWARDED_HOST": EVIL},
    {"HTTP_HOST": f"127.0.0.1:8000@{EVIL}"},
    {"HTTP_FORWARDED": f"host={EVIL}"},
    {"HTTP_HOST": EVIL, "HTTP_X_FORWARDED_HOST": EVIL, "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_HOST": EVIL},
)


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize("careless", [False, True])
def test_no_link_names_a_forged_host(firm: Firm, settings, forged: dict[str, str], careless: bool) -> None:
    if careless:  # an operator who lets every name in is not given away either
        settings.ALLOWED_HOSTS = ["*"]
    sent = Client().post("/melden/", filled_in(email="erika@example.org"), **forged)
    if sent.status_code == 400:
        return
    assert EVIL not in sent["Location"]
    assert EVIL not in Client().get(sent["Location"], **forged).content.decode()
    acknowledge(keys=acknowledgements_owed(now()), at=now())
    letter = Outgoing.objects.get()
    assert EVIL not in letter.text + letter.message_id + letter.reply_to
    assert "http://127.0.0.1:8000/anliegen/" in letter.text


def test_a_printed_code_never_names_a_forged_host(firm: Firm, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    drawn = login(firm.vera).get("/melden/codes/bill.svg").content
    assert login(firm.vera).get("/melden/codes/bill.svg", HTTP_HOST=EVIL).content == drawn
    assert address_of("bill") == "http://127.0.0.1:8000/melden/?ort=bill"
