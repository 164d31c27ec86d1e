"""A service team with a mailbox: mails come, a person answers, the worker goes round."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from kunding.conftest import Firm
from kunding.listen.actions import add_source, look_now
from kunding.listen.tests.letters import letter
from kunding.listen.tests.servers import deliver
from kunding.loop.stages import STAGES
from kunding.loop.worker import Worker
from kunding.respond.actions import answer
from kunding.respond.models import Answer, Case, Outgoing

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)  # a Monday
MINUTE = timedelta(minutes=1)
OF_MAIL = {"fetch mail", "sort mail", "recognise customers", "read feedback", "open cases", "send mail"}
ADA = "Ada Adler <ada@example.org>"


@dataclass
class Desk:
    """The team's mailbox, and the moment at which it works."""

    firm: Firm
    maildir: Path
    at: datetime = NOW

    def goes_round(self, *, after: timedelta = MINUTE) -> None:
        """Look into the mailbox, sort, read, open, send."""
        self.at += after
        look_now(at=self.at)
        Worker(stages=[stage for stage in STAGES if stage.name in OF_MAIL], clock=lambda: self.at).drain()

    def gets(self, *mails: bytes | EmailMessage) -> None:
        """Let mails come, and go round."""
        deliver(self.maildir, [mail if isinstance(mail, bytes) else mail.as_bytes() for mail in mails])
        self.goes_round()

    def has_case(self, text: str = "Die Rechnung ist falsch!", **how: object) -> Case:
        """Let a customer write, and return the case that is opened."""
        self.gets(letter(text, **{"sender": ADA, "subject": "Rechnung", **how}))
        return Case.objects.latest("pk")

    def answers(self, case: Case, text: str = "Sie bekommen eine neue.", *, decides: bool = True) -> Outgoing | None:
        """Let the owner answer by mail, and return the letter that is on its way."""
        self.at += MINUTE
        told: Answer = answer(case=case, by=case.owner, text=text, decides=decides, at=self.at, channel="mail")
        return Outgoing.objects.filter(answer=told).first()


def desk(firm: Firm, maildir: Path) -> Desk:
    """Return a desk with an empty mailbox."""
    add_source(kind="maildir", address=str(maildir), name="Service", at=NOW)
    return Desk(firm, maildir)


def reply(received: EmailMessage, text: str, *, sender: str = ADA, number: int = 100, **headers: str) -> bytes:
    """Return what a mail program sends when its user answers a mail."""
    to = str(received["Reply-To"] or received["From"])
    known = f"{received['References'] or ''} {received['Message-ID']}".strip()
    given = {"In_Reply_To": str(received["Message-ID"]), "References": known, "To": to, **headers}
    subject = given.pop("subject", f"Re: {received['Subject']}")
    return letter(text, number=number, sender=sender, subject=subject, **given)
