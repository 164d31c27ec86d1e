"""The front line gives something to make good; above its limit it asks the lead."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext

from kunding.people.models import Person, Unit
from kunding.respond.actions.acts import Desk, tell, touch
from kunding.respond.models import Allowance, Case, Goodwill, GoodwillState
from kunding.respond.queries.goodwill import may_decide, room_of
from kunding.respond.rules.goodwill import must_ask
from kunding.trail.actions import record

MOST = Decimal(100_000)


class GoodwillIsWrong(Exception):
    """It cannot be given, granted or refused; the text says why."""


@transaction.atomic
def give_goodwill(*, case: Case, by: Person, amount: Decimal, what: str, at: datetime) -> Goodwill:
    """Give something beyond what is owed: at once within the own limit and the unit's month, else the lead is asked.

    amount: €. Raises GoodwillIsWrong or CaseIsClosed.
    """
    if not Decimal(0) < amount <= MOST:
        raise GoodwillIsWrong(gettext("Enter an amount above 0 €."))
    if not what.strip():
        raise GoodwillIsWrong(gettext("Write what the customer gets."))
    desk = Desk([case.pk])
    held = desk.cases[case.pk]
    # Held, so that two who give at once do not both count the same money.
    Unit.objects.select_for_update().get(pk=held.unit_id)
    asks = must_ask(amount, room_of(by, held, at=at))
    given = Goodwill.objects.create(
        case=held,
        unit=held.unit,
        amount=amount,
        what=what.strip()[:200],
        state=GoodwillState.ASKED if asks else GoodwillState.GRANTED,
        by=by,
        at=at,
        decided_by=None if asks else by,
        decided_at=None if asks else at,
    )
    touch(held, at)
    desk.put_back()
    tell("ask_goodwill" if asks else "give_goodwill", desk.cases, by=by, at=at, amount=str(amount))
    return given


@transaction.atomic
def decide_goodwill(*, goodwill: Goodwill, by: Person, granted: bool, at: datetime, because: str = "") -> Goodwill:
    """Grant or refuse what a colleague asked for; raises GoodwillIsWrong where that is not, or not now, for `by`."""
    held = Goodwill.objects.select_for_update(of=("self",)).select_related("case").get(pk=goodwill.pk)
    if held.state != GoodwillState.ASKED:
        raise GoodwillIsWrong(gettext("This was decided already."))
    if not may_decide(by, held, at=at):
        raise GoodwillIsWrong(gettext("This is for the lead, and above the lead’s limit for the CCO to decide."))
    held.state = GoodwillState.GRANTED if granted else GoodwillState.REFUSED
    held.decided_by, held.decided_at, held.decided_because = by, at, because.strip()[:300]
    held.save()
    act = "grant_goodwill" if granted else "refuse_goodwill"
    tell(act, {held.case_id: held.case}, by=by, at=at, amount=str(held.amount))
    return held


@transaction.atomic
def set_allowance(
    *, role: str, unit: Unit | None, per_case: Decimal, per_month: Decimal | None, by: Person, at: datetime
) -> Allowance:
    """Say what somebody in a role may give per case, and what the unit may give per month (€)."""
    row, _ = Allowance.objects.update_or_create(
        role=role, unit=unit, defaults={"per_case": per_case, "per_month": per_month}
    )
    record(
        act="set_allowance",
        actor=by.trail_name,
        at=at,
        subject=f"allowance:{row.pk}",
        detail={"role": role, "per_case": str(per_case), "per_month": str(per_month or "")},
    )
    return row
