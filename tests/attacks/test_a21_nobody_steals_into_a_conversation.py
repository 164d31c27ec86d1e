"""A stranger who knows the marks of a conversation, by a forwarded mail or a copy, joins nothing (Zendesk 2024)."""

from pathlib import Path

import pytest

from kunding.conftest import Firm
from kunding.customers.models import Customer, Identity
from kunding.listen.models import Feedback, Quarantine
from kunding.respond.models import Case, Outgoing
from tests.mail.conftest import maildir, own_store, smtp
from tests.mail.desk import Desk, desk, reply
from tests.mail.smtp import SmtpServer

__all__ = ["maildir", "own_store", "smtp"]
pytestmark = pytest.mark.django_db
EVE = "Eve <eve@evil.example>"


@pytest.fixture
def office(firm: Firm, maildir: Path) -> Desk:
    return desk(firm, maildir)


@pytest.fixture
def case(office: Desk, smtp: SmtpServer) -> Case:
    found = office.has_case()
    office.answers(found, decides=False)
    office.goes_round()
    return found


FORGED = {
    "with all marks": {},
    "that names the customer as a copy": {"Cc": "ada@example.org"},
    "that asks for answers to the customer": {"Reply_To": "ada@example.org"},
    "that was sent by the customer, it says": {"X_Original_From": "ada@example.org", "X_Sender": "ada@example.org"},
    "whose name is the customer's address": {"sender": '"ada@example.org" <eve@evil.example>'},
    "without a sender": {"sender": ""},
    "from nobody": {"sender": "<>"},
    "from two people": {"sender": "Eve <eve@evil.example>, Ada <ada@example.org>"},
}


@pytest.mark.parametrize("how", list(FORGED))
def test_a_reply(office: Desk, case: Case, smtp: SmtpServer, how: str) -> None:
    before = Case.objects.values().get()
    given = {"sender": EVE, "number": 66, **FORGED[how]}
    office.gets(reply(smtp.mails[0], "Bitte alles auch an mich.", **given))
    assert Quarantine.objects.get().reason == "stranger"
    assert Feedback.objects.count() == 1
    assert Case.objects.values().get() == before
    assert set(Outgoing.objects.values_list("to", flat=True)) == {"ada@example.org"}
    assert len(smtp.taken) == 1  # nobody is told that there is such a case


def test_a_copy_in_a_reply_of_the_customer_makes_nobody_a_participant(
    office: Desk, case: Case, smtp: SmtpServer
) -> None:
    to = f"{smtp.mails[0]['Reply-To']}, eve@evil.example"
    office.gets(reply(smtp.mails[0], "Ich habe Eve in Kopie.", To=to, Cc="eve@evil.example"))
    office.gets(reply(smtp.mails[0], "Danke, dann übernehme ich.", sender=EVE, number=67))
    assert Feedback.objects.filter(answers_to=case.feedback).count() == 1
    assert Quarantine.objects.get().sender == "eve@evil.example"
    told = office.answers(case)
    assert told is not None
    assert told.to == "ada@example.org"


def test_customers_without_an_address_are_not_each_other(office: Desk, smtp: SmtpServer) -> None:
    for reference in ("K1", "K2"):
        Customer.objects.create(reference=reference, email="")
    first = office.has_case(sender="", number=40)
    Feedback.objects.filter(pk=first.feedback_id).update(customer=Customer.objects.get(reference="K1"))
    Identity.objects.create(kind="phone", value="eve@evil.example", customer=Customer.objects.get(reference="K1"))
    Outgoing.objects.create(case=first, purpose="answer", to="x@example.org", subject="Re", text="x",
                            message_id="<known@lindenau.example>", written_at=office.at)  # fmt: skip
    for number, sender in enumerate(("", "<>", EVE), 41):
        office.gets(reply({"From": "service@lindenau.example", "Message-ID": "<known@lindenau.example>", "Subject": "", "Reply-To": None, "References": None}, "Hallo", sender=sender, number=number))  # type: ignore[arg-type]  # fmt: skip  # noqa: E501
    assert Feedback.objects.filter(answers_to=first.feedback).count() == 0
    assert Quarantine.objects.filter(reason="stranger").count() == 3
