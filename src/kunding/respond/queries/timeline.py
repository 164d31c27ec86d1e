"""One case as the customer lived it: what was said, answered, handed over, and what comes next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from kunding.people.models import Person
from kunding.respond.calendar import business_time_between
from kunding.respond.models import Case, State
from kunding.respond.queries.routes import hours_of_unit
from kunding.respond.queries.sight import Sight, may_see_customer
from kunding.respond.queries.waiting import boundaries_of, subject_of
from kunding.trail.queries import entries_about
from kunding.understand.queries.themes import quotes_of


class CaseUnknown(Exception):
    """There is no case with this number."""


@dataclass(frozen=True)
class Event:
    """One thing that happened; `what` is one of said, answered, decided, handed_over, accepted, taken_over, closed."""

    at: datetime
    what: str
    who: str
    text: str = ""


@dataclass(frozen=True)
class CasePage:
    """A case with its story; customer's name and the words are for those who may see them."""

    key: int
    number: str
    kind: str
    state: str
    subject: str
    customer: str
    owner: str
    unit: str
    between: str
    opened_at: datetime
    due_at: datetime
    business_time_left: timedelta  # negative where it is overdue
    next_step: str
    events: tuple[Event, ...]


def case_page(*, number: str, at: datetime, sight: Sight) -> CasePage:
    """Return the case with this number as its page shows it; raises CaseUnknown."""
    case = Case.objects.select_related("unit", "owner", "customer", "touchpoint", "feedback__membership__theme").filter(
        number=number
    ).first()
    if case is None:
        raise CaseUnknown(f"There is no case {number}.")
    named = may_see_customer(case, sight)
    return CasePage(
        key=case.pk,
        number=case.number,
        kind=case.kind,
        state=case.state,
        subject=subject_of(case),
        customer=case.customer.name if named and case.customer else "",
        owner=case.owner.name,
        unit=case.unit.name,
        between=boundaries_of([case]).get(case.pk, ""),
        opened_at=case.opened_at,
        due_at=case.due_at,
        business_time_left=_time_left(case, at),
        next_step=case.next_step,
        events=tuple(sorted(_events(case, named=named), key=lambda event: event.at)),
    )


def _time_left(case: Case, at: datetime) -> timedelta:
    if case.state == State.CLOSED:
        return timedelta(0)
    return business_time_between(at, case.due_at, hours=hours_of_unit(case.unit))


def _events(case: Case, *, named: bool) -> Iterator[Event]:
    # Whoever may see the customer reads the very words; everybody else reads them with personal data masked.
    masked = quotes_of([case.feedback_id])
    words = case.feedback.text or case.feedback.subject if named else "".join(quote.text for quote in masked)
    yield Event(case.opened_at, "said", "", words)
    yield from chain(_answers(case, named=named), _transfers(case), _takings(case))
    if closure := getattr(case, "closure", None):
        yield Event(closure.at, "closed", _name(closure.by), closure.unreachable_because)


def _answers(case: Case, *, named: bool) -> Iterator[Event]:
    for answer in case.answers.select_related("by"):
        what = "decided" if answer.decides else "answered"
        yield Event(answer.at, what, _name(answer.by), answer.text if named else "")


def _transfers(case: Case) -> Iterator[Event]:
    for each in case.transfers.select_related("giver", "receiver", "by", "acceptance__by"):
        yield Event(each.at, "handed_over", _name(each.by), f"{each.giver.name} → {each.receiver.name}: {each.reason}")
        if acceptance := getattr(each, "acceptance", None):
            yield Event(acceptance.at, "accepted", _name(acceptance.by), each.receiver.name)


def _takings(case: Case) -> Iterator[Event]:
    taken = list(entries_about(f"case:{case.pk}").filter(act="take_over_case"))
    people = Person.objects.in_bulk({int(entry.actor.removeprefix("person:")) for entry in taken})
    for entry in taken:
        yield Event(entry.at, "taken_over", _name(people.get(int(entry.actor.removeprefix("person:")))))


def _name(person: Person | None) -> str:
    return person.name if person else ""
