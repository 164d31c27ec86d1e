"""Who still waits: one line per case, with the customer's name for those who may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from kunding.respond.models import Case, Transfer
from kunding.respond.queries.cases import open_cases, silted_before
from kunding.respond.queries.sight import Sight, may_see_customer


@dataclass(frozen=True)
class WaitingCase:
    """A case as the list shows it; `customer` is empty for those who may not see the name."""

    number: str
    customer: str
    subject: str
    days: int
    unit: str
    between: str  # "Sales ⇄ Billing" where it lies between two units
    owner: str
    kind: str
    state: str
    due_at: datetime
    next_step: str
    overdue: bool
    silted: bool


def waiting_list(
    *, at: datetime, sight: Sight, cases: QuerySet[Case] | None = None, count: int = 50
) -> list[WaitingCase]:
    """Return the open cases (or `cases` among them), the longest waiting first."""
    chosen = (open_cases() if cases is None else cases).select_related(
        "unit", "owner", "customer", "touchpoint", "feedback__membership__theme"
    )
    found = list(chosen.order_by("opened_at", "pk")[:count])
    boundaries = boundaries_of(found)
    silted = silted_before(at=at) if found else at
    return [_line(case, at, silted, sight, boundaries) for case in found]


def boundaries_of(cases: Sequence[Case]) -> dict[int, str]:
    """Return between which units each case was handed over last."""
    transfers = Transfer.objects.filter(case__in=cases).select_related("giver", "receiver").order_by("at", "pk")
    return {each.case_id: f"{each.giver.name} ⇄ {each.receiver.name}" for each in transfers}


def short_name(name: str) -> str:
    """Return a customer's name as a list shows it.

    >>> short_name("Erika Yilmaz")
    'E. Yilmaz'
    """
    first, _, last = name.strip().rpartition(" ")
    return f"{first[0]}. {last}" if first else last


def subject_of(case: Case) -> str:
    """Return what a case is about in a few words: its theme, else its touchpoint, else its kind."""
    membership = getattr(case.feedback, "membership", None)
    if membership is not None and membership.theme is not None:
        return str(membership.theme.label)
    return case.touchpoint.name if case.touchpoint else str(case.get_kind_display())


def _line(
    case: Case, at: datetime, silted_since: datetime, sight: Sight, boundaries: Mapping[int, str]
) -> WaitingCase:
    named = case.customer is not None and may_see_customer(case, sight)
    return WaitingCase(
        number=case.number,
        customer=short_name(case.customer.name) if named and case.customer else "",
        subject=subject_of(case),
        days=(at - case.opened_at).days,
        unit=case.unit.name,
        between=boundaries.get(case.pk, ""),
        owner=case.owner.name,
        kind=case.kind,
        state=case.state,
        due_at=case.due_at,
        next_step=case.next_step,
        overdue=case.due_at < at,
        silted=case.touched_at < silted_since,
    )
