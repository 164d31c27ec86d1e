from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from kunding.conftest import Firm, login
from kunding.listen.models import Feedback
from kunding.respond.actions import answer, close, close_settled
from kunding.respond.models import Case, Outgoing
from tests.mail.desk import Desk, desk
from tests.mail.smtp import SmtpServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(firm: Firm, maildir: Path, smtp: SmtpServer) -> Desk:
    return desk(firm, maildir)


def report(sent: EmailMessage, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """Return what a mail server writes when it could not deliver a mail (RFC 3464)."""
    return (
        "From: MAILER-DAEMON@mx.example.org\nTo: service@lindenau.example\nMessage-ID: <900@mx.example.org>\n"
        "Subject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nI am sorry.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; {sent['To']}\nAction: {action}\nStatus: {status}\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nTo: {sent['To']}\nMessage-ID: {sent['Message-ID']}\n\n--b--\n"
    ).encode()


def told(office: Desk, smtp: SmtpServer) -> Case:
    case = office.has_case()
    office.answers(case)
    office.goes_round()
    assert len(smtp.mails) == 1
    return case


class TestALetterThatCameBack:
    def test_lets_the_case_go_on_because_the_customer_knows_nothing(self, office: Desk, smtp: SmtpServer) -> None:
        case = told(office, smtp)
        before = Case.objects.get().due_at
        office.gets(report(smtp.mails[0]))
        case.refresh_from_db()
        letter = Outgoing.objects.get()
        assert (letter.bounced_at, letter.bounced_because) == (office.at, "5.1.1 ada@example.org")
        assert (case.state, case.owner, Case.objects.count(), Feedback.objects.count()) == (
            "decided", case.owner, 1, 1,
        )  # fmt: skip
        assert "ada@example.org" in case.next_step
        assert case.due_at < before  # no longer the ten days of the customer's silence
        assert close_settled(keys=[case.pk], at=before + timedelta(days=1)) == 0
        page = login(case.owner).get(f"/cases/{case.number}/", headers={"accept-language": "en"}).content.decode()
        assert "It came back: 5.1.1" in page

    def test_does_not_let_the_case_be_closed_as_told(self, office: Desk, smtp: SmtpServer) -> None:
        case = told(office, smtp)
        office.gets(report(smtp.mails[0]))
        login(case.owner).post(f"/cases/{case.number}/close/", {})
        case.refresh_from_db()
        assert case.state == "decided"
        answer(case=case, by=case.owner, text="Am Telefon gesagt.", decides=True, at=office.at, channel="phone")
        close(case=case, by=case.owner, at=office.at)

    def test_opens_a_case_again_that_was_closed_in_the_meantime(self, office: Desk, smtp: SmtpServer) -> None:
        case = told(office, smtp)
        close(case=case, by=case.owner, at=office.at)
        office.gets(report(smtp.mails[0]))
        case.refresh_from_db()
        assert (case.state, case.round) == ("reopened", 2)
        assert "ada@example.org" in case.next_step

    def test_changes_nothing_where_the_customer_was_told_on_another_way(self, office: Desk, smtp: SmtpServer) -> None:
        case = told(office, smtp)
        answer(case=case, by=case.owner, text="Am Telefon.", decides=True, at=office.at, channel="phone")
        office.gets(report(smtp.mails[0]))
        case.refresh_from_db()
        assert (case.state, Outgoing.objects.get().bounced_at) == ("told", office.at)

    def test_is_sent_again_when_a_person_says_so(self, office: Desk, smtp: SmtpServer) -> None:
        case = told(office, smtp)
        office.gets(report(smtp.mails[0]))
        login(case.owner).post(f"/cases/{case.number}/letters/{Outgoing.objects.get().pk}/again/")
        Outgoing.objects.update(try_at=office.at)
        office.goes_round()
        first, second = smtp.mails
        assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered"])
def test_a_letter_that_is_only_late_is_not_lost(office: Desk, smtp: SmtpServer, action: str) -> None:
    case = told(office, smtp)
    office.gets(report(smtp.mails[0], action=action))
    case.refresh_from_db()
    assert (case.state, Outgoing.objects.get().bounced_at) == ("told", None)


def test_a_report_about_a_letter_that_is_not_ours_does_nothing(office: Desk, smtp: SmtpServer) -> None:
    case = told(office, smtp)
    forged = EmailMessage()
    forged["Message-ID"], forged["To"] = f"<{case.number}@lindenau.example>", "ada@example.org"
    office.gets(report(forged))
    case.refresh_from_db()
    assert (case.state, Outgoing.objects.get().bounced_at, Feedback.objects.count()) == ("told", None, 1)
