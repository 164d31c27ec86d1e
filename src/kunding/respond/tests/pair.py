"""Two cases of one matter for tests: opened on demand, merged, taken apart, looked at."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from kunding.customers.models import Customer
from kunding.respond import actions
from kunding.respond.models import Case, CaseMerge
from kunding.respond.tests.lindenau import MONDAY, Lindenau, said

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# An act of a person is remembered, and who merged whom is kept: all else must stand as it stood.
PASSES = frozenset({"touched_at"})


def opened(here: Lindenau, *, at: datetime = MONDAY, customer: Customer | None = None, **what: object) -> Case:
    reading = said(here, at=at, customer=customer or here.customer, touchpoint=here.bill, **what)
    actions.decide_batch(keys=[reading.pk], at=at)
    return Case.objects.get(feedback=reading.feedback)


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def merged(here: Lindenau, kept: Case, part: Case, *, at: datetime = MONDAY + HOUR) -> CaseMerge:
    return actions.merge_cases(kept=again(kept), merged=again(part), by=here.lead, at=at)


def apart(here: Lindenau, part: Case, *, at: datetime = MONDAY + 2 * HOUR) -> None:
    actions.unmerge_case(merged=again(part), by=here.lead, at=at)


def rows() -> list[dict[str, object]]:
    return [
        {name: value for name, value in row.items() if name not in PASSES}
        for row in Case.objects.order_by("pk").values()
    ]


def refusal(here: Lindenau, kept: Case, part: Case) -> str:
    before = rows()
    with pytest.raises((actions.MergeIsWrong, actions.CaseIsClosed)) as no, transaction.atomic():
        merged(here, kept, part)
    assert rows() == before
    return str(no.value)
