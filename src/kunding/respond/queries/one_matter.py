"""What comes together when two cases are said to be one: looked at before anybody says so."""

import re
from dataclasses import dataclass
from datetime import datetime

from kunding.people.models import Person
from kunding.respond.models import Answer, Case, Kind, Note, State, Task
from kunding.respond.queries.cases import silted_before
from kunding.respond.queries.history import conversation
from kunding.respond.queries.links import writers_of
from kunding.respond.queries.listed import Listed, joined, listed
from kunding.respond.queries.parts import side_of, standing, whole_of
from kunding.respond.queries.sight import Sight, served_cases
from kunding.respond.rules import stronger_kind
from kunding.respond.rules.merging import Side, is_same_writer, which_goes_on, why_not_merged

_NUMBER = re.compile(r"(?:K-?)?(\d{4}-\d{6,12})", re.IGNORECASE | re.ASCII)
_END_OF_IT = re.compile(r"\d{1,12}", re.ASCII)  # a case's number ends with that of its feedback


@dataclass(frozen=True)
class Half:
    """One of the two cases, with how much is in it."""

    listed: Listed
    customer: str  # name or number, as the viewer may read it; "" where nobody knows who it is
    told: bool  # the customer has our decision
    said: int
    answers: int
    notes: int
    tasks: int


@dataclass(frozen=True)
class OneMatter:
    """Both halves, and what they would be as one case."""

    kept: Half  # the case that goes on
    merged: Half
    refusal: str  # why it cannot be, as a sentence; "" where it can
    turned: bool  # it can be the other way round
    kind_name: str
    due_at: datetime
    same_writer: bool  # it is shown that one person wrote both


def one_matter(one: Case, other: Case, *, into: str, sight: Sight, at: datetime) -> OneMatter:
    """Return what comes together; into: the number of the case that goes on, "" for the one that had better."""
    cases = {case.number: case for case in joined(Case.objects.filter(pk__in=[one.pk, other.pk]))}
    sides = {number: side_of(case) for number, case in cases.items()}
    kept = cases[into] if into in cases else cases[_better(cases, sides)]
    merged = next((case for case in cases.values() if case != kept), kept)
    refusal = why_not_merged(sides[kept.number], sides[merged.number])
    writers = writers_of([kept, merged])
    waits = merged.state != State.TOLD
    return OneMatter(
        kept=_half(kept, sight, at),
        merged=_half(merged, sight, at),
        refusal=refusal,
        turned=not why_not_merged(sides[merged.number], sides[kept.number]),
        kind_name=str(Kind(stronger_kind(kept.kind, merged.kind)).label),
        due_at=min(kept.due_at, merged.due_at) if waits else kept.due_at,
        same_writer=is_same_writer(writers[kept.pk], writers[merged.pk]),
    )


def case_named(words: str, *, viewer: Person, at: datetime) -> Case | None:
    """Return the case that somebody names ("K-2026-000123", "123"), or the one in which it goes on; None where there is
    none in which the viewer may act.
    """
    mine, named = served_cases(viewer, at=at), words.strip()
    if found := _NUMBER.fullmatch(named):
        case = mine.filter(number=f"K-{found[1]}").first()
    else:
        case = mine.filter(feedback=int(named)).first() if _END_OF_IT.fullmatch(named) else None
    if case is None or case.merged_into is None:
        return case
    return mine.filter(pk=standing(case).pk).first()


def separable(number: str, *, viewer: Person, at: datetime) -> Case:
    """Return a case of which the viewer may take a merge back; raises Case.DoesNotExist.

    Whoever may act in one of the two may: each goes back to those who had it, and nothing is lost by it.
    """
    case = Case.objects.get(number=number)
    if not served_cases(viewer, at=at).filter(pk__in=[case.pk, standing(case).pk]).exists():
        raise Case.DoesNotExist
    return case


def _better(cases: dict[str, Case], sides: dict[str, Side]) -> str:
    """The older case goes on, unless only the other way round is right."""
    older, *rest = sorted(cases.values(), key=lambda case: (case.opened_at, case.pk))
    younger = rest[0] if rest else older
    first = sides[older.number]
    return which_goes_on(first, sides[younger.number], older=first).number


def _half(case: Case, sight: Sight, at: datetime) -> Half:
    whole, customer = whole_of(case), case.customer
    return Half(
        listed=listed(case, own=sight.owners, at=at, silted=silted_before(at=at)),
        customer=(str(customer) if sight.speaks_for(case) else customer.reference) if customer else "",
        told=case.state == State.TOLD,
        said=conversation(case).count(),
        answers=Answer.objects.filter(case__in=whole).count(),
        notes=Note.objects.filter(case__in=whole).count(),
        tasks=Task.objects.filter(case__in=whole, done_at=None).count(),
    )
