"""How long cases lay between two units, and which of them still do."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from kunding.people.queries import company
from kunding.respond.calendar import between_many, day_length, moments
from kunding.respond.models import Answer, Closure, Decision, Handover, HandoverOutcome, State, Task
from kunding.respond.queries.routes import company_hours
from kunding.respond.rules.gulfs import BACK_WITH_THE_GIVER, lies_until
from kunding.trail.models import Entry

UNSETTLED = (HandoverOutcome.OFFERED, *BACK_WITH_THE_GIVER)
# Taking a case up leaves rows, but for these two acts, which only the trail knows.
ONLY_IN_THE_TRAIL = ("take_over_case", "assess_case")
_AT_ONCE = 500


def days_lost(handovers: QuerySet[Handover], *, at: datetime) -> list[float]:
    """Return for each of these offers, by key, how many days the company was open until somebody took the case up.

    What still lies counts up to `at`. Holidays are those of the giver's Bundesland; a day is as long as the company
    is open on average.
    """
    rows = list(handovers.select_related("case", "giver").annotate(told=_told()).order_by("pk"))
    acts = _acts_in({row.case_id for row in rows if row.outcome in BACK_WITH_THE_GIVER})
    ends = [_end(row, acts.get(row.case_id, ()), at) for row in rows]
    found = [0.0] * len(rows)
    for state in {row.giver.state for row in rows}:
        places = [place for place, row in enumerate(rows) if row.giver.state == state]
        hours = company_hours(company(), state=state)
        lay = between_many(
            moments([rows[place].at for place in places]), moments([ends[place] for place in places]), hours=hours
        )
        for place, time in zip(places, lay / day_length(hours), strict=True):
            found[place] = float(time)
    return found


def still_lying() -> QuerySet[Handover]:
    """Return the offers, not accepted, whose cases are open and unanswered: nobody may have taken them up yet."""
    settled = (State.TOLD, State.CLOSED)
    return Handover.objects.filter(outcome__in=UNSETTLED).exclude(case__state__in=settled)


def _end(row: Handover, acts: Iterable[datetime], at: datetime) -> datetime:
    until = lies_until(
        outcome=row.outcome,
        settled_at=row.settled_at,
        told=bool(getattr(row, "told", False)),
        acts=acts,
        touched_at=row.case.touched_at,
    )
    return max(row.at, at if until is None else until)


def _told() -> Exists:
    """Whether the customer had our decision when the offer ended, in the round of that moment or a later one."""
    return Exists(
        Answer.objects.filter(case=OuterRef("case"), decides=True, at__lte=OuterRef("settled_at")).exclude(
            case__reopenings__at__gt=F("at"), case__reopenings__at__lte=OuterRef("settled_at")
        )
    )


def _acts_in(cases: Iterable[int]) -> dict[int, list[datetime]]:
    """Return when people moved these cases on, by case."""
    keys, found = sorted(cases), defaultdict[int, list[datetime]](list)
    for begin in range(0, len(keys), _AT_ONCE):
        for case, at in _moved(keys[begin : begin + _AT_ONCE]):
            found[case].append(at)
    return found


def _moved(keys: Sequence[int]) -> Iterable[tuple[int, datetime]]:
    for rows, field in (
        (Answer.objects, "at"),
        (Decision.objects, "at"),
        (Handover.objects, "at"),
        (Closure.objects, "at"),
        (Task.objects, "asked_at"),
    ):
        yield from rows.filter(case__in=keys).values_list("case", field)
    entries = Entry.objects.filter(subject__in=[f"case:{key}" for key in keys], act__in=ONLY_IN_THE_TRAIL)
    for subject, at in entries.values_list("subject", "at"):
        yield int(subject.removeprefix("case:")), at
