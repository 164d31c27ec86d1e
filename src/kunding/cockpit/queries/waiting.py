"""Who still waits: open cases past their due date or without any act, the longest first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from kunding.cockpit.filters import Chosen
from kunding.lake.metrics import SILT_DAYS
from kunding.respond.models import Case, State


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


def waiting(picked: Chosen, *, at: datetime, count: int) -> list[Waiting]:
    """Return the cases that wait longest among those that are silted or overdue."""
    silted = Q(touched_at__lt=at - timedelta(days=SILT_DAYS))
    late = _narrowed(Case.objects.exclude(state=State.CLOSED).filter(silted | Q(due_at__lt=at)), picked)
    found = late.select_related("unit", "touchpoint", "feedback__membership__theme").order_by("opened_at")[:count]
    return [_waiting(case, at) for case in found]


def oldest_silted(picked: Chosen, *, at: datetime) -> int | None:
    """Return for how many days the longest silted case has been open, None where nothing is silted."""
    silted = Case.objects.exclude(state=State.CLOSED).filter(touched_at__lt=at - timedelta(days=SILT_DAYS))
    opened = _narrowed(silted, picked).order_by("opened_at").values_list("opened_at", flat=True).first()
    return (at - opened).days if opened else None


def _narrowed(cases: QuerySet[Case], picked: Chosen) -> QuerySet[Case]:
    wanted = {
        "unit": picked.unit,
        "touchpoint": picked.touchpoint,
        "touchpoint__step__journey": picked.journey,
        "customer__segment": picked.segment or None,
        "feedback__channel": picked.channel or None,
        "feedback__membership__theme": picked.theme,
    }
    return cases.filter(**{field: value for field, value in wanted.items() if value is not None})


def _waiting(case: Case, at: datetime) -> Waiting:
    membership = getattr(case.feedback, "membership", None)
    theme = membership.theme.label if membership and membership.theme else ""
    place = case.touchpoint.name if case.touchpoint else ""
    return Waiting(
        number=case.number,
        title=theme or place or case.get_kind_display(),
        days=(at - case.opened_at).days,
        unit=case.unit.name,
        handed_between=_between(case),
        silted=case.touched_at < at - timedelta(days=SILT_DAYS),
        next_step=case.next_step,
    )


def _between(case: Case) -> str:
    last = case.transfers.select_related("giver", "receiver").order_by("-at").first()
    return f"{last.giver.name} ⇄ {last.receiver.name}" if last else ""
