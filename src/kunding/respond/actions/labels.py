"""Labels: words for sorting cases, which stand below each other."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from kunding.people.models import Person
from kunding.respond.actions.acts import tell
from kunding.respond.actions.removals import keep
from kunding.respond.models import Case, CaseLabel, Label
from kunding.respond.models.removal import Kept, Removal
from kunding.respond.queries.labels import below
from kunding.trail.actions import record

DEEPEST = 5


class LabelIsWrong(Exception):
    """The label cannot be kept so; the text says why."""


@transaction.atomic
def create_label(*, name: str, parent: Label | None, by: Person, at: datetime) -> Label:
    """Create a label below another one, or at the top; raises LabelIsWrong."""
    label = Label.objects.create(name=_free_name(name, parent), parent=parent)
    record(act="create_label", actor=by.trail_name, at=at, subject=f"label:{label.pk}", detail={"name": label.name})
    return label


@transaction.atomic
def change_label(*, label: Label, name: str, parent: Label | None, by: Person, at: datetime) -> Label:
    """Give a label another name or place; raises LabelIsWrong where it would stand below itself."""
    if parent is not None and parent.pk in below([label.pk]):
        raise LabelIsWrong(gettext("A label cannot stand below itself."))
    was, label.name, label.parent = label.name, _free_name(name, parent, but=label), parent
    label.save()
    record(
        act="change_label",
        actor=by.trail_name,
        at=at,
        subject=f"label:{label.pk}",
        detail={"was": was, "name": label.name},
    )
    return label


@transaction.atomic
def delete_label(*, label: Label, by: Person, at: datetime) -> Removal:
    """Take a label and those below it away, also from all cases; `bring_back` brings all of it back."""
    keys = below([label.pk])
    tree = list(Label.objects.filter(pk__in=keys).values("id", "name", "parent_id"))
    places = CaseLabel.objects.filter(label__in=keys).values_list("label", "case", "by", "at")
    kept = {"labels": tree, "cases": [[one, case, who, when.isoformat()] for one, case, who, when in places]}
    record(act="delete_label", actor=by.trail_name, at=at, subject=f"label:{label.pk}", detail={"name": label.name})
    label.delete()
    return keep(kind=Kept.LABEL, name=label.name, content=kept, by=by, at=at)


@transaction.atomic
def set_labels(*, case: Case, labels: Sequence[Label], by: Person, at: datetime) -> None:
    """Let the case have these labels and no others."""
    had = set(case.labels.values_list("label", flat=True))
    wanted = {label.pk for label in labels}
    case.labels.filter(label__in=had - wanted).delete()
    _put(case, labels, had, by, at)
    if had != wanted:
        tell("label_case", {case.pk: case}, by=by, at=at, labels=sorted(label.name for label in labels))


@transaction.atomic
def add_label(*, case: Case, label: Label, by: Person, at: datetime) -> bool:
    """Give the case one more label; return whether it was without it."""
    had = set(case.labels.values_list("label", flat=True))
    if label.pk in had:
        return False
    _put(case, [label], had, by, at)
    tell("label_case", {case.pk: case}, by=by, at=at, labels=sorted(one.label.name for one in _labels_of(case)))
    return True


def _labels_of(case: Case) -> list[CaseLabel]:
    return list(CaseLabel.objects.filter(case=case).select_related("label"))


def _put(case: Case, labels: Sequence[Label], had: set[int], by: Person, at: datetime) -> None:
    rows = [CaseLabel(case=case, label=label, by=by, at=at) for label in labels if label.pk not in had]
    CaseLabel.objects.bulk_create(rows, ignore_conflicts=True)


def _free_name(name: str, parent: Label | None, *, but: Label | None = None) -> str:
    word = " ".join(name.split())
    if not word or len(word) > 60:
        raise LabelIsWrong(gettext("A label has a name of 1 to 60 characters."))
    others = Label.objects.filter(parent=parent, name__iexact=word)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise LabelIsWrong(gettext("There is a label “%(name)s” in this place already.") % {"name": word})
    if parent is not None and _depth(parent) >= DEEPEST:
        raise LabelIsWrong(gettext("Labels stand at most %(depth)s below each other.") % {"depth": DEEPEST})
    return word


def _depth(label: Label) -> int:
    depth, above = 1, label.parent
    while above is not None and depth <= DEEPEST:
        depth, above = depth + 1, above.parent
    return depth
