"""What tests share: three named people with different rights in a small company, its lake, and a browser."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.apps import AppConfig
from django.conf import settings
from django.core.cache import cache
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.test import Client
from django.utils import translation

from kunding.customers.models import Customer
from kunding.improve.models import Assumptions, Initiative, PainPoint, Price
from kunding.improve.rules import Assumed, Inputs, price
from kunding.journeys.models import Journey, Step, Touchpoint
from kunding.lake import Lake
from kunding.lake.installed import the_lake
from kunding.listen.models import Feedback, Source
from kunding.loop.actions.lake import carry_cases, carry_customers, carry_dimensions, deliver_parcels, pack_parcel
from kunding.people.models import Company, Grant, Person, Role, Unit
from kunding.people.rules import USUAL_HOURS
from kunding.respond.models import Case, State
from kunding.trail.kept import forget_all
from kunding.trail.models import End
from kunding.trail.rules import BEGINNING, mark
from kunding.understand.models import Membership, Reading, Theme

PACKAGE = Path(__file__).resolve().parent
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)  # a Monday, 10:00 in Lindenau
MONTHS = 14  # of feedback
PER_MONTH = 12


@dataclass(frozen=True)
class Firm:
    """Stadtwerke Lindenau in small."""

    vera: Person  # Chief Customer Officer and administrator: sees everything
    lea: Person  # leads billing: sees billing
    emil: Person  # works in sales: sees sales
    billing: Unit
    sales: Unit
    bill: Touchpoint  # of billing
    shop: Touchpoint  # of sales
    journey: Journey
    source: Source
    customer: Customer


@dataclass(frozen=True)
class Life:
    """What customers said to the firm, and what became of it."""

    firm: Firm
    theme: Theme  # an annoyance
    other: Theme
    pain: PainPoint
    initiative: Initiative
    waiting: Case  # of billing, overdue and silted
    closed: Case
    first: Feedback


@receiver(post_migrate)
def mark_the_end(sender: AppConfig, **_: object) -> None:
    """Mark the end of the trail that was emptied after a test which commits; a company's trail is never emptied."""
    if sender.name == "kunding.trail":
        sealed = mark(key=settings.KUNDING_TRAIL_KEY, number=0, digest=BEGINNING)
        End.objects.get_or_create(id=1, defaults={"entry": 0, "digest": BEGINNING, "mark": sealed})


@pytest.fixture(scope="session", autouse=True)
def german() -> None:
    """Compile the German words, so that pages speak it whether or not `make messages` ran."""
    for words in PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po"):
        with words.open("rb") as source, words.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Forget what the pages keep in memory, and speak English: the next test has another company."""
    cache.clear()
    forget_all()
    translation.activate("en")


@pytest.fixture
def firm(db: None) -> Firm:
    """Return the company with its people; nobody has said anything yet."""
    return _found_firm()


@pytest.fixture
def lake(db: None) -> Lake:
    """Return the installation's lake, empty. It is the same in all tests, so that each question is compiled once."""
    found = the_lake()
    found.drop()
    return found


@pytest.fixture
def life(firm: Firm, lake: Lake) -> Life:
    """Return the company after fourteen months in which customers spoke, with everything in the lake."""
    lived = _live(firm)
    fill_lake()
    return lived


@pytest.fixture
def vera(client: Client, firm: Firm) -> Client:
    """Return a browser without scripts in which Vera, who sees everything, is logged in."""
    client.force_login(firm.vera)
    return client


def login(person: Person) -> Client:
    """Return a client in which the person is logged in."""
    client = Client()
    client.force_login(person)
    return client


def fill_lake(at: datetime = NOW) -> None:
    """Bring everything that was read, and all cases, to the lake."""
    keys = list(Reading.objects.filter(packed=None).values_list("pk", flat=True))
    if keys:
        deliver_parcels(keys=[pack_parcel(keys=keys, at=at).pk], at=at)
    carry_cases(at=at)
    carry_customers(at=at)
    carry_dimensions(at=at)


def say(
    firm: Firm, text: str, *, at: datetime = NOW, number: int = 0, theme: Theme | None = None, **reading: object
) -> Feedback:
    """Store one feedback with its reading; `reading` changes what the reader made of it."""
    feedback = Feedback.objects.create(
        source=firm.source,
        reference=f"test-{number}-{at:%Y%m%d%H%M%S}",
        said_at=at,
        arrived_at=at,
        channel=("mail", "phone", "social")[number % 3],
        text=text,
        recommend=(0, 9, 10, None)[number % 4],
        customer=firm.customer if number % 2 == 0 else None,
    )
    values = {
        "language": "de",
        "sentiment": ("negative", "neutral", "positive", "negative")[number % 4],
        "sentiment_probability": 0.9,
        "sure": number % 5 != 0,
        "intent": ("complaint", "question", "praise", "complaint")[number % 4],
        "intent_probability": 0.8,
        "urgency": "normal",
        "touchpoint": firm.bill if number % 2 == 0 else firm.shop,
        "reader_version": "test",
        "read_at": at,
    }
    Reading.objects.create(feedback=feedback, **(values | reading))
    Membership.objects.create(feedback=feedback, theme=theme, confidence=0.9)
    return feedback


