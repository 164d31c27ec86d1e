"""What all acts on cases share: the cases are held, an act on a closed one is refused, the trail is told once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from django.db import connection
from django.utils.translation import gettext

from kunding.listen.rows import insert_rows, stamper
from kunding.people.models import Person
from kunding.respond.calendar import OpeningHours, moment, moments
from kunding.respond.models import Case, Involvement, State
from kunding.respond.queries.promises import ladder
from kunding.respond.queries.routes import hours_of_unit
from kunding.respond.rules import RungFacts, late_moments, state_after
from kunding.respond.rules.ladder import rung_above
from kunding.trail.actions import record, recorded_together

_COLUMNS = (
    "kind",
    "state",
    "round",
    "owner_id",
    "unit_id",
    "touchpoint_id",
    "customer_id",
    "acknowledge_by",
    "answer_by",
    "close_by",
    "due_at",
    "next_step",
    "touched_at",
    "escalate_at",
    "rung",
)
_MOMENTS = frozenset({"acknowledge_by", "answer_by", "close_by", "due_at", "touched_at", "escalate_at"})
_ENTRIES_AT_ONCE = 500
Held = Mapping[int, Case]


class CaseIsClosed(Exception):
    """Nothing more can be done with a closed case; the text names it."""


class CaseIsMerged(CaseIsClosed):
    """The case goes on in another one, and so does whatever is done; the text names both."""


class Desk:
    """The cases that one act holds until its transaction ends, with the hours and the ladder that count for them."""

    def __init__(self, keys: Iterable[int], *, closed_too: bool = False, merged_too: bool = False) -> None:
        """Hold the cases with these keys; raises CaseIsClosed where one is closed and `closed_too` is not said, or
        CaseIsMerged where one goes on in another case.
        """
        wanted = Case.objects.select_for_update(of=("self",)).select_related("unit")
        self.cases: dict[int, Case] = wanted.in_bulk(sorted(set(keys)))
        self._hours: dict[int, OpeningHours] = {}
        for case in self.cases.values():
            if case.merged_into is not None and not merged_too:
                names = {"number": case.number, "into": case.merged_into.number}
                raise CaseIsMerged(gettext("Case %(number)s was merged into %(into)s: it goes on there.") % names)
            if case.state == State.CLOSED and not closed_too:
                raise CaseIsClosed(gettext("Case %(number)s is closed already.") % {"number": case.number})

    @cached_property
    def ladder(self) -> tuple[RungFacts, ...]:
        """The rungs of the escalation ladder; asked for by the few acts that make a promise."""
        return ladder()

    def hours(self, case: Case) -> OpeningHours:
        """Return the hours that the case's unit keeps."""
        if case.unit_id not in self._hours:
            self._hours[case.unit_id] = hours_of_unit(case.unit)
        return self._hours[case.unit_id]

    def move(self, case: Case, act: str) -> None:
        """Bring the case to the state to which the act leads; raises ActIsOutOfPlace."""
        case.state = state_after(case.state, act)

    def promise(self, case: Case, due_at: datetime) -> None:
        """Make this the due date; the ladder begins anew where it is another one than before."""
        due_at = max(due_at, case.opened_at)
        if due_at != case.due_at:
            case.due_at, case.rung, case.escalate_at = due_at, 0, self.late_moment(case, due_at, above=0)

    def late_moment(self, case: Case, due_at: datetime, *, above: int) -> datetime | None:
        """Return when the next rung above a position is told, None where there is none."""
        rung = rung_above(above, self.ladder)
        if rung is None:
            return None
        return moment(int(late_moments(moments([due_at]), rung, hours=self.hours(case))[0]))

    def put_back(self) -> None:
        """Write what the act changed; a bulk_update of a thousand cases spends a minute on its own words."""
        stamp = stamper()
        rows = [
            (*(stamp(getattr(case, name)) if name in _MOMENTS else getattr(case, name) for name in _COLUMNS), key)
            for key, case in self.cases.items()
        ]
        table, setting = Case._meta.db_table, ", ".join(f"{name} = %s" for name in _COLUMNS)
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(f"UPDATE {table} SET {setting} WHERE id = %s", rows)


def touch(case: Case, at: datetime) -> None:
    """Remember that a person did something; an older act never makes a case look older."""
    case.touched_at = max(case.touched_at, at)


@dataclass(frozen=True)
class Done:
    """What one person did in one of the cases of an act, and when; detail: what its entry tells besides."""

    case: int
    by: Person | str
    at: datetime
    detail: Mapping[str, object] = field(default_factory=dict)


def tell_alike(act: str, cases: Held, done: Iterable[Done]) -> None:
    """Leave one entry for all cases in which the same was done by the same person at the same moment, oldest first.

    What differs has an entry of its own: no history may say that somebody did what another one did.
    """
    alike: dict[str, list[Done]] = defaultdict(list)
    for one in sorted(done, key=lambda one: one.at):
        alike[f"{one.at} {_actor(one.by)} {one.detail}"].append(one)
    entries = list(alike.values())
    for begin in range(0, len(entries), _ENTRIES_AT_ONCE):
        with recorded_together():
            for same in entries[begin : begin + _ENTRIES_AT_ONCE]:
                tell(act, {one.case: cases[one.case] for one in same}, by=same[0].by, at=same[0].at, **same[0].detail)


def tell(act: str, cases: Held, *, by: Person | str, at: datetime, **detail: object) -> None:
    """Leave one entry for the act: about the case where it is one, about the batch where there are more; it names them,
    and each of them finds it.

    by: a person of ours, or "customer" or "loop".
    """
    keys, subject = list(cases), ""
    if len(keys) > 1:
        detail["cases"] = keys
        subject = _involve(keys, f"{act} {at} {_actor(by)}")
    record(
        act=act,
        actor=_actor(by),
        at=at,
        subject=f"case:{keys[0]}" if len(keys) == 1 else subject,
        count=len(keys),
        detail={**detail, "months": sorted({f"{case.opened_at:%Y-%m}" for case in cases.values()})},
    )


def _involve(keys: Iterable[int], what: str) -> str:
    """Let each of these cases find the entry about all of them; return the subject by which it is found."""
    subject = f"cases:{sha256(f'{what} {sorted(keys)}'.encode()).hexdigest()[:32]}"
    insert_rows(Involvement, ("case_id", "subject"), ((key, subject) for key in keys))
    return subject


def _actor(by: Person | str) -> str:
    return by.trail_name if isinstance(by, Person) else by
