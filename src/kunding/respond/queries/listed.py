"""A case as a list shows it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext

from kunding.listen.models import Feedback
from kunding.respond.models import Case, CaseLabel, Handover, HandoverOutcome, Kind, State
from kunding.understand.models import Reading
from kunding.understand.reader import redact
from kunding.understand.spans import from_word
from kunding.understand.words import whole_text

NOT_TAKEN = (HandoverOutcome.OFFERED, HandoverOutcome.REFUSED, HandoverOutcome.LAPSED)


@dataclass(frozen=True)
class Listed:
    """One case as the list shows it."""

    number: str
    title: str
    kind_name: str
    state_name: str
    text: str
    unit: str
    owner: str
    due_at: datetime
    opened_at: datetime
    next_step: str
    overdue: bool
    silted: bool
    closed: bool
    handed_between: str
    labels: tuple[str, ...] = ()
    merged_into: str = ""  # the number of the case in which it goes on


def joined(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return the cases with everything that `listed` needs."""
    return cases.select_related(
        "unit", "owner", "touchpoint", "customer", "feedback__reading", "feedback__membership__theme"
    ).prefetch_related(
        Prefetch("handovers", Handover.objects.select_related("giver", "receiver")),
        Prefetch("labels", CaseLabel.objects.select_related("label")),
    )


def listed(case: Case, *, own: Collection[int], at: datetime, silted: datetime) -> Listed:
    """Return the case as the list shows it; own: the owners for whom the viewer may read names."""
    waits = case.state not in {State.CLOSED, State.TOLD}
    return Listed(
        number=case.number,
        title=title_of(case),
        kind_name=str(Kind(case.kind).label),
        state_name=gettext("merged") if case.merged_into_id else str(State(case.state).label),
        text=words_of(case.feedback, unmasked=case.owner_id in own),
        unit=case.unit.name,
        owner=case.owner.name,
        due_at=case.due_at,
        opened_at=case.opened_at,
        next_step=case.next_step,
        overdue=waits and case.due_at < at,
        silted=waits and case.touched_at < silted,
        closed=case.state == State.CLOSED,
        handed_between=_between(case),
        labels=tuple(sorted(label.label.name for label in case.labels.all())),
        merged_into=case.merged_into.number if case.merged_into else "",
    )


def title_of(case: Case) -> str:
    """Return what the case is about: its theme, else where it happened, else its kind."""
    membership = getattr(case.feedback, "membership", None)
    theme = membership.theme.label if membership and membership.theme else ""
    return theme or (case.touchpoint.name if case.touchpoint else "") or str(Kind(case.kind).label)


def words_of(feedback: Feedback, *, unmasked: bool) -> str:
    """Return the customer's words; only the case's owner sees names and numbers in them."""
    text = whole_text(subject=feedback.subject, text=feedback.text)
    reading: Reading | None = getattr(feedback, "reading", None)
    if unmasked:
        return text
    return redact(text, from_word(reading.spans), reading.language) if reading else ""


def _between(case: Case) -> str:
    """Return between which units the case lies: one asked the other, who has not said yes."""
    unsettled = [handover for handover in case.handovers.all() if handover.outcome in NOT_TAKEN]
    last = max(unsettled, key=lambda handover: handover.at, default=None)
    lies_there = case.is_open and last is not None and case.unit_id == last.giver_id
    return f"{last.giver.name} ⇄ {last.receiver.name}" if last and lies_there else ""
