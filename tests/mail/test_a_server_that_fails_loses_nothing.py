from datetime import timedelta
from pathlib import Path

import pytest

from kunding.conftest import Firm, login
from kunding.loop.queries import debts
from kunding.loop.stages import STAGES
from kunding.respond.models import Case, Outgoing
from kunding.respond.post.server import Server
from kunding.respond.rules.sending import PAUSES
from tests.mail.desk import Desk, desk
from tests.mail.smtp import SmtpServer, free_port

pytestmark = pytest.mark.django_db
NAMES = ("zoe", "full", "ben")


@pytest.fixture
def office(firm: Firm, maildir: Path) -> Desk:
    return desk(firm, maildir)


@pytest.fixture
def case(office: Desk) -> Case:
    return office.has_case()


def written(case: Case, to: str, office: Desk, *, number: int = 0) -> Outgoing:
    """Return a letter that waits."""
    return Outgoing.objects.create(
        case=case, purpose="answer", to=f"{to}@example.org", subject="Re", text="Guten Tag", written_at=office.at,
        try_at=office.at, message_id=f"<{to}-{number}@lindenau.example>",
    )  # fmt: skip


def send_stage_says(office: Desk) -> tuple[int, str]:
    (debt,) = debts([stage for stage in STAGES if stage.name == "send mail"], at=office.at)
    return debt.owed, debt.error


class TestADeadServer:
    def test_changes_no_answer_of_the_page_and_loses_nothing(self, office: Desk, case: Case, smtp: SmtpServer) -> None:
        alive = self.answer(case, "Eins")
        smtp.stop()
        dead = self.answer(case, "Zwei")
        assert (alive.status_code, alive.headers["Location"]) == (dead.status_code, dead.headers["Location"])
        Outgoing.objects.update(try_at=office.at, written_at=office.at)
        office.goes_round()
        assert [(each.tries, each.sent_at) for each in Outgoing.objects.all()] == [(1, None), (1, None)]
        smtp.start()
        office.goes_round(after=timedelta(minutes=2))
        assert [mail.get_content()[:4] for mail in smtp.mails] == ["Eins", "Zwei"]

    @staticmethod
    def answer(case: Case, text: str):  # type: ignore[no-untyped-def]
        page = f"/cases/{case.number}/answer/"
        return login(case.owner).post(page, {"text": text, "channel": "mail", "outcome": "explained"})

    def test_is_asked_once_for_all_letters_and_after_growing_pauses(self, office: Desk, case: Case, settings) -> None:  # type: ignore[no-untyped-def]
        settings.KUNDING_SMTP = Server("127.0.0.1", free_port(), encrypted=False)
        settings.KUNDING_MAIL_FROM = "service@lindenau.example"
        letters = [written(case, "zoe", office, number=number) for number in range(60)]
        for pause in PAUSES:
            office.goes_round(after=timedelta(0))
            first = Outgoing.objects.get(pk=letters[0].pk)
            assert first.try_at == office.at + pause
            assert "does not answer" in first.trouble
            assert set(Outgoing.objects.values_list("tries", "try_at")) == {(first.tries, first.try_at)}
            office.at += pause
        office.goes_round(after=timedelta(0))
        assert set(Outgoing.objects.values_list("sent_at", "try_at")) == {(None, None)}
        assert sum(PAUSES, timedelta()) >= timedelta(days=2)
        assert send_stage_says(office) == (0, "60 mails could not be sent.")

    def test_that_was_never_named_lets_letters_wait_and_says_so(self, office: Desk, case: Case) -> None:
        office.answers(case)
        office.goes_round()
        assert Outgoing.objects.get().tries == 0
        assert send_stage_says(office) == (0, "No mail server is set (KUNDING_SMTP): mails wait.")
        page = login(case.owner).get(f"/cases/{case.number}/", headers={"accept-language": "en"})
        assert "No mail server is set" in page.content.decode()

    def test_that_is_named_after_weeks_sends_no_old_news(self, office: Desk, case: Case, smtp: SmtpServer) -> None:
        letter = office.answers(case)
        office.goes_round(after=timedelta(days=20))
        assert smtp.taken == []
        self.send_again(case, letter)
        office.goes_round(after=timedelta(days=3650))
        assert len(smtp.taken) == 1

    @staticmethod
    def send_again(case: Case, letter: Outgoing | None) -> None:
        assert letter is not None
        login(case.owner).post(f"/cases/{case.number}/letters/{letter.pk}/again/")


class TestAServer:
    def test_that_refuses_one_for_good_is_not_asked_again(self, office: Desk, case: Case, smtp: SmtpServer) -> None:
        for to in ("unknown", "large"):
            written(case, to, office)
        office.goes_round()
        told = dict(Outgoing.objects.values_list("to", "trouble"))
        assert told["unknown@example.org"] == "550 5.1.1 No such user here"
        assert told["large@example.org"] == "552 5.3.4 Message too big"
        assert set(Outgoing.objects.values_list("try_at", flat=True)) == {None}
        case.refresh_from_db()
        assert case.next_step.startswith(("The customer cannot be reached", "Der Kunde ist unter"))

    def test_that_refuses_one_for_now_gets_the_others_at_once_and_this_one_later(
        self, office: Desk, case: Case, smtp: SmtpServer
    ) -> None:
        letters = [written(case, name, office) for name in NAMES]
        office.goes_round()
        assert [each.rcpt_tos for each in smtp.taken] == [["zoe@example.org"], ["ben@example.org"]]
        assert smtp.connections == 1
        later = Outgoing.objects.get(pk=letters[1].pk)
        assert (later.try_at, later.trouble) == (office.at + timedelta(minutes=1), "452 4.2.2 Mailbox is full")

    def test_that_drops_the_line_at_one_letter_takes_the_others(
        self, office: Desk, case: Case, smtp: SmtpServer
    ) -> None:
        for to in ("dropped", "zoe", "dropped", "ben"):
            written(case, to, office, number=Outgoing.objects.count())
        office.goes_round()
        sent = Outgoing.objects.filter(sent_at__isnull=False).values_list("to", flat=True)
        assert set(sent) == {"zoe@example.org", "ben@example.org"}
        dropped = Outgoing.objects.filter(sent_at=None)
        assert {each.tries for each in dropped} == {1}
        assert all("broke off" in each.trouble for each in dropped)

    def test_that_refuses_our_login_keeps_all_letters(
        self, office: Desk, case: Case, smtp: SmtpServer, settings
    ) -> None:  # type: ignore[no-untyped-def]
        settings.KUNDING_SMTP = Server("127.0.0.1", smtp.port, user="kunding", password="falsch", encrypted=False)
        written(case, "zoe", office)
        office.goes_round()
        assert Outgoing.objects.get().try_at == office.at + timedelta(minutes=1)

    def test_that_shows_no_certificate_we_trust_gets_nothing(
        self, office: Desk, case: Case, smtp: SmtpServer, settings
    ) -> None:  # type: ignore[no-untyped-def]
        settings.KUNDING_SMTP = Server("127.0.0.1", smtp.port)
        written(case, "zoe", office)
        office.goes_round()
        assert "certificate is not trusted" in Outgoing.objects.get().trouble
        assert smtp.taken == []
