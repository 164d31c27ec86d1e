"""Each act on a case makes its month due for the lake, and the lake's rows tell what happened without any name."""

from datetime import timedelta

import pytest

from kunding.customers.actions import merge_customers
from kunding.customers.facts import customer_key
from kunding.customers.models import Customer
from kunding.lake import TABLES
from kunding.respond.actions import accept, answer, close, decide_batch, offer, take_over
from kunding.respond.facts import (
    cases,
    cases_of_months,
    handover_months_changed_since,
    handovers_of_months,
    months_changed_since,
)
from kunding.respond.models import Case
from kunding.respond.queries import cases_mark
from kunding.respond.tests.lindenau import MONDAY, Lindenau, lindenau, said

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


def opened(here: Lindenau, **what: object) -> Case:
    reading = said(here, **{"touchpoint": here.bill, "customer": here.customer, **what})
    decide_batch(keys=[reading.pk], at=MONDAY + DAY)
    return Case.objects.get(feedback=reading.feedback)


def test_before_the_first_mark_all_months_are_due(here: Lindenau) -> None:
    assert cases_mark() == ""
    opened(here)
    opened(here, at=MONDAY - 365 * DAY)
    assert months_changed_since("") == ["2025-11", "2026-11"]
    assert months_changed_since(cases_mark()) == []


def test_each_act_makes_the_month_of_its_case_due(here: Lindenau) -> None:
    case = opened(here, at=MONDAY - 31 * DAY)
    acts = (
        lambda: take_over(case=case, person=here.lead, at=MONDAY),
        lambda: offer(case=case, to=here.sales, by=here.lead, reason="Theirs.", at=MONDAY),
        lambda: answer(case=case, by=here.lead, text="Done.", decides=True, at=MONDAY),
        lambda: close(case=case, by=here.lead, at=MONDAY),
    )
    for act in acts:
        mark = cases_mark()
        act()
        assert months_changed_since(mark) == ["2026-10"]
    assert handover_months_changed_since("") == ["2026-11"]


def test_a_case_that_is_chased_changes_too(here: Lindenau) -> None:
    old = opened(here, at=MONDAY - 31 * DAY)
    mark = cases_mark()
    opened(here, intent="chasing")
    assert months_changed_since(mark) == ["2026-10", "2026-11"]
    rows = {row["case_id"]: row for row in cases_of_months(["2026-10", "2026-11"]).to_pylist()}
    assert [row["chased"] for row in rows.values()] == [1, 0]
    close(case=old, by=here.lead, at=MONDAY - DAY, unreachable_because="No address.")
    assert cases(feedback=[old.feedback_id]).to_pylist()[0]["chased"] == 0


def test_a_row_tells_what_happened_and_names_nobody(here: Lindenau) -> None:
    case = opened(here)
    offer(case=case, to=here.sales, by=here.lead, reason="Theirs.", at=MONDAY + DAY)
    accept(case=case, by=here.clerk, at=MONDAY + 2 * DAY)
    answer(case=case, by=here.clerk, text="We look.", decides=False, at=MONDAY + 2 * DAY)
    answer(case=case, by=here.clerk, text="Done.", decides=True, at=MONDAY + 3 * DAY)
    close(case=case, by=here.clerk, at=MONDAY + 4 * DAY)
    table = cases_of_months(["2026-11"])
    assert table.schema == TABLES["cases"].schema
    row = table.to_pylist()[0]
    assert row["month"] == "2026-11"
    assert (row["opened_at"], row["answered_at"], row["closed_at"]) == (MONDAY, MONDAY + 2 * DAY, MONDAY + 4 * DAY)
    assert (row["state"], row["handovers"], row["unit_id"]) == ("closed", 1, here.sales.pk)
    assert row["customer_key"] == customer_key(here.customer.pk)
    handover = handovers_of_months(["2026-11"], at=MONDAY + 9 * DAY).to_pylist()[0]
    assert handover["accepted_at"] - handover["handed_at"] == DAY
    assert (handover["from_unit_id"], handover["to_unit_id"]) == (here.billing.pk, here.sales.pk)


def test_a_month_without_cases_is_an_empty_table(here: Lindenau) -> None:
    assert cases_of_months(["2020-02"]).schema == TABLES["cases"].schema
    assert cases_of_months([]).num_rows == handovers_of_months([], at=MONDAY).num_rows == 0


def test_merging_the_customer_makes_the_months_of_the_cases_due(here: Lindenau) -> None:
    opened(here, at=MONDAY - 31 * DAY)
    other = Customer.objects.create(reference="4712", name="E. Yilmaz")
    mark = cases_mark()
    merge_customers(kept=other.pk, merged=here.customer.pk, by=here.lead, at=MONDAY)
    assert months_changed_since(mark) == ["2026-10"]
    assert cases_of_months(["2026-10"]).to_pylist()[0]["customer_key"] == customer_key(other.pk)
