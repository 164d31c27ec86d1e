"""What the pages about cases show, and to whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from kunding.customers.models import Customer
from kunding.people.models import Person
from kunding.people.queries import company
from kunding.respond.calendar import business_time_between
from kunding.respond.models import Case, Decision, Handover, HandoverOutcome, State, Task
from kunding.respond.models.case import OPEN
from kunding.respond.queries.cases import silted_before
from kunding.respond.queries.history import Happening, happenings, talk
from kunding.respond.queries.listed import NOT_TAKEN, Listed, joined, listed, title_of
from kunding.respond.queries.newest import Newest
from kunding.respond.queries.outgoing import CaseMail, case_mail
from kunding.respond.queries.parts import whole_of
from kunding.respond.queries.routes import company_hours
from kunding.respond.queries.sight import Sight, sight_of

__all__ = [
    "NOT_TAKEN",
    "PER_PAGE",
    "SHOWN",
    "CasePage",
    "Listed",
    "case_list",
    "case_listed",
    "case_page",
    "earlier_of",
]

PER_PAGE = 25
SHOWN = ("all", "silted", "overdue", "mine", "closed")
MOST_OTHERS, MOST_LOOKED_AT = 5, 50
RECENT = 20  # happenings that stand open; older ones are shown when asked for


@dataclass(frozen=True)
class Other:
    """Another open case of the same customer."""

    number: str
    title: str
    unit: str


@dataclass(frozen=True)
class CasePage:
    """One case with its conversation, and what the viewer may do."""

    case: Case
    sight: Sight
    listed: Listed
    newest: Newest
    earlier: int  # happenings before those of `history`; `earlier_of` returns them
    history: list[Happening]
    customer_name: str
    is_mine: bool
    may_act: bool
    may_accept: bool  # it is offered to a unit of the viewer's
    offer: Handover | None
    decision: Decision | None  # of this round
    told: bool
    tasks: list[Task]
    my_tasks: frozenset[int]  # tasks that wait for the viewer's units
    left: timedelta  # business time until the promise, negative where it is broken
    reached: int | None  # the customer's key, where there is one
    others: list[Other]  # the customer's other open cases that the viewer may see
    mail: CaseMail

    @property
    def primary(self) -> str:
        """Return the one act that is due: it has the one loud button."""
        if self.listed.closed:
            return ""
        if self.may_accept:
            return "accept"
        if self.may_act and not self.is_mine:
            return "take_over"
        return "answer" if self.may_act and self.case.state != State.TOLD else ""


def case_list(
    *, viewer: Person, show: str, unit: int | None, at: datetime, number: str
) -> "tuple[Page[Case], list[Listed]]":
    """Return one page of the cases that the viewer may see, what is due first on top."""
    sight = sight_of(viewer, at=at)
    found = _shown(sight.cases, show, viewer, at)
    found = found.filter(unit=unit) if unit is not None else found
    order = ("-opened_at", "-pk") if show == "closed" else ("opened_at", "pk") if show == "silted" else ("due_at", "pk")
    page = Paginator(joined(found).order_by(*order), PER_PAGE).get_page(number)
    silted = silted_before(at=at)
    return page, [listed(case, own=sight.owners, at=at, silted=silted) for case in page.object_list]


def case_page(number: str, *, viewer: Person, at: datetime) -> CasePage:
    """Return one case; raises Case.DoesNotExist where there is none or the viewer may not see it."""
    sight = sight_of(viewer, at=at)
    case = joined(sight.cases).select_related("feedback__customer", "feedback__mail").get(number=number)
    is_mine, reach = sight.speaks_for(case), sight.reach
    here, customer = company(), case.customer
    said = talk(case, unmasked=is_mine, newest=RECENT)
    offer = next((one for one in case.handovers.all() if one.outcome == HandoverOutcome.OFFERED), None)
    asked = Task.objects.filter(case__in=whole_of(case)).select_related("unit", "withdrawn_by")
    tasks = list(asked.order_by("due_at", "pk"))
    return CasePage(
        case=case,
        sight=sight,
        listed=listed(case, own=sight.owners, at=at, silted=silted_before(at=at, here=here)),
        newest=Newest(said.answer, said.said),
        earlier=max(said.count - len(said.happenings), 0),
        history=said.happenings,
        customer_name=(str(customer) if is_mine else customer.reference) if customer else "",
        is_mine=is_mine,
        may_act=sight.serves(case),
        may_accept=offer is not None and reach.covers(offer.receiver_id),
        offer=offer,
        decision=case.decisions.filter(round=case.round).order_by("-at", "-pk").first(),
        told=said.told,
        tasks=tasks,
        my_tasks=frozenset(task.pk for task in tasks if task.waits_for_the_unit and reach.covers(task.unit_id)),
        left=business_time_between(at, case.due_at, hours=company_hours(here, state=case.unit.state)),
        reached=case.customer_id,
        others=other_matters(case, sight),
        mail=case_mail(case),
    )


def case_listed(number: str, *, viewer: Person, at: datetime) -> Listed:
    """Return one case as the list shows it; raises Case.DoesNotExist."""
    sight = sight_of(viewer, at=at)
    case = joined(sight.cases).get(number=number)
    return listed(case, own=sight.owners, at=at, silted=silted_before(at=at))


def other_matters(case: Case, sight: Sight) -> list[Other]:
    """Return the other open cases of the same person, whichever record they came under."""
    if case.customer is None:
        return []
    person = case.customer.merged_into_id or case.customer.pk
    # No join: SQLite would go through all open cases and ask for each whose it is.
    records = Customer.objects.filter(Q(pk=person) | Q(merged_into=person)).values("pk")
    theirs = Case.objects.filter(OPEN, customer__in=records).exclude(pk=case.pk)
    # Few cases are one customer's: these are found first, and only then it is asked who may see them.
    keys = list(theirs.order_by("due_at", "pk").values_list("pk", flat=True)[:MOST_LOOKED_AT])
    joined_to = sight.cases.filter(pk__in=keys).select_related("unit", "touchpoint", "feedback__membership__theme")
    return [Other(one.number, title_of(one), one.unit.name) for one in joined_to.order_by("due_at", "pk")[:MOST_OTHERS]]


def earlier_of(number: str, *, viewer: Person, at: datetime) -> list[Happening]:
    """Return what happened before what the case's page shows; raises Case.DoesNotExist."""
    sight = sight_of(viewer, at=at)
    case = joined(sight.cases).get(number=number)
    return happenings(case, unmasked=sight.speaks_for(case))[:-RECENT]


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
