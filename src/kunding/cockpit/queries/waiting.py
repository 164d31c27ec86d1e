"""Who still waits: open cases past their due date or without any act, the longest first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q, QuerySet

from kunding.cockpit.filters import Chosen
from kunding.people.team_figures import shown_with
from kunding.respond.models import Case
from kunding.respond.queries import open_cases, overdue_cases, silted_before, silted_cases, waiting_for_us
from kunding.respond.queries.case_pages import NOT_TAKEN


@dataclass(frozen=True)
class Waiting:
    """A case that waits; it names no employee."""

    number: str
    title: str
    days: int
    unit: str
    handed_between: str  # "Vertrieb ⇄ Abrechnung" where it went to and fro
    silted: bool
    next_step: str


@dataclass(frozen=True)
class Standing:
    """How many cases stand open at a moment, and how long the oldest silted one has."""

    open: int
    overdue: int
    silted: int
    oldest_silted: int | None  # days since the customer spoke


def standing(picked: Chosen, *, at: datetime) -> Standing:
    """Return how many cases are open, overdue and silted, by the rule that the list of cases has, too."""
    cases = _narrowed(open_cases(), picked).order_by()
    silted = _narrowed(silted_cases(at=at), picked).order_by()
    oldest = silted.aggregate(oldest=Min("opened_at"))["oldest"]
    return Standing(
        open=cases.count(),
        overdue=_narrowed(overdue_cases(at=at), picked).order_by().count(),
        silted=silted.count(),
        oldest_silted=(at - oldest).days if oldest else None,
    )


def waiting(picked: Chosen, *, at: datetime, count: int) -> list[Waiting]:
    """Return the cases that wait longest among those that are silted or overdue."""
    before = silted_before(at=at)
    late = _narrowed(waiting_for_us().filter(Q(touched_at__lt=before) | Q(due_at__lt=at)), picked)
    found = late.select_related("unit", "touchpoint", "feedback__membership__theme").order_by("opened_at")[:count]
    return [_waiting(case, at, before) for case in found]


def _narrowed(cases: QuerySet[Case], picked: Chosen) -> QuerySet[Case]:
    wanted = {
        "unit__in": shown_with(picked.unit) if picked.unit else None,
        "touchpoint": picked.touchpoint,
        "touchpoint__step__journey": picked.journey,
        "customer__segment": picked.segment or None,
        "feedback__channel": picked.channel or None,
        "feedback__membership__theme": picked.theme,
    }
    return cases.filter(**{field: value for field, value in wanted.items() if value is not None})


def _waiting(case: Case, at: datetime, before: datetime) -> Waiting:
    membership = getattr(case.feedback, "membership", None)
    theme = membership.theme.label if membership and membership.theme else ""
    place = case.touchpoint.name if case.touchpoint else ""
    return Waiting(
        number=case.number,
        title=theme or place or case.get_kind_display(),
        days=(at - case.opened_at).days,
        unit=case.unit.name,
        handed_between=_between(case),
        silted=case.touched_at < before,
        next_step=case.next_step,
    )


def _between(case: Case) -> str:
    unsettled = case.handovers.filter(outcome__in=NOT_TAKEN, giver=case.unit_id).select_related("giver", "receiver")
    last = unsettled.order_by("-at").first()
    return f"{last.giver.name} ⇄ {last.receiver.name}" if last else ""
