"""Acts on journeys, their steps and touchpoints."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import transaction
from django.db.models import Max

from kunding.journeys.models import Journey, Step, Touchpoint
from kunding.people.batches import Outcome, RefusedRow
from kunding.people.models import Person, Unit
from kunding.people.queries import people_by_word, units_by_word
from kunding.people.slugs import slug
from kunding.trail.actions import record

_CODE = 60


@dataclass(frozen=True)
class _Company:
    """Whom a row may name."""

    units: Mapping[str, Unit]
    people: Mapping[str, Person]


@transaction.atomic
def receive_journeys(*, rows: pl.DataFrame, at: datetime, actor: str = "command") -> Outcome:
    """Add journeys, steps and touchpoints, and bring known ones up to date; steps keep the order of the rows.

    Columns journey, step, touchpoint, code, synonyms (list), channel, unit, owner; empty ones change nothing.
    Units and owners must be there already: import the people first. A row that names an unknown one is refused.
    """
    company = _Company(units_by_word(), people_by_word())
    refused: list[RefusedRow] = []
    stored = 0
    for index, row in enumerate(rows.iter_rows(named=True)):
        stranger = _stranger(row, company)
        if stranger:
            refused.append(RefusedRow(index, *stranger))
        else:
            stored += _receive(row, company)
    if stored:
        record(act="receive_journeys", actor=actor, at=at, count=stored)
    return Outcome(stored, rows.height - stored - len(refused), tuple(refused))


def _stranger(row: Mapping[str, str], company: _Company) -> tuple[str, str, str] | None:
    """Field, value and reason where a row names somebody who is not there."""
    if row["unit"] and row["unit"].lower() not in company.units:
        return "unit", row["unit"], "There is no such unit; import the people or units first."
    if row["owner"] and row["owner"].lower() not in company.people:
        return "owner", row["owner"], "There is nobody of this e-mail or name; import the people first."
    return None


def _receive(row: Mapping[str, str], company: _Company) -> bool:
    """Whether the row said something new."""
    owner = company.people.get(row["owner"].lower())
    journey, is_new = _journey(row["journey"], None if row["touchpoint"] else owner)
    step, is_new_step = _step(journey, row["step"])
    if not row["touchpoint"]:
        return is_new or is_new_step
    is_changed = _touchpoint(row, company.units[row["unit"].lower()], owner, step)
    return is_new or is_new_step or is_changed


def _journey(name: str, owner: Person | None) -> tuple[Journey | None, bool]:
    if not name:
        return None, False
    journey, is_new = Journey.objects.get_or_create(
        code=slug(name, longest=_CODE), defaults={"name": name, "owner": owner}
    )
    if owner and not is_new and journey.owner_id != owner.pk:
        Journey.objects.filter(pk=journey.pk).update(owner=owner)
        return journey, True
    return journey, is_new


def _step(journey: Journey | None, name: str) -> tuple[Step | None, bool]:
    if journey is None or not name:
        return None, False
    known = journey.steps.filter(name=name).first()
    if known:
        return known, False
    last = journey.steps.aggregate(last=Max("position"))["last"] or 0
    return Step.objects.create(journey=journey, position=last + 1, name=name), True


def _touchpoint(row: Mapping[str, str], unit: Unit, owner: Person | None, step: Step | None) -> bool:
    said: dict[str, object] = {
        "name": row["touchpoint"], "unit": unit, "owner": owner, "step": step, "channel": row["channel"],
        "synonyms": list(row["synonyms"] or []),
    }  # fmt: skip
    code = row["code"] or slug(row["touchpoint"], longest=_CODE)
    touchpoint, is_new = Touchpoint.objects.get_or_create(code=code[:_CODE], defaults=said)
    news = {name: value for name, value in said.items() if value and getattr(touchpoint, name) != value}
    if is_new or not news:
        return is_new
    Touchpoint.objects.filter(pk=touchpoint.pk).update(**news)
    return True
