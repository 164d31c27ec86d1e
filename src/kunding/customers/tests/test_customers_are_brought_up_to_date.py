from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest

from kunding.customers.actions import receive_customers
from kunding.customers.models import Customer, Identity
from kunding.customers.queries import customers_by_identity
from kunding.people.batches import Outcome
from kunding.trail.models import Entry

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ADA: dict[str, object] = {
    "reference": "K1", "name": "Ada Kaya", "email": "ada@example.org", "phone": "0341 12-34", "segment": "privat",
    "value_per_year": 358.2, "joined_on": date(2020, 1, 1), "left": None, "left_on": None, "extra": '{"gender":"f"}',
}  # fmt: skip


def receive(*rows: dict[str, object]) -> Outcome:
    return receive_customers(rows=pl.DataFrame(rows, infer_schema_length=None), at=NOW)


@pytest.mark.django_db
class TestCustomers:
    def test_are_stored_with_their_value_and_found_by_address_and_phone(self) -> None:
        assert receive(ADA) == Outcome(1, 0)
        ada = Customer.objects.get()
        assert (ada.value_per_year, ada.left, ada.extra) == (Decimal("358.20"), False, {"gender": "f"})
        assert customers_by_identity(["ADA@example.org", "+49 341", "(0341) 1234", ""]) == {
            "ADA@example.org": ada.pk,
            "(0341) 1234": ada.pk,
        }

    def test_say_nothing_new_the_second_time(self) -> None:
        receive(ADA)
        assert receive(ADA, ADA) == Outcome(0, 2)
        assert (Customer.objects.count(), Identity.objects.count(), Entry.objects.count()) == (1, 2, 1)

    def test_change_where_the_export_says_something_else_and_keep_what_it_leaves_empty(self) -> None:
        receive(ADA)
        assert receive({"reference": "K1", "segment": "gewerblich", "email": "", "value_per_year": None}) == Outcome(
            1, 0
        )
        ada = Customer.objects.get()
        assert (ada.segment, ada.email, ada.value_per_year) == ("gewerblich", "ada@example.org", Decimal("358.20"))

    def test_leave_and_come_back(self) -> None:
        receive(ADA, {**ADA, "reference": "K2", "left": True, "left_on": date(2026, 1, 31)})
        assert Customer.objects.get(reference="K2").left_on == date(2026, 1, 31)
        assert receive({"reference": "K2", "left": False}) == Outcome(1, 0)
        back = Customer.objects.get(reference="K2")
        assert (back.left, back.left_on) == (False, None)

    def test_who_share_an_address_stay_two_and_the_first_keeps_it(self) -> None:
        assert receive(ADA, {**ADA, "reference": "K2"}) == Outcome(2, 0)
        assert Identity.objects.get(kind="email").customer.reference == "K1"
