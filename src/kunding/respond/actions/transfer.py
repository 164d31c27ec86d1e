"""A case goes to another unit; it lies between the two until somebody there takes it over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext, override

from kunding.people.models import Person, Unit
from kunding.people.queries import company
from kunding.respond.actions.acts import hold, put_back, tell, touch
from kunding.respond.models import Acceptance, Case, Transfer
from kunding.respond.queries.routes import owner_in
from kunding.respond.rules import step_after_transfer


class TransferGoesNowhere(Exception):
    """The case is in that unit already; the text says so."""


@dataclass(frozen=True)
class Handover:
    """Who hands which case over to which unit, why and when."""

    case: Case
    to: Unit
    by: Person
    reason: str
    at: datetime


def transfer(*, case: Case, to: Unit, by: Person, reason: str, at: datetime) -> Transfer:
    """Hand the case over to another unit; its lead owns it until somebody takes it over.

    Raises CaseIsClosed, or TransferGoesNowhere where the case lies in that unit already.
    """
    return transfer_many(acts=[Handover(case, to, by, reason, at)])[0]


@transaction.atomic
def transfer_many(*, acts: Sequence[Handover]) -> list[Transfer]:
    """Hand many cases over at once, in the order of time; a case may go on and back."""
    in_order = sorted(acts, key=lambda act: act.at)
    if not in_order:
        return []
    held = hold(act.case.pk for act in in_order)
    owners = {unit: owner_in(unit) for unit in {act.to.pk for act in in_order}}
    with override(company().language):
        rows = [_handed_over(held[act.case.pk], act, owners[act.to.pk]) for act in in_order]
    put_back(held)
    transfers = Transfer.objects.bulk_create(rows, batch_size=500)
    months = sorted({*_accept_what_was_handed_on(held), *(f"{act.at:%Y-%m}" for act in in_order)})
    tell("transfer_case", held, by=in_order[-1].by, at=in_order[-1].at, handover_months=months)
    return transfers


def _handed_over(case: Case, act: Handover, owner: int) -> Transfer:
    if case.unit_id == act.to.pk:
        refusal = gettext("Case %(number)s is in %(unit)s already.")
        raise TransferGoesNowhere(refusal % {"number": case.number, "unit": act.to.name})
    row = Transfer(case=case, giver=case.unit, receiver=act.to, by=act.by, reason=act.reason.strip()[:300], at=act.at)
    case.unit, case.owner_id = act.to, owner
    case.next_step = step_after_transfer(act.to.name)[:300]
    touch(case, act.at)
    return row


def _accept_what_was_handed_on(keys: Collection[int]) -> list[str]:
    """Whoever hands a case on has had it: the handover before counts as accepted then; return its month."""
    waiting = Transfer.objects.filter(case__in=keys, acceptance=None).order_by("case_id", "at", "pk")
    rows = [
        Acceptance(transfer=earlier, by_id=later.by_id, at=later.at)
        for earlier, later in pairwise(waiting)
        if earlier.case_id == later.case_id
    ]
    Acceptance.objects.bulk_create(rows, batch_size=500)
    return [f"{row.transfer.at:%Y-%m}" for row in rows]
