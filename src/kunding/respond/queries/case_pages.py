"""What the pages about cases show, and to whom."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from kunding.people.models import Person, Unit
from kunding.people.reach import Reach, reach_of
from kunding.respond.models import Answer, Case, Handover, HandoverOutcome, Kind, State
from kunding.respond.queries.cases import silted_before
from kunding.understand.models import Reading
from kunding.understand.reader import redact
from kunding.understand.spans import from_word
from kunding.understand.words import whole_text

PER_PAGE = 25
NOT_TAKEN = (HandoverOutcome.OFFERED, HandoverOutcome.REFUSED, HandoverOutcome.LAPSED)
SHOWN = ("all", "silted", "overdue", "mine", "closed")


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


@dataclass(frozen=True)
class Happening:
    """Something that happened with a case."""

    at: datetime
    kind: str  # said, answered, handed_over, accepted, closed
    words: str
    who: str = ""


@dataclass(frozen=True)
class CasePage:
    """One case with its conversation."""

    case: Case
    listed: Listed
    history: list[Happening]
    customer_name: str
    is_mine: bool
    units: list[Unit]
    told: bool


def case_list(
    *, viewer: Person, show: str, unit: int | None, at: datetime, number: str
) -> "tuple[Page[Case], list[Listed]]":
    """Return one page of the cases that the viewer may see, what is due first on top."""
    found = _shown(visible_cases(reach_of(viewer)), show, viewer, at)
    found = found.filter(unit=unit) if unit is not None else found
    order = ("-opened_at", "-pk") if show == "closed" else ("opened_at", "pk") if show == "silted" else ("due_at", "pk")
    page = Paginator(_joined(found).order_by(*order), PER_PAGE).get_page(number)
    silted = silted_before(at=at)
    return page, [_listed(case, viewer, at, silted) for case in page.object_list]


def case_page(number: str, *, viewer: Person, at: datetime) -> CasePage:
    """Return one case; raises Case.DoesNotExist where there is none or the viewer may not see it."""
    case = _joined(visible_cases(reach_of(viewer))).get(number=number)
    is_mine = case.owner_id == viewer.pk
    customer = case.customer
    return CasePage(
        case=case,
        listed=_listed(case, viewer, at, silted_before(at=at)),
        history=_history(case, is_mine=is_mine),
        customer_name=(str(customer) if is_mine else customer.reference) if customer else "",
        is_mine=is_mine,
        units=list(Unit.objects.exclude(pk=case.unit_id).order_by("name")),
        told=case.answers.filter(decides=True).exists(),
    )


def visible_case(number: str, *, viewer: Person) -> Case:
    """Return the case for an act; raises Case.DoesNotExist where the viewer may not see it."""
    return visible_cases(reach_of(viewer)).get(number=number)


def visible_cases(reach: Reach) -> QuerySet[Case]:
    """Return the cases of the units that somebody may see, and the own ones."""
    if reach.everything:
        return Case.objects.all()
    return Case.objects.filter(Q(unit__in=reach.units) | Q(owner=reach.person))


def _shown(cases: QuerySet[Case], show: str, viewer: Person, at: datetime) -> QuerySet[Case]:
    if show == "closed":
        return cases.filter(state=State.CLOSED)
    cases = cases.exclude(state=State.CLOSED)
    ours = cases.exclude(state=State.TOLD)
    if show == "silted":
        return ours.filter(touched_at__lt=silted_before(at=at))
    if show == "overdue":
        return ours.filter(Q(due_at__lt=at) | Q(touched_at__lt=silted_before(at=at)))
    return cases.filter(owner=viewer) if show == "mine" else cases


def _joined(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related(
        "unit", "owner", "touchpoint", "customer", "feedback__reading", "feedback__membership__theme"
    ).prefetch_related("handovers__giver", "handovers__receiver")


def _listed(case: Case, viewer: Person, at: datetime, silted: datetime) -> Listed:
    membership = getattr(case.feedback, "membership", None)
    theme = membership.theme.label if membership and membership.theme else ""
    place = case.touchpoint.name if case.touchpoint else ""
    is_closed = case.state == State.CLOSED
    waits = case.state not in {State.CLOSED, State.TOLD}
    kind = str(Kind(case.kind).label)
    return Listed(
        number=case.number,
        title=theme or place or kind,
        kind_name=kind,
        state_name=str(State(case.state).label),
        text=_words(case, unmasked=case.owner_id == viewer.pk),
        unit=case.unit.name,
        owner=case.owner.name,
        due_at=case.due_at,
        opened_at=case.opened_at,
        next_step=case.next_step,
        overdue=waits and case.due_at < at,
        silted=waits and case.touched_at < silted,
        closed=is_closed,
        handed_between=_between(case),
    )


def _words(case: Case, *, unmasked: bool) -> str:
    """Return the customer's words; only the case's owner sees names and numbers in them."""
    text = whole_text(subject=case.feedback.subject, text=case.feedback.text)
    reading: Reading | None = getattr(case.feedback, "reading", None)
    if unmasked:
        return text
    return redact(text, from_word(reading.spans), reading.language) if reading else ""


def _between(case: Case) -> str:
    """Return between which units the case lies: one asked the other, who has not said yes."""
    unsettled = [handover for handover in case.handovers.all() if handover.outcome in NOT_TAKEN]
    last = max(unsettled, key=lambda handover: handover.at, default=None)
    return f"{last.giver.name} ⇄ {last.receiver.name}" if last and case.unit_id == last.giver_id else ""


def _history(case: Case, *, is_mine: bool) -> list[Happening]:
    said = Happening(case.feedback.said_at, "said", _words(case, unmasked=is_mine))
    answers = [_answered(answer) for answer in case.answers.select_related("by")]
    moves = [move for handover in case.handovers.all() for move in _moved(handover)]
    closed = [Happening(closure.at, "closed", closure.unreachable_because) for closure in case.closures.all()]
    return sorted([said, *answers, *moves, *closed], key=lambda happening: happening.at)


def _answered(answer: Answer) -> Happening:
    return Happening(
        answer.at, "decided" if answer.decides else "answered", answer.text, answer.by.name if answer.by else ""
    )


def _moved(handover: Handover) -> list[Happening]:
    way = f"{handover.giver.name} → {handover.receiver.name}"
    offered = Happening(handover.at, "handed_over", handover.reason, way)
    if handover.settled_at is None:
        return [offered]
    return [offered, Happening(handover.settled_at, handover.outcome, handover.settled_because, handover.receiver.name)]
