"""A customer of whom something lies in every corner, and another one who must lose nothing."""

from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

from kunding.conftest import NOW, Firm, fill_lake
from kunding.customers.actions import merge_customers, note_consent, note_contacts
from kunding.customers.models import Customer, Identity
from kunding.listen import files
from kunding.listen.actions import take
from kunding.listen.models import Feedback, Source
from kunding.listen.sources.mailbox import Fetched
from kunding.loop.actions.mail import sort_mails
from kunding.loop.models import Parked
from kunding.respond.actions import add_note, answer, ask_unit, decide_batch, keep_draft
from kunding.respond.models import Case, Enclosure, Outgoing, SavedView
from kunding.understand.actions import read_batch
from kunding.understand.models import Membership, Theme

# Each stands in one place only, and is no word of any language.
IN_THE_RECORD = ("zwafelkrin", "quorbelith", "mirvatosk")
SAID = ("plandrofex", "tulvrinabo", "gesquarzil", "hobrimulant")
OF_OURS = ("vostrakeln", "drumbelquist", "fernolaxid", "krispolwand", "umbravelto")
IN_FILES = ("jantrofiel", "beluxmorat")
EVERYWHERE = (*IN_THE_RECORD, *SAID, *OF_OURS, *IN_FILES)


@dataclass(frozen=True)
class Planted:
    """The customer, the double, the bystander, and their cases."""

    customer: Customer
    double: Customer
    bystander: Customer
    case: Case
    other: Case


def plant(firm: Firm, home: Path) -> Planted:
    """Let the customer live with us."""
    customer = Customer.objects.create(
        reference="KD-mirvatosk", name="Erika Zwafelkrin", email="erika@quorbelith.example", phone="0341 99887766",
        segment="Privat", value_per_year=400,
    )  # fmt: skip
    double = Customer.objects.create(reference="KD-2", name="E. Zwafelkrin", email="ez@quorbelith.example")
    bystander = Customer.objects.create(reference="KD-3", name="Bruno Baum", email="bruno@baum.example")
    for one in (customer, double, bystander):
        Identity.objects.create(kind="email", value=one.email, customer=one)
    Identity.objects.create(kind="handle", value="@erika_mirvatosk", customer=customer)
    merge_customers(kept=customer.pk, merged=double.pk, by=firm.vera, at=NOW)
    note_consent(
        customer=customer.pk, verdict="given", purpose="survey", channel="mail", ground="consent",
        proof="Karte von Zwafelkrin", said_at=NOW, at=NOW,
    )  # fmt: skip
    note_contacts(customers=[customer.pk], purpose="survey", channel="mail", at=NOW)
    _say(firm, customer, "Der Abschlag ist plandrofex zu hoch, das ist eine Frechheit!", 1)
    _say(firm, double, "Schon wieder tulvrinabo, ich warte seit Wochen auf Antwort!", 2)
    _say(firm, None, "Ohne Kundennummer: gesquarzil!", 3, author="0341/998877-66")
    _say(firm, bystander, "Der Bus kam zu spät, das ist eine Zumutung!", 4)
    _mail(firm)
    keys = list(Feedback.objects.filter(reading=None).values_list("pk", flat=True))
    read_batch(keys=keys, at=NOW)
    decide_batch(keys=keys, at=NOW)
    theme = Theme.objects.create(label="Abschlag Zwafelkrin", words=["abschlag", "zwafelkrin"], found_at=NOW)
    for key in keys:
        Membership.objects.create(feedback_id=key, theme=theme, confidence=0.9)
    case, other = Case.objects.get(feedback__reference="p-1"), Case.objects.get(feedback__reference="p-4")
    for one in (case, other):
        _work(firm, one, "vostrakeln" if one == case else "Danke")
    _aside(firm, case, home)
    fill_lake()
    return Planted(customer, double, bystander, case, other)


def _say(firm: Firm, customer: Customer | None, text: str, number: int, author: str = "") -> None:
    Feedback.objects.create(
        source=firm.source, reference=f"p-{number}", said_at=NOW - timedelta(days=number), arrived_at=NOW,
        channel="social", text=text, author=author or (customer.email if customer else ""), customer=customer,
        recommend=2, extra={"Straße": "hobrimulant" if number == 1 else "x"},
    )  # fmt: skip


def _mail(firm: Firm) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Erika Zwafelkrin <erika@quorbelith.example>", "service@lindenau.example"
    mail["Subject"], mail["Message-ID"] = "Beschwerde", "<1@quorbelith.example>"
    mail["Date"] = "Mon, 02 Nov 2026 08:15:00 +0100"
    mail.set_content("Die Rechnung ist falsch, siehe Anhang!")
    mail.add_attachment(b"jantrofiel in a file", maintype="text", subtype="plain", filename="beleg.txt")
    source = Source.objects.create(name="Service", kind="maildir", address="/nowhere", channel="mail")
    read = take.read_mail(Fetched("1", mail.as_bytes(), len(mail.as_bytes())), at=NOW)
    stored = take.store_mail(source=source, mail=read, parsed=read.parsed, at=NOW)  # type: ignore[arg-type]
    assert stored is not None
    sort_mails(keys=[stored.pk], at=NOW)


def _work(firm: Firm, case: Case, word: str) -> None:
    Case.objects.filter(pk=case.pk).update(owner=firm.lea, unit=firm.billing)
    case.refresh_from_db()
    told = answer(case=case, by=firm.lea, text=f"Guten Tag, {word}.", decides=True, at=NOW, channel="phone")
    digest = files.keep(b"beluxmorat goes along" if word != "Danke" else b"nothing in particular")
    Enclosure.objects.create(answer=told, name="Antwort.pdf", media_type="application/pdf", size=3, digest=digest)


def _aside(firm: Firm, case: Case, home: Path) -> None:
    add_note(case=case, by=firm.lea, text="Kundin drumbelquist anrufen", at=NOW)
    keep_draft(case=case, by=firm.lea, text="Sehr geehrte Frau fernolaxid", at=NOW)
    ask_unit(case=case, unit=firm.sales, what="Bitte krispolwand prüfen", due_at=NOW, by=firm.lea, at=NOW)
    Outgoing.objects.create(
        case=case, purpose="answer", to="erika@quorbelith.example", subject="Ihr Anliegen", text="Antwort umbravelto",
        message_id="<letter-1@lindenau.example>", written_at=NOW,
    )  # fmt: skip
    SavedView.objects.create(person=firm.lea, name="Erika", query="q=erika%40quorbelith.example")
    Parked.objects.create(
        stage="send mail", key="9", error="Cannot write to erika@quorbelith.example", first_failed_at=NOW,
        try_again_at=NOW,
    )  # fmt: skip
    rejects = home / "rejects" / "kunden-1.csv"
    rejects.parent.mkdir(parents=True, exist_ok=True)
    rejects.write_text(
        "line,column,value,reason,Nr,Mail\n2,Nr,x,no number,KD-mirvatosk,erika@quorbelith.example\n"
        "3,Nr,y,no number,KD-3,bruno@baum.example\n",
        encoding="utf-8",
    )
