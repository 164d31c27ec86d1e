from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import ForeignKey
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kunding.customers.actions import MergeIsWrong, merge_customers, unmerge_customers
from kunding.customers.facts import customer_keys, customers
from kunding.customers.models import Consent, Contact, Customer, Identity, Merge
from kunding.customers.queries import customers_by_reference, everyone_of, survivor_of
from kunding.customers.tests.lindenau import Firm
from kunding.people.models import Person
from kunding.trail.models import Entry

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
PEOPLE = 6


def rows_of_customers() -> dict[str, set[tuple[int, int]]]:
    """Every row of every room that points at a customer: (row, customer)."""
    found: dict[str, set[tuple[int, int]]] = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            # What says which record is which is the merging itself.
            if isinstance(field, ForeignKey) and field.related_model is Customer and model not in {Merge, Customer}:
                rows = model._default_manager.filter(**{f"{field.name}__isnull": False})
                found[f"{model._meta.label}.{field.name}"] = set(rows.values_list("pk", field.attname))
    return found


class Merging(RuleBasedStateMachine):
    """Merges, takes back in any order, adds rows in between; `edges` is what a person would expect."""

    @initialize()
    def begin(self) -> None:
        self.company = transaction.atomic()
        self.company.__enter__()
        self.me = Person.objects.create(email="vera@example.org", name="Vera")
        self.keys = [Customer.objects.create(reference=f"C{number}").pk for number in range(PEOPLE)]
        for key in self.keys:
            Identity.objects.create(kind="email", value=f"{key}@example.org", customer_id=key)
        self.start = rows_of_customers()
        self.added: dict[str, set[tuple[int, int]]] = {}
        self.edges: dict[int, int] = {}
        self.merges: list[Merge] = []
        self.steps = 0

    def expected(self, key: int) -> int:
        while key in self.edges:
            key = self.edges[key]
        return key

    def now(self) -> datetime:
        self.steps += 1
        return NOON + timedelta(minutes=self.steps)

    @rule(one=st.integers(0, PEOPLE - 1), other=st.integers(0, PEOPLE - 1))
    def merge(self, one: int, other: int) -> None:
        kept, merged = self.expected(self.keys[one]), self.expected(self.keys[other])
        if kept == merged:
            with pytest.raises(MergeIsWrong):
                merge_customers(kept=self.keys[one], merged=self.keys[other], by=self.me, at=self.now())
            return
        merge = merge_customers(kept=self.keys[one], merged=self.keys[other], by=self.me, at=self.now())
        assert (merge.kept_id, merge.merged_id) == (kept, merged)
        self.edges[merged] = kept
        self.merges.append(merge)

    @precondition(lambda self: self.merges)
    @rule(which=st.integers(0, 100))
    def take_back(self, which: int) -> None:
        merge = self.merges.pop(which % len(self.merges))
        unmerge_customers(merge=merge, by=self.me, at=self.now())
        del self.edges[merge.merged_id]
        with pytest.raises(MergeIsWrong, match="already"):
            unmerge_customers(merge=merge, by=self.me, at=self.now())

    @rule(whose=st.integers(0, PEOPLE - 1))
    def add(self, whose: int) -> None:
        contact = Contact.objects.create(customer_id=self.keys[whose], purpose="survey", channel="mail", at=self.now())
        self.added.setdefault("customers.Contact.customer", set()).add((contact.pk, self.keys[whose]))

    @invariant()
    def no_row_is_lost_or_moved(self) -> None:
        if not hasattr(self, "start"):
            return
        present = rows_of_customers()
        for where, rows in self.start.items():
            if where.startswith("customers.ToldApart"):
                continue  # what people decided is remembered, also after it was taken back
            assert present[where] == rows | self.added.get(where, set()), where

    @invariant()
    def each_record_is_shown_where_a_person_expects_it(self) -> None:
        if not hasattr(self, "start"):
            return
        for key in self.keys:
            assert survivor_of(key) == self.expected(key)
            together = {other for other in self.keys if self.expected(other) == self.expected(key)}
            assert set(everyone_of(key)) == together
            assert everyone_of(key)[0] == self.expected(key)
        assert customers().num_rows == len({self.expected(key) for key in self.keys})
        assert len(set(customer_keys(self.keys))) == customers().num_rows

    def teardown(self) -> None:
        for merge in list(getattr(self, "merges", ())):
            unmerge_customers(merge=merge, by=self.me, at=self.now())
        assert not Customer.objects.filter(merged_into__isnull=False).exists()
        transaction.set_rollback(True)
        self.company.__exit__(None, None, None)


@pytest.mark.django_db
def test_any_sequence_of_merging_adding_and_taking_back() -> None:
    run_state_machine_as_test(
        Merging,
        settings=settings(
            max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def record(reference: str, **known: Any) -> Customer:
    return Customer.objects.create(reference=reference, **known)


def test_the_lake_counts_one_person_once_with_all_contracts(firm: Firm) -> None:
    firm.customer.joined_on = NOON.date()
    firm.customer.save()
    again = record(
        "4712", name="E. Yılmaz", value_per_year=100, joined_on="2020-01-01", left=True, left_on="2024-01-01"
    )
    merge = merge_customers(kept=firm.customer.pk, merged=again.pk, by=firm.vera, at=NOON)
    (row,) = customers().to_pylist()
    assert row["value_per_year"] == 500
    assert (str(row["joined_on"]), row["left_on"], row["segment"]) == ("2020-01-01", None, "Privat")
    assert customer_keys([firm.customer.pk, None, again.pk]) == [row["customer_key"], None, row["customer_key"]]
    unmerge_customers(merge=merge, by=firm.vera, at=NOON)
    assert customers().num_rows == 2


def test_the_trail_tells_whose_copies_are_out_of_date(firm: Firm) -> None:
    one, other = record("1"), record("2")
    merge_customers(kept=one.pk, merged=other.pk, by=firm.vera, at=NOON)
    merge = merge_customers(kept=firm.customer.pk, merged=one.pk, by=firm.vera, at=NOON)
    unmerge_customers(merge=merge, by=firm.lea, at=NOON)
    told = list(Entry.objects.filter(act__contains="merge").order_by("pk").values_list("act", "actor", "detail"))
    assert [(act, actor) for act, actor, _ in told] == [
        ("merge_customers", firm.vera.trail_name),
        ("merge_customers", firm.vera.trail_name),
        ("unmerge_customers", firm.lea.trail_name),
    ]
    assert [sorted(detail["customers"]) for *_, detail in told] == [[other.pk], [one.pk, other.pk], [one.pk, other.pk]]


def test_an_export_still_finds_the_record_that_was_merged(firm: Firm) -> None:
    other = record("2")
    merge_customers(kept=firm.customer.pk, merged=other.pk, by=firm.vera, at=NOON)
    assert customers_by_reference(["2"]) == {"2": other.pk}


def test_consents_of_all_records_stay_where_they_were_given(firm: Firm) -> None:
    other = record("2")
    Consent.objects.create(
        customer=other, purpose="survey", channel="mail", verdict="given", ground="consent", proof="form",
        at=NOON, noted_at=NOON,
    )  # fmt: skip
    merge = merge_customers(kept=firm.customer.pk, merged=other.pk, by=firm.vera, at=NOON)
    assert Consent.objects.filter(customer__in=everyone_of(firm.customer.pk)).count() == 1
    unmerge_customers(merge=merge, by=firm.vera, at=NOON)
    assert Consent.objects.get().customer == other
