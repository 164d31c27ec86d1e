"""What all acts on cases share: the cases are held, an act on a closed one is refused, the trail is told once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext

from kunding.people.models import Person
from kunding.respond.models import Acceptance, Case, State, Transfer
from kunding.trail.actions import record

_UPDATE = (
    f"UPDATE {Case._meta.db_table} SET state = %s, owner_id = %s, unit_id = %s, due_at = %s, next_step = %s, "
    "touched_at = %s WHERE id = %s"
)
Held = Mapping[int, Case]


class CaseIsClosed(Exception):
    """Nothing more can be done with a closed case; the text names it."""


def hold(keys: Iterable[int]) -> dict[int, Case]:
    """Return the open cases with these keys, held until the transaction ends; raises CaseIsClosed."""
    cases = Case.objects.select_for_update(of=("self",)).select_related("unit").in_bulk(sorted(set(keys)))
    for case in cases.values():
        if case.state == State.CLOSED:
            raise CaseIsClosed(gettext("Case %(number)s is closed already.") % {"number": case.number})
    return cases


def put_back(cases: Held) -> None:
    """Write what the acts changed; a bulk_update of a thousand cases spends a minute on its own words."""
    stamp = connection.ops.adapt_datetimefield_value
    rows = [
        (str(case.state), case.owner_id, case.unit_id, stamp(case.due_at), case.next_step, stamp(case.touched_at), key)
        for key, case in cases.items()
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_UPDATE, rows)


def touch(case: Case, at: datetime) -> None:
    """Remember that a person did something; an older act never makes a case look older."""
    case.touched_at = max(case.touched_at, at)


def accept_transfers(accepted: Sequence[tuple[int, Person, datetime]]) -> list[str]:
    """Whoever acts on a case (key, person, moment) accepts what was handed over; return the handovers' months."""
    waiting = {
        transfer.case_id: transfer
        for transfer in Transfer.objects.filter(case__in={case for case, _, _ in accepted}, acceptance=None)
    }
    rows = [
        Acceptance(transfer=waiting.pop(case), by=by, at=at)
        for case, by, at in accepted
        if case in waiting and waiting[case].at <= at
    ]
    Acceptance.objects.bulk_create(rows, batch_size=500)
    return sorted({f"{row.transfer.at:%Y-%m}" for row in rows})


def tell(act: str, cases: Held, *, by: Person, at: datetime, **detail: object) -> None:
    """Leave one entry for the act: about the case where it is one, about the batch where there are more."""
    keys = list(cases)
    record(
        act=act,
        actor=by.trail_name,
        at=at,
        subject=f"case:{keys[0]}" if len(keys) == 1 else "",
        count=len(keys),
        detail={**detail, "months": sorted({f"{case.opened_at:%Y-%m}" for case in cases.values()})},
    )
