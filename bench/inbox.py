"""The inbox with 100,000 open cases, and the page of a case with 500 events, as people open them."""

import os
import random
import statistics
import tempfile
import time
from datetime import timedelta

from measured import Row, keep

# A folder that was filled once can be measured again.
HOME = os.environ.get("KUNDING_BENCH_HOME") or tempfile.mkdtemp(prefix="kunding-bench-inbox-")
os.environ["KUNDING_HOME"] = HOME
os.environ.setdefault("KUNDING_SECRET_KEY", "a benchmark signs with a key that is no secret")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kunding.config.settings")
os.environ.setdefault("KUNDING_LOG", "error")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from kunding.customers.models import Customer  # noqa: E402
from kunding.journeys.models import Touchpoint  # noqa: E402
from kunding.listen.models import Feedback, Source  # noqa: E402
from kunding.people.models import Company, Grant, Person, Role, Unit  # noqa: E402
from kunding.people.rules import USUAL_HOURS  # noqa: E402
from kunding.respond.models import (  # noqa: E402
    Answer,
    Case,
    CaseLabel,
    Goodwill,
    Handover,
    Label,
    Mention,
    Note,
    Task,
)
from kunding.trail.actions import record  # noqa: E402
from kunding.understand.actions.search_index import index_words  # noqa: E402
from kunding.understand.models import Membership, Reading, Theme  # noqa: E402

CASES = int(os.environ.get("KUNDING_BENCH_CASES", "100000"))  # fewer where somebody only looks for what is slow
UNITS, EVENTS, BAR = 20, 500, 200.0  # ms
REQUESTS, REQUESTS_OF_A_FILTER = 100, 60  # of 20 the fifth percentile would be the one slowest
RARE = "Silberlinge"  # in one of 500 texts
WORDS = ("Abschlag", "Jahresabrechnung", "Zähler", "Umzug", "Chatbot", "Gutschrift", "Kündigung", "Mahnung", "Vertrag")
CHANCE = random.Random(7)
FILTERS = {
    "open": "",
    "page 40 (2,000 cases on)": "",
    "overdue": "show=overdue",
    "silted up": "show=silted",
    "mine": "owner=me",
    "one unit": "unit=3",
    "a kind": "kind=chasing",
    "a state": "state=in_work",
    "a channel": "channel=phone",
    "a segment": "segment=Gewerbe",
    "a label and those below": "label=1",
    "two words that every second text holds": "words=Abschlag+Mahnung",
    "two words, one of them rare": "words=Mahnung+Silberlinge",
    "a number": f"words=K-2026-{CASES // 2:06d}",
    "nothing fits": "kind=request&channel=shop&segment=Privat",
    "longest untouched": "sort=untouched",
    "newest": "sort=newest",
}


def main() -> None:
    call_command("migrate", verbosity=0)
    if not Company.objects.exists():
        fill(found())
    people = {name: Person.objects.get(email=f"{name}@bench.example") for name in ("cco", "lead", "clerk")}
    rows = []
    for who in ("cco", "clerk"):
        client = Client(SERVER_NAME="localhost")
        client.force_login(people[who])
        for name, query in FILTERS.items():
            address = f"/cases/?{query or deep(client) if name.startswith('page') else query}"
            times = REQUESTS if name == "open" or name.startswith("page") else REQUESTS_OF_A_FILTER
            rows.append(measured(f"inbox, {who}: {name}", client, address, times))
    client = Client(SERVER_NAME="localhost")
    client.force_login(people["lead"])
    rows.append(measured(f"case with {EVENTS} events", client, f"/cases/{long_case(people).number}/", REQUESTS))
    keep("inbox", rows)


def measured(what: str, client: Client, address: str, requests: int) -> Row:
    for _ in range(3):
        assert client.get(address).status_code == 200, address
    times = []
    for _ in range(requests):
        started = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - started) * 1000)
    middle, high = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    asked = questions(client, address)
    figure = f"p50 {middle:.0f} ms, p95 {high:.0f} ms, {asked} questions"
    return Row(what, figure, f"p95 ≤ {BAR:.0f} ms", high <= BAR)


