"""Headers, subjects and numbers that a stranger writes prove nothing (CVE-2023-41259)."""

from pathlib import Path

import pytest

from kunding.conftest import Firm
from kunding.listen.models import Feedback
from kunding.listen.tests.letters import letter
from kunding.respond.models import Case, Outgoing
from kunding.respond.signing import mark, reply_address
from tests.mail.conftest import maildir, own_store, smtp
from tests.mail.desk import Desk, desk
from tests.mail.smtp import SmtpServer

__all__ = ["maildir", "own_store", "smtp"]
pytestmark = pytest.mark.django_db
EVE = "Eve <eve@evil.example>"
SECRET = "Meine Kontonummer ist DE02120300000000202051."


@pytest.fixture
def office(firm: Firm, maildir: Path) -> Desk:
    return desk(firm, maildir)


@pytest.fixture
def case(office: Desk) -> Case:
    found = office.has_case(SECRET)
    office.answers(found, "Ihr Geld ist unterwegs.")
    return found


def spoofs(number: str) -> dict[str, dict[str, str]]:
    forged = reply_address(number, mailbox="service@lindenau.example")
    return {
        "number in the subject": {"subject": f"Re: Rechnung [{number}]"},
        "headers of ticket systems": {"X_Kunding_Case": number, "RT_Ticket": number, "X_Zammad_Ticket_Id": "1"},
        "headers that name the owner": {"X_RT_Originator": "ada@example.org", "Resent_From": "ada@example.org"},
        "mark of another purpose": {
            "To": f"service+{number.lower()}.{mark('link', number)}@lindenau.example",
        },
        "mark of another case": {"To": forged.replace(number.lower(), "k-2026-000099")},
        "mark with a wrong letter": {"To": forged.replace("@", "@", 1)[:-25] + "a@lindenau.example"},
        "guessed references": {"References": f"<{number}@lindenau.example> <1@lindenau.example>"},
    }


@pytest.mark.parametrize("how", list(spoofs("K-2026-000001")))
def test_nothing_joins_and_nothing_is_told(office: Desk, case: Case, smtp: SmtpServer, how: str) -> None:
    office.goes_round()
    before = len(smtp.taken)
    office.gets(letter("Was steht in dieser Sache?", number=66, sender=EVE, **spoofs(case.number)[how]))
    said = Feedback.objects.get(author="eve@evil.example")
    assert said.answers_to is None
    case.refresh_from_db()
    assert case.state == "told"
    for one in smtp.mails[before:]:
        assert "202051" not in one.as_string()
        assert "Ihr Geld" not in one.as_string()
    assert not Outgoing.objects.filter(case=case, to="eve@evil.example").exists()


def test_whoever_forges_the_customers_address_alone_reaches_a_new_matter(
    office: Desk, case: Case, smtp: SmtpServer
) -> None:
    office.gets(letter("Bitte auf mein neues Konto.", number=67, subject=f"Re: [{case.number}]", To="service@lindenau.example"))  # fmt: skip  # noqa: E501
    assert Feedback.objects.latest("pk").answers_to is None
    # And what is told in it goes to the customer, not to the forger.
    told = office.answers(Case.objects.latest("pk"))
    assert told is not None
    assert told.to == "ada@example.org"
