from datetime import timedelta
from pathlib import Path

import pytest

from kunding.conftest import Firm, login
from kunding.customers.models import Customer, Identity
from kunding.listen.models import Feedback, Mail, Quarantine
from kunding.listen.tests.letters import letter
from kunding.respond.actions import Upload, close
from kunding.respond.actions.drafts import send_answer
from kunding.respond.facts import cases
from kunding.respond.models import Case, Outgoing, Triage
from kunding.respond.signing import case_address, number_of_reply, reply_address
from tests.mail.desk import ADA, Desk, desk, reply
from tests.mail.smtp import SmtpServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(firm: Firm, maildir: Path) -> Desk:
    return desk(firm, maildir)


class TestAnAnswer:
    def test_reaches_the_customer_as_a_reply(self, office: Desk, smtp: SmtpServer) -> None:
        case = office.has_case(
            "Die Rechnung ist falsch!", References="<0@example.org>", subject="AW: Re: Rechnung  März"
        )
        office.answers(case, "Grüße aus der Abrechnung")
        office.goes_round()
        (mail,) = smtp.mails
        assert (mail["To"], mail["Subject"]) == ("ada@example.org", f"Re: Rechnung März [{case.number}]")
        assert mail["From"].addresses[0].addr_spec == "service@lindenau.example"
        assert number_of_reply(str(mail["Reply-To"])) == case.number
        assert (mail["In-Reply-To"], mail["References"]) == ("<1@example.org>", "<0@example.org> <1@example.org>")
        words = mail.get_content()
        assert words.startswith("Grüße aus der Abrechnung")
        assert case_address(case.number, language="de") in words
        assert (mail["Auto-Submitted"], mail["Content-Language"]) == (None, "de")
        assert Outgoing.objects.get().sent_at == office.at

    def test_takes_its_files_along(self, office: Desk, smtp: SmtpServer) -> None:
        case = office.has_case()
        files = [Upload("Rechnung.pdf", b"%PDF-1.4 neu")]
        send_answer(case=case, by=case.owner, text="Anbei.", decides=True, at=office.at, since=None, channel="mail", files=files)  # fmt: skip  # noqa: E501
        office.goes_round()
        (file,) = smtp.mails[0].iter_attachments()
        assert (file.get_filename(), file.get_content()) == ("Rechnung.pdf", b"%PDF-1.4 neu")

    def test_goes_out_once(self, office: Desk, smtp: SmtpServer) -> None:
        office.answers(office.has_case())
        for _ in range(3):
            office.goes_round(after=timedelta(days=1))
        assert len(smtp.taken) == 1

    def test_by_phone_sends_nothing(self, office: Desk, firm: Firm) -> None:
        case = office.has_case()
        login(case.owner).post(f"/cases/{case.number}/answer/", {"text": "Am Telefon erklärt.", "channel": "phone"})
        assert case.answers.count() == 1
        assert not Outgoing.objects.exists()

    def test_to_somebody_without_an_address_is_kept_and_not_sent(self, office: Desk) -> None:
        case = office.has_case(sender="Unbekannt")
        assert office.answers(case) is None
        assert case.answers.count() == 1

    def test_goes_to_whoever_of_the_conversation_wrote_last(self, office: Desk, smtp: SmtpServer) -> None:
        ada = Customer.objects.create(reference="K1", name="Ada")
        for address in ("ada@example.org", "ada@work.example"):
            Identity.objects.create(kind="email", value=address, customer=ada)
        case = office.has_case()
        office.answers(case, decides=False)
        office.goes_round()
        office.gets(reply(smtp.mails[0], "Bitte an diese Adresse.", sender="Ada <ada@work.example>"))
        letter_ = office.answers(case)
        assert letter_ is not None
        assert letter_.to == "ada@work.example"


