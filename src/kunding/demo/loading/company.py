"""Founding Stadtwerke Lindenau: units, people, journeys, touchpoints."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

import polars as pl

from kunding.demo.lindenau import PLAIN, table, words
from kunding.journeys.actions import receive_journeys
from kunding.people.actions import add_person, found_company, place_units, receive_people, set_password
from kunding.people.models import Person, Unit

CHIEF = ("Johanna Seyfarth", "j.seyfarth")


@dataclass(frozen=True)
class Login:
    """Somebody of the demo company as whom one can look around."""

    email: str
    password: str
    name: str
    role: str


def found_lindenau(*, at: datetime, password: str, random: Random) -> list[Login]:
    """Found the company with its units, people, journeys and touchpoints, and return who may log in."""
    company = table("company")
    found_company(
        name=company["name"],
        at=at,
        state=company["state"],
        hours=company["hours"],
        competitors=words("places", "competitors"),
        chief=(CHIEF[0], _email(CHIEF[1])),
    )
    receive_people(rows=_people(company, random), at=at)
    names = {unit["code"]: unit["name"] for unit in company["units"]}
    place_units(above={unit["name"]: names[unit["parent"]] for unit in company["units"] if "parent" in unit}, at=at)
    receive_journeys(rows=_journeys(company), at=at)
    return _logins(at=at, password=password)


def _people(company: dict[str, Any], random: Random) -> pl.DataFrame:
    """Everybody who works here; two of the same name get two addresses."""
    rows: list[dict[str, str]] = []
    taken = {_email(CHIEF[1])}
    for unit in company["units"]:
        names = [unit["lead"][0]] + [_name(random) for _ in range(unit["people"] - 1)]
        for number, name in enumerate(names):
            email = _free_email(name, taken)
            role = "lead" if number == 0 else ""
            rows.append({"email": email, "name": name, "unit": unit["name"], "role": role, "language": "de"})
    return pl.DataFrame(rows)


def _name(random: Random) -> str:
    given = words("names", random.choice(("women", "men")))
    return f"{random.choice(given)} {random.choice(words('names', 'family'))}"


def _free_email(name: str, taken: set[str]) -> str:
    given, *_, family = name.replace("Dr. ", "").lower().translate(PLAIN).split()
    candidates = [_email(f"{given[0]}.{family}"), _email(f"{given}.{family}")]
    candidates += [_email(f"{given}.{family}{number}") for number in range(2, 9)]
    email = next(candidate for candidate in candidates if candidate not in taken)
    taken.add(email)
    return email


def _email(before: str) -> str:
    return f"{before}@{table('company')['domain']}"


def _journeys(company: dict[str, Any]) -> pl.DataFrame:
    """Journeys with their steps in order, then the touchpoints; the first two of a unit own its touchpoints."""
    leads = {unit["code"]: unit["lead"][0] for unit in company["units"]}
    names = {unit["code"]: unit["name"] for unit in company["units"]}
    journeys = {journey["code"]: journey for journey in company["journeys"]}
    rows = [
        _row(journey=journey["name"], step=step, owner=leads[journey["unit"]])
        for journey in journeys.values()
        for step in journey["steps"]
    ]
    for touchpoint in company["touchpoints"]:
        code, position = touchpoint["step"]
        rows.append(
            _row(
                journey=journeys[code]["name"],
                step=journeys[code]["steps"][position - 1],
                touchpoint=touchpoint["name"],
                code=touchpoint["code"],
                synonyms=touchpoint["synonyms"],
                channel=touchpoint["channel"],
                unit=names[touchpoint["unit"]],
                owner=_owner(names[touchpoint["unit"]], touchpoint["code"]),
            )
        )
    return pl.DataFrame(rows, schema_overrides={"synonyms": pl.List(pl.String)})


def _owner(unit: str, code: str) -> str:
    """Somebody of the unit, the same for the same touchpoint; bonus matters lie with the lead of sales."""
    people = list(Person.objects.filter(unit__name=unit).order_by("pk").values_list("email", flat=True))
    return people[0] if code in ("bonus", "abschlag") else people[sum(map(ord, code)) % min(4, len(people))]


def _row(
    *,
    journey: str,
    step: str,
    touchpoint: str = "",
    code: str = "",
    synonyms: list[str] | None = None,
    channel: str = "",
    unit: str = "",
    owner: str = "",
) -> dict[str, object]:
    return {
        "journey": journey, "step": step, "touchpoint": touchpoint, "code": code, "synonyms": synonyms or [],
        "channel": channel, "unit": unit, "owner": owner,
    }  # fmt: skip


def _logins(*, at: datetime, password: str) -> list[Login]:
    """The chief, a lead, somebody at the phone, an analyst, and the works council."""
    chief = Person.objects.get(email=_email(CHIEF[1]))
    lead = Unit.objects.select_related("lead").get(name="Abrechnung").lead
    phone = Person.objects.filter(unit__name="Telefonservice").order_by("pk").last()
    shown = [(chief, "Chief Customer Officer"), (lead, "Leiterin Abrechnung"), (phone, "Telefonservice")]
    logins = []
    for person, role in shown:
        if person is not None:
            set_password(person=person, password=password, at=at)
            logins.append(Login(person.email, password, person.name, role))
    unit = Unit.objects.get(name="Personal")
    for name, role, word in (
        ("Viktoria Lenz", "Analystin", "analyst"),
        ("Hartmut Geier", "Betriebsrat", "works_council"),
    ):
        email = _free_email(name, set())
        add_person(email=email, name=name, roles=[word], password=password, at=at, unit=unit)
        logins.append(Login(email, password, name, role))
    return logins
