"""The records of one person: which belong together, and under which one they are shown."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from kunding.customers.models import Customer, Merge


def survivor_of(customer: int) -> int:
    """Return the record under which this one is shown; itself where it was not merged."""
    return Customer.objects.filter(pk=customer).values_list("merged_into", flat=True).first() or customer


def everyone_of(customer: int) -> list[int]:
    """Return the keys of all records of the same person, the one that is shown first.

    What a room above knows of a customer, it asks with these: `Case.objects.filter(customer__in=everyone_of(key))`.
    In a join, `Coalesce("customer__merged_into", "customer")` names the record that is shown.
    """
    shown = survivor_of(customer)
    return [shown, *Customer.objects.filter(merged_into=shown).order_by("pk").values_list("pk", flat=True)]


def survivors_of(customers: Iterable[int]) -> dict[int, int]:
    """Return each of these records → the one that is shown."""
    keys = list(customers)
    merged = Customer.objects.filter(pk__in=keys, merged_into__isnull=False).values_list("pk", "merged_into_id")
    return {key: key for key in keys} | dict(merged)


def records_of(people: Iterable[int]) -> dict[int, int]:
    """Return every record of these people (as they are shown) → the person."""
    shown = set(people)
    merged = Customer.objects.filter(merged_into__in=shown).values_list("pk", "merged_into_id")
    return {person: person for person in shown} | dict(merged)


def survivors_of_merged() -> dict[int, int]:
    """Return each merged record → the one that is shown; few records are merged, so this is small."""
    merged = Customer.objects.filter(merged_into__isnull=False)
    return dict(merged.values_list("pk", "merged_into_id"))


def merges_in_force(records: Iterable[int]) -> QuerySet[Merge]:
    """Return the merges among these records that nobody took back."""
    keys = list(records)
    return Merge.objects.filter(Q(merged__in=keys) | Q(kept__in=keys), undone_at=None).order_by("pk")
