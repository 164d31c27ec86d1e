"""A small company for tests: three people with different rights, two units, two touchpoints, feedback on demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kunding.customers.models import Customer
from kunding.journeys.models import Touchpoint
from kunding.listen.models import Feedback, Source
from kunding.people.models import Company, Grant, Person, Role, Unit
from kunding.people.rules import USUAL_HOURS
from kunding.understand.models import Correction, Reading

MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)  # 10:00 in Lindenau
BOOK = {
    "sentiment": "negative",
    "sentiment_probability": 0.9,
    "sure": True,
    "intent": "complaint",
    "intent_probability": 0.9,
    "urgency": "normal",
    "language": "de",
    "reader_version": "test",
    "read_at": MONDAY,
}
ON_READING = (*BOOK, "competitor", "touchpoint", "spans")


@dataclass(frozen=True)
class Lindenau:
    """The company as the tests need it."""

    company: Company
    billing: Unit
    sales: Unit
    chief: Person  # answers for all customers
    lead: Person  # leads billing
    clerk: Person  # works in sales, owns nothing
    bill: Touchpoint  # of billing, without an owner: its lead takes care
    shop: Touchpoint  # of sales, owned by the clerk
    source: Source
    customer: Customer


def lindenau() -> Lindenau:
    """Return a new company with its people."""
    company = Company.objects.create(id=1, name="Stadtwerke Lindenau", state="SN", language="en", hours=USUAL_HOURS)
    root = Unit.objects.create(code="root", name="Lindenau")
    billing = Unit.objects.create(code="billing", name="Billing", parent=root)
    sales = Unit.objects.create(code="sales", name="Sales", parent=root)
    chief, lead, clerk = (
        Person.objects.create(email=f"{name.lower()}@lindenau.example", name=name, unit=unit)
        for name, unit in (("Chief", root), ("Lead", billing), ("Clerk", sales))
    )
    Grant.objects.create(person=chief, role=Role.CCO, given_at=MONDAY)
    Grant.objects.create(person=lead, role=Role.LEAD, unit=billing, given_at=MONDAY)
    Unit.objects.filter(pk=billing.pk).update(lead=lead)
    return Lindenau(
        company=company,
        billing=billing,
        sales=sales,
        chief=chief,
        lead=lead,
        clerk=clerk,
        bill=Touchpoint.objects.create(code="bill", name="The bill", unit=billing),
        shop=Touchpoint.objects.create(code="shop", name="The shop", unit=sales, owner=clerk),
        source=Source.objects.create(name="mailbox", kind="file"),
        customer=Customer.objects.create(reference="4711", name="Erika Yilmaz", segment="home", value_per_year=400),
    )


def said(here: Lindenau, *, at: datetime = MONDAY, text: str = "My bill is wrong.", **what: object) -> Reading:
    """Return the reading of something that a customer said at `at`; `what` changes fields of feedback or reading."""
    on_reading = {**BOOK, **{name: value for name, value in what.items() if name in ON_READING}}
    on_feedback = {name: value for name, value in what.items() if name not in ON_READING}
    reference = f"{Feedback.objects.count() + 1}"
    feedback = Feedback.objects.create(
        **{"source": here.source, "reference": reference, "channel": "mail", "text": text, **on_feedback},
        said_at=at,
        arrived_at=at,
    )
    return Reading.objects.create(feedback=feedback, **on_reading)


def keys(readings: Sequence[Reading]) -> list[int]:
    """Return the readings' keys."""
    return [reading.pk for reading in readings]


def corrected(reading: Reading, *, intent: str, by: Person, at: datetime) -> None:
    """A person reads it differently."""
    Correction.objects.create(reading=reading, field="intent", was=reading.intent, now=intent, by=by, at=at)
    Reading.objects.filter(pk=reading.pk).update(intent=intent, intent_probability=1.0)