def questions(client: Client, address: str) -> int:
    """Return how many questions the page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def deep(client: Client) -> str:
    """Return the address of a page far behind: due dates lie close, so the place is made of the 2,000th case."""
    case = Case.objects.exclude(state="closed").order_by("due_at", "pk")[2000]
    micros = int(case.due_at.timestamp() * 1_000_000)
    return f"after={micros}-{case.pk}"


def found() -> dict[str, Person]:
    Company.objects.create(id=1, name="Stadtwerke", state="SN", language="de", hours=USUAL_HOURS)
    units = [Unit.objects.create(code=f"u{n}", name=f"Bereich {n}") for n in range(UNITS)]
    people = {
        name: Person.objects.create(email=f"{name}@bench.example", name=name, unit=units[place])
        for name, place in (("cco", 0), ("lead", 1), ("clerk", 2))
    }
    Grant.objects.create(person=people["cco"], role=Role.CCO, given_at=now())
    Unit.objects.filter(pk=units[1].pk).update(lead=people["lead"])
    return people


def fill(people: dict[str, Person]) -> None:
    at = now()
    units, owners = list(Unit.objects.order_by("pk")), list(people.values())
    colleagues = Person.objects.bulk_create(
        Person(email=f"p{n}@bench.example", name=f"Person {n}", unit=units[n % UNITS]) for n in range(200)
    )
    owners += colleagues
    source = Source.objects.create(name="bench", kind="file")
    places = [Touchpoint.objects.create(code=f"t{n}", name=f"Ort {n}", unit=units[n % UNITS]) for n in range(40)]
    themes = [Theme.objects.create(label=f"Thema {n}", words=[], found_at=at) for n in range(60)]
    customers = Customer.objects.bulk_create(
        [
            Customer(reference=f"C{n}", name=f"Kunde {n}", segment=("Privat", "Gewerbe", "Industrie")[n % 40 // 19])
            for n in range(50_000)
        ],
        batch_size=5000,
    )
    for start in range(0, CASES, 10_000):
        batch(range(start, min(start + 10_000, CASES)), at, source, places, themes, customers, owners)
    top = Label.objects.create(name="Rechnung")
    below = Label.objects.create(name="Abschlag", parent=top)
    keys = list(Case.objects.values_list("pk", flat=True))
    some = CHANCE.sample(keys, 3000)
    CaseLabel.objects.bulk_create([CaseLabel(case_id=key, label=below, at=at) for key in some], batch_size=5000)
    others(keys, units, people, at)


def batch(numbers, at, source, places, themes, customers, owners) -> None:  # type: ignore[no-untyped-def]
    feedback = Feedback.objects.bulk_create(
        Feedback(
            source=source,
            reference=f"r{n}",
            said_at=at - timedelta(minutes=n % 40_000),
            arrived_at=at,
            channel=("mail", "mail", "mail", "phone", "web", "chat")[n % 6],
            text=" ".join(CHANCE.choices(WORDS, k=12)) + (f" {RARE}" if n % 500 == 0 else ""),
            customer=customers[n % len(customers)],
        )
        for n in numbers
    )
    Reading.objects.bulk_create(
        Reading(
            feedback=one, language="de", sentiment="negative", sentiment_probability=0.9, sure=True, intent="complaint",
            intent_probability=0.9, urgency="normal", reader_version="bench", read_at=at,
        )
        for one in feedback
    )  # fmt: skip
    index_words([(one.pk, one.text) for one in feedback])
    Membership.objects.bulk_create(
        Membership(feedback=one, theme=themes[one.pk % len(themes)], confidence=0.9) for one in feedback
    )
    Case.objects.bulk_create(case_of(one, at, places, owners) for one in feedback)


def case_of(one: Feedback, at, places, owners) -> Case:  # type: ignore[no-untyped-def]
    n, opened = one.pk, one.said_at
    owner, is_old = owners[n % len(owners)], n % 50 == 0
    return Case(
        number=f"K-2026-{n:06d}",
        feedback=one,
        kind=("complaint", "complaint", "complaint", "leaving", "detractor", "chasing")[n % 6],
        state=("received", "received", "acknowledged", "in_work", "told")[n % 5],
        owner=owner,
        unit=owner.unit,
        touchpoint=places[n % len(places)],
        customer=one.customer,
        opened_at=opened,
        registered_at=opened,
        acknowledge_by=opened + timedelta(hours=1),
        answer_by=opened + timedelta(hours=6),
        close_by=opened + timedelta(days=5),
        due_at=opened + timedelta(days=5, minutes=n % 977),
        next_step="Dem Kunden sagen, wer sich kümmert und bis wann.",
        touched_at=opened - timedelta(days=60) if is_old else opened,
    )


def others(keys: list[int], units: list[Unit], people: dict[str, Person], at) -> None:  # type: ignore[no-untyped-def]
    """Some cases are on offer, in some another unit has a task, some ask for a person by name."""
    picked = CHANCE.sample(keys, 600)
    cases = Case.objects.in_bulk(picked)
    Handover.objects.bulk_create(
        Handover(
            case=case, giver_id=case.unit_id, receiver=units[(case.unit_id + 1) % UNITS], reason="x", at=at, answer_by=at
        )
        for case in list(cases.values())[:300]
        if units[(case.unit_id + 1) % UNITS].pk != case.unit_id
    )  # fmt: skip
    Task.objects.bulk_create(
        Task(case=case, unit=units[2], what="x", due_at=at, asked_at=at) for case in list(cases.values())[300:]
    )
    notes = Note.objects.bulk_create(Note(case=case, at=at, text="@clerk") for case in list(cases.values())[:50])
    Mention.objects.bulk_create(Mention(note=note, person=people["clerk"]) for note in notes)


def long_case(people: dict[str, Person]) -> Case:
    """Return a case in which the customer and we went on and on."""
    at, lead = now(), people["lead"]
    case = Case.objects.filter(unit=lead.unit).order_by("pk")[10]
    Case.objects.filter(pk=case.pk).update(owner=lead)
    said = [
        Feedback(
            source=case.feedback.source, reference=f"again{n}", said_at=at - timedelta(hours=n), arrived_at=at,
            channel="mail", text=" ".join(CHANCE.choices(WORDS, k=40)), answers_to=case.feedback,
        )
        for n in range(EVENTS // 2)
    ]  # fmt: skip
    if case.answers.exists():
        return case
    Feedback.objects.bulk_create(said)
    Answer.objects.bulk_create(
        Answer(case=case, by=lead, at=at - timedelta(hours=n, minutes=30), text="Wir sehen nach. " * 20, channel="mail")
        for n in range(EVENTS // 2)
    )
    for n in range(EVENTS):
        record(act="answer_case", actor=lead.trail_name, at=at, subject=f"case:{case.pk}", detail={"n": n})
    Goodwill.objects.create(
        case=case, unit=case.unit, amount=20, what="x", state="granted", by=lead, at=at, decided_at=at
    )
    closed = Case.objects.filter(touchpoint=case.touchpoint).exclude(pk=case.pk)[:40]
    Case.objects.filter(pk__in=list(closed.values_list("pk", flat=True))).update(state="closed", next_step="")
    return Case.objects.get(pk=case.pk)


if __name__ == "__main__":
    main()