class TestAReply:
    def test_joins_its_case_and_opens_it_again(self, office: Desk, smtp: SmtpServer) -> None:
        case = office.has_case()
        office.answers(case)
        office.goes_round()
        office.gets(reply(smtp.mails[0], "Das stimmt immer noch nicht, die Rechnung ist falsch!"))
        case.refresh_from_db()
        assert (Case.objects.count(), case.state, case.round) == (1, "reopened", 2)
        again = Feedback.objects.get(reference="100@example.org")
        assert (again.answers_to, Triage.objects.get(pk=again.pk).outcome) == (case.feedback, "joined")

    @pytest.mark.parametrize("kept", ["References", "In_Reply_To", "To"])
    def test_needs_only_one_mark_and_no_subject(self, office: Desk, smtp: SmtpServer, kept: str) -> None:
        case = office.has_case()
        office.answers(case, decides=False)
        office.goes_round()
        gone = dict.fromkeys({"References", "In_Reply_To", "To"} - {kept}, "x")
        office.gets(reply(smtp.mails[0], "Wann?", subject="Etwas anderes", **gone))
        assert Feedback.objects.get(reference="100@example.org").answers_to == case.feedback

    def test_to_a_reply_of_the_own_joins_also_where_both_come_at_once(self, office: Desk) -> None:
        first, second = letter("Die Rechnung ist falsch!"), letter("Hallo? Wann kommt eine Antwort?", number=2, References="<1@example.org>")  # fmt: skip  # noqa: E501
        office.gets(second, first)
        assert Case.objects.count() == 1
        assert Feedback.objects.get(reference="2@example.org").answers_to == Case.objects.get().feedback

    def test_that_chases_an_answer_is_counted_and_makes_the_case_due_sooner(self, office: Desk) -> None:
        case = office.has_case()
        later = {"References": "<1@example.org>", "Date": "Mon, 02 Nov 2026 09:45:00 +0100"}
        office.gets(letter("Ich warte immer noch auf Ihre Antwort!", number=2, **later))
        assert cases(feedback=[case.feedback_id]).to_pylist()[0]["chased"] == 1
        assert Case.objects.get().due_at < case.due_at

    def test_from_another_address_of_the_customer_joins_after_a_merge_too(self, office: Desk, smtp: SmtpServer) -> None:
        kept = Customer.objects.create(reference="K1")
        merged = Customer.objects.create(reference="K2", merged_into=kept)
        Identity.objects.create(kind="email", value="ada@example.org", customer=kept)
        Identity.objects.create(kind="email", value="adler@work.example", customer=merged)
        case = office.has_case()
        office.answers(case)
        office.goes_round()
        office.gets(reply(smtp.mails[0], "Danke!", sender="adler@work.example"))
        assert Feedback.objects.get(reference="100@example.org").answers_to == case.feedback

    def test_after_the_case_was_closed_opens_it_again(self, office: Desk, smtp: SmtpServer) -> None:
        case = office.has_case()
        office.answers(case)
        close(case=case, by=case.owner, at=office.at)
        office.goes_round()
        office.gets(reply(smtp.mails[0], "Nein, die Rechnung ist falsch und ich bin sauer!"))
        case.refresh_from_db()
        assert (case.state, case.round) == ("reopened", 2)

    def test_of_a_program_is_kept_and_does_nothing(self, office: Desk, smtp: SmtpServer) -> None:
        case = office.has_case()
        office.answers(case)
        office.goes_round()
        office.gets(reply(smtp.mails[0], "Ich bin im Urlaub.", Auto_Submitted="auto-replied"))
        case.refresh_from_db()
        assert (case.state, Feedback.objects.count(), Quarantine.objects.count()) == ("told", 1, 0)

    def test_of_one_of_us_is_put_aside(self, office: Desk, smtp: SmtpServer) -> None:
        case = office.has_case()
        office.answers(case)
        office.goes_round()
        office.gets(reply(smtp.mails[0], "Ich übernehme das.", sender="Lea <lea@lindenau.example>"))
        assert (Quarantine.objects.get().reason, Feedback.objects.count()) == ("colleague", 1)

    def test_that_is_our_own_letter_come_back_is_no_feedback(self, office: Desk, smtp: SmtpServer) -> None:
        office.answers(office.has_case())
        office.goes_round()
        office.gets(smtp.mails[0])
        assert (Mail.objects.count(), Feedback.objects.count(), Quarantine.objects.count()) == (2, 1, 0)


class TestAStranger:
    @pytest.fixture
    def aside(self, office: Desk, smtp: SmtpServer) -> Quarantine:
        case = office.has_case()
        office.answers(case)
        office.goes_round()
        office.gets(reply(smtp.mails[0], "Bitte auch an mich.", sender="Eve <eve@evil.example>"))
        return Quarantine.objects.get()

    def test_waits_until_a_person_lets_it_in(self, office: Desk, aside: Quarantine) -> None:
        case = Case.objects.get()
        assert (aside.reason, aside.conversation, case.state) == ("stranger", case.feedback, "told")
        answer = login(case.owner).post(f"/cases/{case.number}/claims/{aside.pk}/", {"belongs": "yes"})
        assert answer.status_code == 302
        office.goes_round()
        assert Feedback.objects.get(author="eve@evil.example").answers_to == case.feedback
        assert office.answers(case).to == "ada@example.org"

    def test_becomes_a_matter_of_its_own_where_the_person_says_so(self, office: Desk, aside: Quarantine) -> None:
        case = Case.objects.get()
        login(case.owner).post(f"/cases/{case.number}/claims/{aside.pk}/", {"belongs": "no"})
        office.goes_round()
        assert Feedback.objects.get(author="eve@evil.example").answers_to is None
        assert Case.objects.count() == 2

    def test_is_let_in_by_nobody_who_may_not_act_in_the_case(self, office: Desk, aside: Quarantine, firm: Firm) -> None:
        case = Case.objects.get()
        outsider = firm.emil if case.owner != firm.emil else firm.lea
        case.unit, case.owner = (firm.billing, firm.lea) if outsider == firm.emil else (firm.sales, firm.emil)
        case.save()
        answer = login(outsider).post(f"/cases/{case.number}/claims/{aside.pk}/", {"belongs": "yes"})
        assert answer.status_code == 404
        assert not Quarantine.objects.get().joins

    def test_of_another_case_is_not_let_in_here(self, office: Desk, aside: Quarantine) -> None:
        case = Case.objects.get()
        other = office.has_case(number=50, sender="Bob <bob@example.org>")
        answer = login(other.owner).post(f"/cases/{other.number}/claims/{aside.pk}/", {"belongs": "yes"})
        assert answer.status_code == 404
        assert not Quarantine.objects.get().joins
        assert case.feedback.said_again.count() == 0


def test_a_mark_of_a_case_that_is_not_there_makes_a_new_matter(office: Desk) -> None:
    office.gets(letter("Hallo", To=reply_address("K-2026-999999", mailbox="service@lindenau.example"), sender=ADA))
    assert Feedback.objects.get().answers_to is None
