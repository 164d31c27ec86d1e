"""What the pages about cases show, and to whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from kunding.people.models import Person, Unit
from kunding.people.reach import reach_of
from kunding.respond.calendar import business_time_between
from kunding.respond.models import Case, Decision, Handover, HandoverOutcome, State, Task
from kunding.respond.queries.cases import silted_before
from kunding.respond.queries.history import Happening, count_happenings, happenings
from kunding.respond.queries.listed import NOT_TAKEN, Listed, joined, listed
from kunding.respond.queries.outgoing import CaseMail, case_mail
from kunding.respond.queries.routes import hours_of_unit
from kunding.respond.queries.sight import in_place_of, served_cases, speaks_for, visible_case, visible_cases

__all__ = ["NOT_TAKEN", "PER_PAGE", "SHOWN", "CasePage", "Listed", "case_list", "case_page", "earlier_of"]

PER_PAGE = 25
SHOWN = ("all", "silted", "overdue", "mine", "closed")
RECENT = 30  # happenings that stand open; older ones are shown when asked for


@dataclass(frozen=True)
class CasePage:
    """One case with its conversation, and what the viewer may do."""

    case: Case
    listed: Listed
    earlier: int  # happenings before those of `history`; `earlier_of` returns them
    history: list[Happening]
    customer_name: str
    is_mine: bool
    may_act: bool
    may_accept: bool  # it is offered to a unit of the viewer's
    offer: Handover | None
    decision: Decision | None  # of this round
    told: bool
    units: list[Unit]
    tasks: list[Task]
    my_tasks: frozenset[int]  # tasks that the viewer's units were asked for
    left: timedelta  # business time until the promise, negative where it is broken
    reached: int | None  # the customer's key, where there is one
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
    found = _shown(visible_cases(viewer, at=at), show, viewer, at)
    found = found.filter(unit=unit) if unit is not None else found
    order = ("-opened_at", "-pk") if show == "closed" else ("opened_at", "pk") if show == "silted" else ("due_at", "pk")
    page = Paginator(joined(found).order_by(*order), PER_PAGE).get_page(number)
    silted, own = silted_before(at=at), {viewer.pk, *in_place_of(viewer, at=at)}
    return page, [listed(case, own=own, at=at, silted=silted) for case in page.object_list]


def case_page(number: str, *, viewer: Person, at: datetime) -> CasePage:
    """Return one case; raises Case.DoesNotExist where there is none or the viewer may not see it."""
    case = joined(visible_cases(viewer, at=at)).get(number=number)
    is_mine, reach = speaks_for(viewer, case, at=at), reach_of(viewer)
    customer = case.customer
    history = happenings(case, unmasked=is_mine, newest=RECENT)
    offer = case.handovers.filter(outcome=HandoverOutcome.OFFERED).select_related("receiver", "by").first()
    tasks = list(case.tasks.select_related("unit", "done_by").order_by("due_at", "pk"))
    return CasePage(
        case=case,
        listed=listed(case, own={case.owner_id} if is_mine else (), at=at, silted=silted_before(at=at)),
        earlier=max(count_happenings(case) - len(history), 0),
        history=history,
        customer_name=(str(customer) if is_mine else customer.reference) if customer else "",
        is_mine=is_mine,
        may_act=served_cases(viewer, at=at).filter(pk=case.pk).exists(),
        may_accept=offer is not None and reach.covers(offer.receiver_id),
        offer=offer,
        decision=case.decisions.filter(round=case.round).order_by("-at", "-pk").first(),
        told=case.answers.filter(decides=True, round=case.round).exists(),
        units=list(Unit.objects.exclude(pk=case.unit_id).order_by("name")),
        tasks=tasks,
        my_tasks=frozenset(task.pk for task in tasks if task.done_at is None and reach.covers(task.unit_id)),
        left=business_time_between(at, case.due_at, hours=hours_of_unit(case.unit)),
        reached=case.customer_id,
        mail=case_mail(case),
    )


def earlier_of(number: str, *, viewer: Person, at: datetime) -> list[Happening]:
    """Return what happened before what the case's page shows; raises Case.DoesNotExist."""
    case = visible_case(number, viewer=viewer, at=at)
    return happenings(case, unmasked=speaks_for(viewer, case, at=at))[:-RECENT]


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
