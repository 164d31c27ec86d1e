"""Zammad CVE-2026-102489, a breach within seconds: whoever is in finds no keys and leaves no program."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.conf import settings as ours
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from kunding.conftest import NOW, Firm, login
from kunding.people.actions import deactivate_person, end_sessions, issue_token, set_password
from kunding.people.invitation import password_link
from kunding.people.sealing import SealIsBroken, seal, unsealed
from kunding.respond.actions import add_webhook
from kunding.web.sessions import SessionStore, mark_of
from tests.attacks.test_a07_no_address_leads_inside import SPEAKERS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "kunding"
FACTOR = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def everything_kept() -> str:
    """Return what a copy of the database shows: each column of each row, and sessions as Django would unpack them."""
    rows = [json.dumps(row, default=str) for model in apps.get_models() for row in model._default_manager.values()]
    return "\n".join(rows)


@pytest.mark.django_db
def test_no_table_holds_a_secret(firm: Firm, settings) -> None:  # type: ignore[no-untyped-def]
    settings.MFA_RECOVERY_CODE_COUNT = 4
    set_password(person=firm.lea, password="a long password of Lea", at=NOW)
    TOTP.activate(firm.lea, FACTOR)
    codes = RecoveryCodes.activate(firm.lea).get_unused_codes()
    browser = login(firm.lea)
    link = password_link(firm.emil)
    visitor = Client()
    visitor.get(link.partition("8000")[2])  # the word of the link waits in a session now
    _, webhook = add_webhook(address="https://93.184.216.34/hook", name="ERP", at=NOW)
    secrets: dict[str, str] = {
        "password": "a long password of Lea",
        "token": issue_token(person=firm.lea, name="x", at=NOW),
        "second factor": FACTOR,
        **{f"recovery code {n}": code for n, code in enumerate(codes)},
        "session": browser.cookies["sessionid"].value,
        "word of a password link": link.rstrip("/").rpartition("-")[2],
        "key": ours.SECRET_KEY,
        "key of the trail": ours.KUNDING_TRAIL_KEY,
        "webhook": webhook.removeprefix("whsec_"),
    }
    kept = everything_kept()
    assert firm.lea.email in kept, "the copy shows nothing, so it proves nothing"
    assert not [name for name, secret in secrets.items() if secret in kept]
    # And each of them still does what it is for.
    assert browser.get("/me/").status_code == 200
    assert TOTP(Authenticator.objects.get(type="totp")).instance.data["secret"] != FACTOR
    assert RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).validate_code(codes[0])


@pytest.mark.django_db
def test_what_lies_in_the_database_is_no_session(firm: Firm) -> None:
    browser = login(firm.vera)
    row = Session.objects.get(pk=mark_of(browser.cookies["sessionid"].value))
    for word in (row.pk, row.session_data, row.session_data[:32]):
        thief = Client()
        thief.cookies["sessionid"] = word
        assert thief.get("/me/").status_code == 302
    # A row that somebody writes into the database is no session either: it is not sealed with our key.
    forged = Client()
    Session.objects.create(pk=mark_of("f" * 32), session_data="e30:forged", expire_date=row.expire_date)
    forged.cookies["sessionid"] = "f" * 32
    assert forged.get("/me/").status_code == 302


@pytest.mark.django_db
def test_a_stolen_session_ends_with_the_password_the_person_or_a_click(firm: Firm) -> None:
    for act in (
        lambda: set_password(person=firm.emil, password="another long password", at=NOW),
        lambda: end_sessions(person=firm.emil, at=NOW, actor="test"),
        lambda: deactivate_person(person=firm.emil, at=NOW, actor="test"),
    ):
        firm.emil.refresh_from_db()
        stolen = login(firm.emil)
        assert stolen.get("/me/").status_code == 200
        act()
        assert stolen.get("/me/").status_code == 302


def test_a_seal_is_for_one_purpose_and_one_installation(settings) -> None:  # type: ignore[no-untyped-def]
    kept = seal("secret", purpose="a")
    assert unsealed(kept, purpose="a") == "secret"
    with pytest.raises(SealIsBroken):
        unsealed(kept, purpose="b")
    with pytest.raises(SealIsBroken):
        unsealed(kept[:-4] + "AAA=", purpose="a")
    settings.SECRET_KEY = "another"
    with pytest.raises(SealIsBroken):
        unsealed(kept, purpose="a")
    assert SessionStore().decode(kept) == {}


# A process that notes each file it writes below the package, and does what an installation does.
LIVES = """
import os, sys
written = []
package = sys.argv[1]
def note(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)):
        changes = isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        if changes and os.path.abspath(os.fsdecode(args[0])).startswith(package):
            written.append(os.fsdecode(args[0]))
    if event in {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.chmod"}:
        written.extend(p for p in map(str, args[:2]) if os.path.abspath(p).startswith(package))
sys.addaudithook(note)
from kunding.cli.app import app
from typer.testing import CliRunner
run = CliRunner().invoke
for command in (["person", "add", "a@example.org", "A", "--role", "cco", "--role", "administrator"],
                ["import", sys.argv[2]], ["work", "--drain", "--quiet"], ["cases", "--json"], ["status"]):
    ran = run(app, command)
    assert ran.exit_code == 0, (command, ran.output, ran.exception)
from django.test import Client
from kunding.people.models import Person
client = Client(HTTP_HOST="localhost")
client.force_login(Person.objects.get(email="a@example.org"))
from django.urls import reverse
for name in ("cockpit:cockpit", "cockpit:report", "respond:cases", "people:people", "public:codes"):
    page = reverse(name)
    assert client.get(page).status_code == 200, page
print("\\n".join(["WRITTEN", *written]))
"""


def test_no_program_is_written_while_kunding_lives(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    rows = "\n".join(f"{n},2026-01-0{n % 9 + 1},Der Bus kam nicht und ich bin verärgert {n}" for n in range(60))
    export.write_text(f"id,datum,kommentar\n{rows}\n", encoding="utf-8")
    told = lived(LIVES, str(export), home=tmp_path / "home")
    written = told.partition("WRITTEN")[2].split("\n")
    # Where it may, numba keeps machine code beside the package; docs/operate/access.md says how to prevent that.
    assert not [file for file in written if file and "__pycache__" not in file]


def lived(program: str, export: str, *, home: Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-B", "-c", program, str(PACKAGE), export],
        env={**os.environ, "KUNDING_HOME": str(home), "DJANGO_SETTINGS_MODULE": "kunding.config.settings"},
        cwd=home.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3_000:]
    return ran.stdout


def test_where_kunding_calls_to_stands_in_the_documents() -> None:
    """Whoever forbids every other connection must know which ones there are."""
    told = (ROOT / "docs" / "operate" / "access.md").read_text(encoding="utf-8")
    named = {word.strip(",") for reason in SPEAKERS.values() for word in reason.split() if word.startswith("KUNDING_")}
    missing = [name for name in {*named, "KUNDING_DATABASE", "KUNDING_LAKE", "IMAP", "webhook"} if name not in told]
    assert not missing


def test_a_login_forgets_sessions_that_ran_out(firm: Firm) -> None:
    set_password(person=firm.emil, password="a long password", at=NOW)
    Session.objects.create(pk="old", session_data="x", expire_date=NOW.replace(year=2001))
    given: dict[str, Any] = {"login": firm.emil.email, "password": "a long password"}
    Client().post(reverse("account_login"), given)
    assert not Session.objects.filter(pk="old").exists()
