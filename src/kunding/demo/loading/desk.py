"""What lies on the desks of Lindenau today: notes, tasks, labels, templates, views, absences, plans to write."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from kunding.customers.actions import note_consent, note_outage, plan_campaigns, set_limits, sign_off
from kunding.customers.models import Campaign, Customer
from kunding.customers.rules.campaigns import Limits
from kunding.demo.lindenau import table
from kunding.demo.loading.office import Office, phrase
from kunding.people.actions import note_absence
from kunding.people.models import Person
from kunding.people.queries import chief_customer_officer
from kunding.respond.actions import (
    add_label,
    add_note,
    ask_unit,
    create_label,
    finish_task,
    save_view,
    take_over,
    write_template,
)
from kunding.respond.models import Case, Label
from kunding.respond.queries import open_cases

NOTES, TASKS, TAKEN, CONSENTS = 24, 30, 14, 60
RECENT = timedelta(days=6)


def furnish(*, office: Office, now: datetime, random: Random) -> None:
    """Put on the desks what a company has there in the middle of a day."""
    chief = chief_customer_officer()
    # What has lain for weeks goes on lying: nobody touches it today either.
    recent = open_cases().exclude(state="told").filter(opened_at__gte=now - RECENT)
    waiting = list(recent.select_related("owner", "unit").order_by("-opened_at")[:80])
    _labels(waiting, chief, now, random)
    _work_together(waiting, office, now, random)
    for row in table("desk")["templates"]:
        write_template(**row, by=chief, at=now)
    _views(chief, office)
    _absences(office, now)
    _outbound(chief, office, now)
    _consents(now, random)


def _labels(cases: Sequence[Case], chief: Person, now: datetime, random: Random) -> None:
    lowest: list[Label] = []
    for name, names in table("desk")["labels"].items():
        top = create_label(name=name, parent=None, by=chief, at=now)
        lowest += [create_label(name=below, parent=top, by=chief, at=now) for below in names]
    for case in cases:
        if random.random() < 0.6:
            add_label(case=case, label=random.choice(lowest), by=case.owner, at=now)


def _work_together(cases: Sequence[Case], office: Office, now: datetime, random: Random) -> None:
    """Notes to leads, work that another unit does, and cases that somebody took over this morning."""
    words, tasks = table("desk")["notes"], table("desk")["tasks"]
    for case in random.sample(cases, min(NOTES, len(cases))):
        lead, by = office.lead_of(case.unit_id), office.somebody(case, random)
        asked = lead is not None and lead != by
        text = random.choice(words["texts" if asked else "plain"])
        add_note(case=case, by=by, text=phrase(text, random, name=lead.email if asked and lead else ""), at=now)
    for case in random.sample(cases, min(TASKS, len(cases))):
        names = table("desk")["handovers"]["neighbours"].get(case.unit.name)
        if not names:
            continue
        unit, began = random.choice(names), max(case.opened_at, now - timedelta(hours=random.uniform(2, 60)))
        what = phrase(random.choice(tasks["wanted"]), random)
        due = began + timedelta(hours=random.choice((8, 24, 48)))
        task = ask_unit(case=case, unit=office.units[unit], what=what, due_at=due, by=case.owner, at=began)
        if random.random() < 0.45:
            result = phrase(random.choice(tasks["results"]), random)
            finish_task(task=task, by=office.one_of(unit, random), result=result, at=now)
    for case in cases[:TAKEN]:
        take_over(case=case, person=case.owner, at=now)


def _views(chief: Person, office: Office) -> None:
    people = {
        "chief": chief,
        "lead": office.units["Abrechnung"].lead,
        "phone": office.people[office.units["Telefonservice"].pk][-1],
    }
    for view in table("desk")["views"]:
        person = people[view["who"]]
        if person is not None:
            save_view(person=person, name=view["name"], query=view["query"])


def _absences(office: Office, now: datetime) -> None:
    """Two are on leave, one of them a lead; one goes next week."""
    for unit, place, since, until in (("Vertrieb", 0, -3, 7), ("Telefonservice", 1, -1, 4), ("Abrechnung", 2, 6, 20)):
        here = office.people[office.units[unit].pk]
        note_absence(
            person=here[place],
            deputy=here[place + 1],
            starts_on=(now + timedelta(days=since)).date(),
            ends_on=(now + timedelta(days=until)).date(),
            at=now,
            actor=here[place].trail_name,
        )


def _outbound(chief: Person, office: Office, now: datetime) -> None:
    """The outbound calendar: one plan waits for service's yes, two reach the same people, one falls into an outage."""
    service = office.units["Kundenservice"]
    set_limits(limits=Limits(service=service.pk), by=chief, at=now - timedelta(days=40))
    for row in table("desk")["campaigns"]:
        days = [(now + timedelta(days=count)).date() for count in row["days"]]
        plan = {name: value for name, value in row.items() if name != "days"}
        by = office.units[row["unit"]].lead or chief
        dates = {"starts_on": days[0].isoformat(), "ends_on": days[1].isoformat()}
        plan_campaigns(rows=[{**plan, **dates}], by=by, at=now - timedelta(days=8))
    for campaign in Campaign.objects.filter(name__in=("Ablesekarten Strom und Gas", "Fahrplanwechsel im Dezember")):
        sign_off(campaign=campaign, approved=True, by=service.lead or chief, at=now - timedelta(days=7))
    begins = (now + timedelta(days=16)).date()
    note_outage(name="Umstellung der Telefonanlage", starts_on=begins, ends_on=begins, by=chief, at=now)


def _consents(now: datetime, random: Random) -> None:
    """What some customers said about being written to; most said nothing."""
    for customer in random.sample(list(Customer.objects.order_by("pk").values_list("pk", flat=True)), CONSENTS):
        said_at = now - timedelta(days=random.uniform(2, 300))
        if random.random() < 0.7:
            note_consent(
                customer=customer, verdict="given", purpose=random.choice(("survey", "told_when_fixed", "advertising")),
                channel="mail", ground="consent", proof="Formular im Kundenportal", said_at=said_at, at=now,
            )  # fmt: skip
        else:
            note_consent(
                customer=customer, verdict="objected", proof="Anruf beim Telefonservice", said_at=said_at, at=now
            )