def browser_or_skip(reason: str) -> None:
    """Skip with a plain message, or fail where everything must run."""
    if os.environ.get("KUNDING_TEST_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def chromium() -> str:
    """Return where Chromium is; skips the test where it is missing."""
    found = next(
        (str(path) for path in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser")) if path.exists()), ""
    )
    if not found:
        browser_or_skip("Chromium is missing: the tests in a real browser are left out (Debian: apt install chromium).")
    return found


def _found_firm() -> Firm:
    Company.objects.create(id=1, name="Stadtwerke Lindenau", state="SN", language="de", hours=USUAL_HOURS)
    root = Unit.objects.create(code="root", name="Stadtwerke")
    billing = Unit.objects.create(code="billing", name="Abrechnung", parent=root)
    sales = Unit.objects.create(code="sales", name="Vertrieb", parent=root)
    vera, lea, emil = (
        Person.objects.create(email=f"{name.split()[0].lower()}@lindenau.example", name=name, unit=unit)
        for name, unit in (("Vera Vogt", root), ("Lea Lenz", billing), ("Emil Ernst", sales))
    )
    for person, role, unit in (
        (vera, Role.CCO, None),
        (vera, Role.ADMINISTRATOR, None),
        (lea, Role.LEAD, billing),
        (emil, Role.EMPLOYEE, sales),
    ):
        Grant.objects.create(person=person, role=role, unit=unit, given_at=NOW)
    Unit.objects.filter(pk=billing.pk).update(lead=lea)
    journey = Journey.objects.create(code="bill", name="Rechnung verstehen")
    step = Step.objects.create(journey=journey, position=1, name="Rechnung lesen")
    return Firm(
        vera=vera,
        lea=lea,
        emil=emil,
        billing=billing,
        sales=sales,
        bill=Touchpoint.objects.create(code="bill", name="Jahresrechnung", unit=billing, step=step),
        shop=Touchpoint.objects.create(code="shop", name="Kundenzentrum", unit=sales, owner=emil),
        journey=journey,
        source=Source.objects.create(name="Export", kind="file"),
        customer=Customer.objects.create(reference="4711", name="Erika Yilmaz", segment="Privat", value_per_year=400),
    )


def _live(firm: Firm) -> Life:
    theme = Theme.objects.create(label="Abschlag nicht nachvollziehbar", words=["abschlag", "hoch"], found_at=NOW)
    other = Theme.objects.create(label="Freundliche Beratung", words=["beratung", "hoch"], found_at=NOW)
    said = [
        say(
            firm,
            f"Der Abschlag ist zu hoch, und keiner erklärt mir, warum. Das ist Schreiben {number}.",
            at=NOW - timedelta(days=1 + number * 30 / PER_MONTH),
            number=number,
            theme=(theme, other, None)[number % 3],
        )
        for number in range(MONTHS * PER_MONTH)
    ]
    pain = PainPoint.objects.create(
        theme=theme, unit=firm.billing, touchpoint=firm.bill, opened_at=NOW, because="Kunden waren verärgert."
    )
    _price(pain)
    initiative = Initiative.objects.create(
        pain_point=pain,
        title="Brief verständlich schreiben",
        owner=firm.lea,
        started_on=NOW.date() - timedelta(days=90),
    )
    return Life(
        firm=firm,
        theme=theme,
        other=other,
        pain=pain,
        initiative=initiative,
        waiting=_case(said[24], firm.lea, firm.billing, "K-2026-000024", days=60),
        closed=_case(said[25], firm.emil, firm.sales, "K-2026-000025", days=62, state=State.CLOSED),
        first=said[0],
    )


def _price(pain: PainPoint) -> None:
    assumed = Assumed()
    row = Assumptions.objects.create(**{name: getattr(assumed, name) for name in assumed.__dataclass_fields__}, at=NOW)
    priced = price(Inputs(feedback=120, handled=80, of_known=90, customers=60, values_known=0), assumed)
    Price.objects.create(
        pain_point=pain,
        assumptions=row,
        at=NOW,
        low=priced.low,
        mid=priced.mid,
        high=priced.high,
        badge=priced.badge,
        hours_per_year=priced.hours_per_year,
        feedback=priced.feedback,
        customers=priced.customers,
        workings=priced.workings(),
    )


def _case(feedback: Feedback, owner: Person, unit: Unit, number: str, *, days: int, state: str = State.IN_WORK) -> Case:
    opened = NOW - timedelta(days=days)
    return Case.objects.create(
        number=number,
        feedback=feedback,
        kind="complaint",
        state=state,
        owner=owner,
        unit=unit,
        customer=feedback.customer,
        opened_at=opened,
        registered_at=opened,
        acknowledge_by=opened + timedelta(hours=1),
        answer_by=opened + timedelta(days=1),
        close_by=opened + timedelta(days=5),
        due_at=opened + timedelta(days=5),
        next_step="" if state == State.CLOSED else "Die Kundin anrufen.",
        touched_at=opened,
    )
