"""Two installations answer each other: no more than two mails (RFC 3834)."""

from pathlib import Path

import pytest

from kunding.conftest import Firm
from kunding.listen.actions import look_now
from kunding.listen.models import Feedback
from kunding.listen.tests.letters import letter
from kunding.listen.tests.servers import deliver
from kunding.loop.stages import STAGES
from kunding.loop.worker import Worker
from kunding.respond.models import Case
from tests.mail.conftest import maildir, own_store, smtp
from tests.mail.desk import Desk, desk
from tests.mail.smtp import SmtpServer

__all__ = ["maildir", "own_store", "smtp"]
pytestmark = pytest.mark.django_db
OF_ALL = {"fetch mail", "sort mail", "recognise customers", "read feedback", "open cases", "acknowledge", "send mail"}
OURS, THEIRS = b"service@lindenau.example", b"support@other.example"


def as_other_installation_answers(sent: bytes) -> bytes:
    """Return the receipt of another installation like ours to a mail of ours: the same, with roles exchanged."""
    turned = sent.replace(OURS, b"\x01").replace(THEIRS, OURS).replace(b"\x01", THEIRS)
    head, _, body = turned.partition(b"\r\n\r\n")
    lines = [
        line for line in head.split(b"\r\n") if not line.startswith((b"Message-ID", b"In-Reply-To", b"References"))
    ]
    return b"\r\n".join([*lines, b"Message-ID: <other-%d@other.example>" % len(sent), b"", body])


@pytest.fixture
def office(firm: Firm, maildir: Path) -> Desk:
    return desk(firm, maildir)


def whole_round(office: Desk) -> None:
    office.goes_round()
    stages = [stage for stage in STAGES if stage.name in OF_ALL or "acknowledge" in stage.name]
    look_now(at=office.at)
    Worker(stages=stages, clock=lambda: office.at).drain()


def test_a_receipt_is_answered_by_nobody(office: Desk, smtp: SmtpServer) -> None:
    deliver(office.maildir, [letter("Guten Tag, die Rechnung ist falsch!", sender=THEIRS.decode())])
    whole_round(office)
    assert (Case.objects.count(), len(smtp.taken)) == (1, 1)
    first = smtp.taken[0]
    assert first.mail_from.encode() == OURS
    assert smtp.mails[0]["Auto-Submitted"] == "auto-generated"
    for _ in range(5):
        deliver(office.maildir, [as_other_installation_answers(one.original_content) for one in smtp.taken])
        whole_round(office)
    # Their mail and our receipt: their receipt of it wakes nobody here.
    assert (Case.objects.count(), Feedback.objects.count(), len(smtp.taken)) == (1, 1, 1)


def test_a_persons_answer_is_followed_by_one_receipt_at_most(office: Desk, smtp: SmtpServer) -> None:
    deliver(office.maildir, [letter("Die Rechnung ist falsch!", sender=THEIRS.decode())])
    whole_round(office)
    office.answers(Case.objects.get(), "Das stimmt, Sie bekommen eine neue.")
    whole_round(office)
    told = smtp.taken[-1].original_content
    assert smtp.mails[-1]["Auto-Submitted"] is None
    receipt = as_other_installation_answers(smtp.taken[0].original_content + told[-9:])
    before = len(smtp.taken)
    for _ in range(3):
        deliver(office.maildir, [receipt])
        whole_round(office)
    assert (len(smtp.taken), Feedback.objects.count()) == (before, 1)
