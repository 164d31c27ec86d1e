import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from typer.testing import CliRunner, Result

from kunding.cli.app import app
from kunding.cli.refusal import Refused
from kunding.conftest import Firm, login
from kunding.listen import files
from kunding.listen.actions import add_source, replay, set_aside
from kunding.listen.models import Feedback, Mail, Quarantine
from kunding.listen.sources.mail import limits
from kunding.listen.tests.letters import letter
from kunding.listen.tests.servers import deliver
from kunding.loop.actions.mail import sort_mails
from tests.mail.test_mailboxes_are_emptied_and_no_mail_counts_twice import drain

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def spam(maildir: Path) -> Quarantine:
    add_source(kind="maildir", address=str(maildir), name="Service", at=NOW)
    deliver(maildir, [letter(subject=EVIL, X_Spam_Flag="YES")])
    drain()
    return Quarantine.objects.get()


@pytest.fixture
def too_deep(maildir: Path, monkeypatch: pytest.MonkeyPatch) -> Quarantine:
    add_source(kind="maildir", address=str(maildir), name="Service", at=NOW)
    head = b"Content-Type: multipart/mixed; boundary=b\n"
    deliver(maildir, [head + letter().replace(b"\n\n", b"\n\n--b\n\n")])
    monkeypatch.setattr(limits, "CONTAINERS", 0)
    drain()
    return Quarantine.objects.get()


class TestQuarantine:
    def test_keeps_the_bytes_and_says_why_who_and_what(self, too_deep: Quarantine) -> None:
        assert (too_deep.reason, too_deep.sender, too_deep.subject) == ("too_deep", "ada@example.org", "Beschwerde")
        assert b"Der Bus der Linie 7" in files.read(too_deep.digest)
        assert not Feedback.objects.exists()

    def test_lets_go_of_a_mail_once_a_better_program_reads_it(
        self, too_deep: Quarantine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert replay(keys=[too_deep.pk], at=LATER) == 0
        too_deep.refresh_from_db()
        assert (too_deep.tried_at, too_deep.released_at) == (LATER, None)
        monkeypatch.setattr(limits, "CONTAINERS", 60)
        assert replay(keys=[too_deep.pk], at=LATER) == 1
        assert replay(keys=[too_deep.pk], at=LATER) == 0
        drain(LATER)
        assert Feedback.objects.count() == 1

    def test_of_spam_ends_when_a_person_says_so(self, spam: Quarantine, firm: Firm) -> None:
        drain(LATER)
        assert not Feedback.objects.exists()
        assert replay(keys=[spam.pk], at=LATER, by=firm.vera) == 1
        drain(LATER)
        assert Feedback.objects.get().subject == EVIL
        spam.refresh_from_db()
        assert (spam.released_by, spam.released_at) == (firm.vera, LATER)

    def test_of_a_mail_with_a_strangers_number_ends_with_a_number_of_its_own(self, maildir: Path) -> None:
        add_source(kind="maildir", address=str(maildir), at=NOW)
        deliver(maildir, [letter("Eins"), letter("Zwei")])
        drain()
        assert replay(keys=[Quarantine.objects.get().pk], at=LATER) == 1
        drain(LATER)
        assert set(Feedback.objects.values_list("text", flat=True)) == {"Eins", "Zwei"}

    def test_takes_in_a_mail_that_sorting_set_aside_and_gives_it_back_once(self, maildir: Path) -> None:
        source = add_source(kind="maildir", address=str(maildir), at=NOW)
        mail = Mail.objects.create(
            source=source, message_id="1", kind="reply", digest="0" * 64, size=1, said_at=NOW, received_at=NOW
        )
        assert set_aside(keys=[mail.pk], at=NOW, reason="stranger", detail="x@y.de is no participant.") == 1
        assert set_aside(keys=[mail.pk], at=NOW, reason="stranger") == 0
        replay(keys=[Quarantine.objects.get().pk], at=LATER)
        sort_mails(keys=[mail.pk], at=LATER)
        assert Feedback.objects.get().mail == mail


class TestThePage:
    def test_shows_mailboxes_and_mails_with_their_words_escaped(self, spam: Quarantine, vera: Client) -> None:
        page = vera.get("/sources/", headers=ENGLISH).content.decode()
        assert "Service" in page
        assert EVIL not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "Your mail server says that this is spam." in page

    def test_speaks_german(self, spam: Quarantine, vera: Client) -> None:
        page = vera.get("/sources/", headers={"accept-language": "de"}).content.decode()
        assert "Noch einmal versuchen" in page
        assert "Quellen" in page

    def test_tries_again_with_one_click(self, spam: Quarantine, vera: Client) -> None:
        answer = vera.post(f"/sources/{spam.pk}/replay/", follow=True, headers=ENGLISH)
        assert "The mail is on its way to the feedback." in answer.content.decode()
        drain(LATER)
        assert Feedback.objects.count() == 1

    def test_says_when_it_did_not_help(self, too_deep: Quarantine, vera: Client) -> None:
        answer = vera.post(f"/sources/{too_deep.pk}/replay/", follow=True, headers=ENGLISH)
        assert "That did not work this time either." in answer.content.decode()

    def test_is_for_administrators(self, firm: Firm, spam: Quarantine) -> None:
        for person in (firm.lea, firm.emil):
            assert login(person).get("/sources/").status_code == 403
            assert login(person).post(f"/sources/{spam.pk}/replay/").status_code == 403
        assert Quarantine.objects.filter(released_at=None).count() == 1


class TestTheCommand:
    def run(self, *arguments: str) -> Result:
        result = CliRunner().invoke(app, ["source", *arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def test_adds_and_lists_mailboxes(self, maildir: Path) -> None:
        added = json.loads(self.run("add", "maildir", str(maildir), "--json").stdout)
        assert added == {"name": "service", "kind": "maildir", "address": str(maildir)}
        (listed,) = json.loads(self.run("list", "--json").stdout)
        assert (listed["name"], listed["failures"], listed["looked_at"]) == ("service", 0, None)
        assert "not yet" in self.run("list").stdout

    def test_refuses_in_one_sentence(self, maildir: Path) -> None:
        with pytest.raises(Refused, match="is no maildir"):
            self.run("add", "maildir", str(maildir / "new"))
        with pytest.raises(Refused, match="no source named “x”"):
            self.run("replay", "x")
        assert self.run("replay").exit_code == 2
        assert self.run("replay", "x", "--all").exit_code == 2
        assert self.run("add", "maildir").exit_code == 2

    def test_replays_what_could_not_be_read_but_no_spam(
        self, too_deep: Quarantine, maildir: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "CONTAINERS", 60)
        deliver(maildir, [letter(number=2, X_Spam_Flag="YES")])
        drain(LATER)
        assert json.loads(self.run("replay", "Service", "--json").stdout) == {"tried": 1, "released": 1}
        assert json.loads(self.run("replay", "--all", "--json").stdout) == {"tried": 0, "released": 0}
        assert Quarantine.objects.get(released_at=None).reason == "spam"
