"""Says that two records are one customer, and takes it back. No row of any room moves, so nothing can be lost."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from kunding.customers.models import Customer, Merge, ToldApart
from kunding.customers.queries.one_person import everyone_of, merges_in_force, survivor_of
from kunding.customers.rules.merging import part_under, survivors
from kunding.people.models import Person
from kunding.trail.actions import record


class MergeIsWrong(Exception):
    """The records cannot be merged, or the merge cannot be taken back; the text says why."""


@transaction.atomic
def merge_customers(*, kept: int, merged: int, by: Person, at: datetime) -> Merge:
    """Show the record `merged`, with all that was merged into it, under `kept` from now on."""
    into, part = survivor_of(kept), survivor_of(merged)
    if into == part:
        raise MergeIsWrong(gettext("These two are one customer already."))
    _hold(into, part)
    moving = everyone_of(part)
    merge = Merge.objects.create(kept_id=into, merged_id=part, by=by, at=at)
    Customer.objects.filter(pk__in=moving).update(merged_into=into)
    _tell("merge_customers", merge, moving, by, at)
    return merge


@transaction.atomic
def unmerge_customers(*, merge: Merge, by: Person, at: datetime) -> None:
    """Take one merge back, whichever was made before or after it; the two are not suggested again.

    Each record has the rows again that it always had; what came since stays with the record that it came to.
    """
    shown = survivor_of(merge.merged_id)
    _hold(shown)
    merge.refresh_from_db()
    if merge.undone_at is not None:
        raise MergeIsWrong(gettext("This was taken back already."))
    edges = dict(merges_in_force(everyone_of(shown)).values_list("merged", "kept"))
    moving = part_under(merge.merged_id, edges.items())
    del edges[merge.merged_id]
    merge.undone_by, merge.undone_at = by, at
    merge.save(update_fields=["undone_by", "undone_at"])
    _show_under(moving, survivors(edges.items()))
    _remember_apart(merge.kept_id, merge.merged_id, by, at)
    _tell("unmerge_customers", merge, sorted(moving), by, at)


@transaction.atomic
def tell_apart(*, one: int, other: int, by: Person, at: datetime) -> ToldApart:
    """Remember that these two records are not the same customer; `forget_apart` takes it back."""
    if one == other:
        raise MergeIsWrong(gettext("A customer cannot be told apart from itself."))
    apart = _remember_apart(one, other, by, at)
    record(act="tell_customers_apart", actor=by.trail_name, at=at, subject=f"customer:{one}", detail={"other": other})
    return apart


@transaction.atomic
def forget_apart(*, apart: ToldApart, by: Person, at: datetime) -> None:
    """Take back that two records are not the same: they may be suggested again."""
    detail = {"other": apart.other_id}
    record(act="forget_apart", actor=by.trail_name, at=at, subject=f"customer:{apart.one_id}", detail=detail)
    apart.delete()


def _hold(*shown: int) -> None:
    """Let nobody else merge these at the same time."""
    held = Customer.objects.select_for_update().filter(pk__in=shown).order_by("pk")
    if [row.merged_into_id for row in held] != [None] * len(shown):
        raise MergeIsWrong(gettext("Somebody else merged one of them at this moment. Please look again."))


def _show_under(records: set[int], shown: dict[int, int]) -> None:
    for key in records:
        Customer.objects.filter(pk=key).update(merged_into=shown.get(key))


def _remember_apart(one: int, other: int, by: Person, at: datetime) -> ToldApart:
    low, high = sorted((one, other))
    return ToldApart.objects.get_or_create(one_id=low, other_id=high, defaults={"by": by, "at": at})[0]


def _tell(act: str, merge: Merge, moving: list[int], by: Person, at: datetime) -> None:
    # Copies of what these records' rows say of their customer are out of date now.
    detail = {"merge": merge.pk, "merged": merge.merged_id, "customers": moving}
    record(act=act, actor=by.trail_name, at=at, subject=f"customer:{merge.kept_id}", detail=detail)
