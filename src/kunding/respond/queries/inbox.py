"""The inbox: what is due first, narrowed by what stands in the address.

No page counts all cases or skips over them: one question reads at most MOST keys in the order of an index, and the
next page begins behind the last case of this one.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kunding.customers.models import Customer
from kunding.people.team_figures import shown_with
from kunding.respond.models import Case, CaseLabel, Escalation, Handover, HandoverOutcome, Mention, State, Task
from kunding.respond.models.case import OPEN
from kunding.respond.models.handover import WAITS_FOR_THE_UNIT
from kunding.respond.queries.behind import behind
from kunding.respond.queries.cases import silted_before
from kunding.respond.queries.in_order import as_one, counted, first_number, first_of
from kunding.respond.queries.labels import below
from kunding.respond.queries.listed import Listed, joined, listed
from kunding.respond.queries.reminders import reminded_cases
from kunding.respond.queries.sight import Sight
from kunding.respond.queries.wanted import FOR_ME, SORTS, Wanted, wanted
from kunding.understand.queries.search import found_in, hits

__all__ = [
    "FOR_ME",
    "MOST",
    "MOST_FOR_ME",
    "PER_PAGE",
    "SORTS",
    "InboxPage",
    "Neighbours",
    "Wanted",
    "chosen_cases",
    "counts",
    "for_me",
    "inbox",
    "neighbours",
    "wanted",
]
PER_PAGE = 25
MOST = 1000  # cases are counted up to here; “more than 1,000” says enough
MOST_FOR_ME = 99
FEW_HITS = FEW_CUSTOMERS = 1000  # of a search, of a segment: so many are looked up one by one
NEWEST_FIRST = ("closed", "both")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_AFTER = re.compile(r"(\d{1,17})-(\d{1,18})")
_NUMBER = re.compile(r"(?:K-?)?(?:\d{4}-)?0*(\d{1,12})", re.IGNORECASE)


@dataclass(frozen=True)
class InboxPage:
    """One page of the inbox."""

    rows: list[Listed]
    count: int  # from here on, at most MOST
    more: bool  # there are more than `count`
    following: str  # where the next page begins, "" at the end


def inbox(pick: Wanted, *, sight: Sight, at: datetime) -> InboxPage:
    """Return one page of the cases that the viewer may see."""
    column = "-pk" if pick.show in NEWEST_FIRST else SORTS[pick.sort]
    keys = first_of([_behind(part, pick.after, column) for part in _parts(pick, sight, at)], column, most=MOST + 1)
    here = keys[:PER_PAGE]
    cases = joined(Case.objects.all()).in_bulk([key for key, _ in here])
    silted = silted_before(at=at)
    return InboxPage(
        rows=[listed(cases[key], own=sight.owners, at=at, silted=silted) for key, _ in here if key in cases],
        count=min(len(keys), MOST),
        more=len(keys) > MOST,
        following=_place(*here[-1]) if len(keys) > PER_PAGE else "",
    )


@dataclass(frozen=True)
class Neighbours:
    """The cases before and after one in the list from which somebody came; numbers, "" at its ends."""

    before: str
    after: str


def neighbours(case: Case, pick: Wanted, *, sight: Sight, at: datetime) -> Neighbours:
    """Return the cases beside this one in the list of these filters, in its order.

    A case that has left the list (it was answered, or closed) keeps its place between the others.
    """
    column = "-pk" if pick.show in NEWEST_FIRST else SORTS[pick.sort]
    found = [part.exclude(pk=case.pk) for part in _parts(pick, sight, at)]
    if column == "-pk":
        later, earlier = Q(pk__lt=case.pk), Q(pk__gt=case.pk)
    else:
        here = getattr(case, column)
        later = Q(**{f"{column}__gt": here}) | Q(**{column: here, "pk__gt": case.pk})
        earlier = Q(**{f"{column}__lt": here}) | Q(**{column: here, "pk__lt": case.pk})
    back = column.removeprefix("-") if column.startswith("-") else f"-{column}"
    return Neighbours(
        before=first_number([part.filter(earlier) for part in found], back),
        after=first_number([part.filter(later) for part in found], column),
    )


def for_me(sight: Sight) -> dict[str, int]:
    """Return how many cases wait for the viewer by name or by unit: each of FOR_ME → a number up to MOST_FOR_ME."""
    return {
        show: len(_asked_of(sight, show).order_by().values("pk")[:MOST_FOR_ME])  # no distinct: keys are unique
        for show in FOR_ME
    }


def counts(sight: Sight, *, at: datetime) -> dict[str, int]:
    """Return how many open cases the usual views hold: mine, overdue, silted → a number up to MOST_FOR_ME."""
    found = {
        "mine": [Case.objects.filter(OPEN, owner=sight.viewer)],  # who owns a case sees it
        "overdue": _parts(Wanted(show="overdue"), sight, at),
        "silted": _parts(Wanted(show="silted"), sight, at),
        "reminders": [reminded_cases(sight, at=at)],
    }
    return {name: counted(parts, most=MOST_FOR_ME) for name, parts in found.items()}


def chosen_cases(pick: Wanted, *, sight: Sight, at: datetime) -> QuerySet[Case]:
    """Return all cases of a list, in no order."""
    return as_one(_parts(pick, sight, at))


def _parts(pick: Wanted, sight: Sight, at: datetime) -> list[QuerySet[Case]]:
    parts = _shown(pick, sight, at)
    # Words that everybody uses are looked for once, not once for each part.
    return [_narrowed(part, pick, sight, at) for part in ([as_one(parts)] if pick.words else parts)]


def _narrowed(cases: QuerySet[Case], pick: Wanted, sight: Sight, at: datetime) -> QuerySet[Case]:
    if pick.unit is not None:
        # A figure about how a team works is shown with those of other small ones, and so is the list behind it.
        units = Q(unit__in=shown_with(pick.unit)) if pick.is_about_work else Q(unit=pick.unit)
        cases = cases.filter(units)
    if pick.kind:
        cases = cases.filter(kind=pick.kind)
    if pick.state:
        cases = cases.filter(state=pick.state)
    if pick.channel:
        cases = cases.filter(feedback__channel=pick.channel)
    if pick.segment:
        cases = _of_segment(cases, pick.segment)
    if pick.owner:
        cases = cases.filter(owner__in=[sight.viewer] if pick.owner == "me" else sight.stands_in_for)
    if pick.label is not None:
        labelled = CaseLabel.objects.filter(label__in=below([pick.label])).values("case")
        cases = cases.filter(pk__in=labelled)
    cases = behind(cases, pick, at=at)
    return _with_words(cases, pick.words) if pick.words else cases


def _shown(pick: Wanted, sight: Sight, at: datetime) -> list[QuerySet[Case]]:
    seen = sight.cases
    if pick.show == "both":
        return [seen]
    if pick.show == "closed" or pick.state == State.CLOSED:
        return [seen.filter(state=State.CLOSED)]
    if pick.show == "reminders":
        return [reminded_cases(sight, at=at)]
    if pick.show in FOR_ME:
        return [seen.filter(pk__in=_asked_of(sight, pick.show).values("pk"))]
    parts = sight.open_parts
    if pick.show == "silted":
        return [part.exclude(state=State.TOLD).filter(touched_at__lt=silted_before(at=at)) for part in parts]
    if pick.show == "overdue":
        return [part.exclude(state=State.TOLD).filter(due_at__lt=at) for part in parts]
    return parts


def _asked_of(sight: Sight, show: str) -> QuerySet[Case]:
    """The cases of which somebody, or the ladder, asked the viewer or the viewer's units."""
    viewer, units = sight.viewer, sight.reach.units
    if show == "mentioned":
        asked = Mention.objects.filter(person=viewer, seen_at=None).values("note__case")
        return Case.objects.filter(pk__in=asked)
    if show == "escalated":
        late = Escalation.objects.filter(to=viewer, due_at=F("case__due_at")).values("case")
        return Case.objects.filter(pk__in=late).exclude(state__in=(State.CLOSED, State.TOLD))
    if show == "offered":
        offered = Handover.objects.filter(outcome=HandoverOutcome.OFFERED, receiver__in=units).values("case")
        return Case.objects.filter(pk__in=offered)
    return Case.objects.filter(pk__in=Task.objects.filter(WAITS_FOR_THE_UNIT, unit__in=units).values("case"))


