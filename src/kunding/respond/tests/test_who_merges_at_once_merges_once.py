"""Two colleagues say at the same moment that two cases are one, each the other way round: one merge comes of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections

from kunding.respond import actions
from kunding.respond.models import Case, CaseMerge
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau, said

ROUNDS = 5


def opened(here: Lindenau) -> Case:
    reading = said(here, customer=here.customer, touchpoint=here.bill)
    actions.decide_batch(keys=[reading.pk], at=MONDAY)
    return Case.objects.get(feedback=reading.feedback)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do these at the same moment, each over a connection of its own; return how each ended."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        try:
            start.wait(timeout=30)
            act()
        except (actions.MergeIsWrong, actions.CaseIsMerged) as no:
            return type(no).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(one, acts))


@pytest.mark.sqlite  # PostgreSQL does not empty all tables between tests
@pytest.mark.django_db(transaction=True)
def test_of_two_merges_and_of_two_who_take_it_back_one_counts() -> None:
    here = lindenau()
    for number in range(ROUNDS):
        race(here, at=MONDAY + timedelta(hours=number))


def race(here: Lindenau, *, at: datetime) -> None:
    one, other = opened(here), opened(here)
    ended = at_once(
        lambda: actions.merge_cases(kept=one, merged=other, by=here.lead, at=at),
        lambda: actions.merge_cases(kept=other, merged=one, by=here.chief, at=at),
    )
    assert sorted(ended) == ["CaseIsMerged", "done"]
    merge = CaseMerge.objects.get(undone_at=None)
    assert Case.objects.get(pk=merge.merged_id).merged_into_id == merge.kept_id
    assert Case.objects.filter(pk__in=[one.pk, other.pk], merged_into=None).count() == 1
    back = [lambda: actions.unmerge_case(merged=merge.merged, by=here.lead, at=at)] * 2
    assert sorted(at_once(*back)) == ["MergeIsWrong", "done"]
    assert not Case.objects.exclude(merged_into=None).exists()