def _of_segment(cases: QuerySet[Case], segment: str) -> QuerySet[Case]:
    customers = Customer.objects.filter(segment=segment)
    few = list(customers.values_list("pk", flat=True)[: FEW_CUSTOMERS + 1])
    if len(few) <= FEW_CUSTOMERS:
        return cases.filter(customer__in=few)
    # The customers of a large segment are in many cases: the cases are gone through in their order, and each one's
    # customer is looked at. A join would let SQLite begin with the customers.
    return cases.filter(Exists(customers.filter(pk=OuterRef("customer"))))


def _with_words(cases: QuerySet[Case], words: str) -> QuerySet[Case]:
    number = _NUMBER.fullmatch(words) if words.isascii() else None
    if number:
        # A case's number ends with that of its feedback.
        return cases.filter(Q(feedback=int(number[1])) | Q(number=words.upper()))
    few = hits(words, most=FEW_HITS + 1)
    if few is None:
        return cases
    if len(few) <= FEW_HITS:
        return cases.filter(feedback__in=few)
    # Words that everybody uses are in most cases: the cases are gone through in their order, and each is looked up
    # among the hits. The sum keeps the database from going the other way round, through all hits.
    return cases.alias(said=F("feedback_id") + 0).filter(said__in=found_in(words))


def _behind(cases: QuerySet[Case], after: str, column: str) -> QuerySet[Case]:
    found = _AFTER.fullmatch(after) if after.isascii() else None
    if not found:
        return cases
    place, key = int(found[1]), int(found[2])
    if column == "-pk":
        return cases.filter(pk__lt=key)
    last = EPOCH + timedelta(microseconds=place)
    return cases.filter(**{f"{column}__gte": last}).exclude(**{column: last, "pk__lte": key})


def _place(key: int, value: object) -> str:
    micros = (value - EPOCH) // timedelta(microseconds=1) if isinstance(value, datetime) else 0
    return f"{max(micros, 0)}-{key}"
