"""What leads take away can be brought back: templates, labels with their places on cases, earlier promises."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from kunding.people.models import Person
from kunding.respond.models import Case, CaseLabel, Label, ReplyTemplate, Rung, ServiceLevel
from kunding.respond.models.removal import Kept, Removal
from kunding.trail.actions import record

_AT_ONCE = 5_000


class ComesBackNowhere(Exception):
    """What was taken away cannot come back as it was; the text says why and what to do."""


def keep(*, kind: Kept, name: str = "", content: object, by: Person, at: datetime) -> Removal:
    """Keep what is being taken away or replaced; call it inside the transaction of the act."""
    return Removal.objects.create(kind=kind, name=name, content=content, by=by, at=at)


@transaction.atomic
def bring_back(*, removal: Removal, by: Person, at: datetime) -> None:
    """Bring back what was taken away, as it was.

    Raises ComesBackNowhere where it came back before, or something else stands in its place now.
    """
    held = Removal.objects.select_for_update().get(pk=removal.pk)
    if held.back_at is not None:
        raise ComesBackNowhere(gettext("This was brought back already."))
    _WAYS_BACK[held.kind](held.content)
    held.back_by, held.back_at = by, at
    held.save(update_fields=["back_by", "back_at"])
    detail = {"kind": held.kind, "name": held.name}
    record(act="bring_back", actor=by.trail_name, at=at, subject=f"removal:{held.pk}", detail=detail)


def _template_back(kept: Mapping[str, Any]) -> None:
    if ReplyTemplate.objects.filter(name=kept["name"], language=kept["language"]).exists():
        told = {"name": kept["name"]}
        raise ComesBackNowhere(gettext("There is another “%(name)s” now: give that one another name first.") % told)
    ReplyTemplate.objects.create(**kept)


def _label_back(kept: Mapping[str, Any]) -> None:
    ours = {row["id"] for row in kept["labels"]}
    tops = [row for row in kept["labels"] if row["parent_id"] not in ours]
    for top in tops:
        _refuse_where_taken(top)
    Label.objects.bulk_create(Label(**row) for row in _parents_first(kept["labels"], ours))
    cases = set(Case.objects.filter(pk__in=[case for _, case, _, _ in kept["cases"]]).values_list("pk", flat=True))
    people = set(Person.objects.values_list("pk", flat=True))
    rows = (
        CaseLabel(label_id=label, case_id=case, by_id=who if who in people else None, at=datetime.fromisoformat(when))
        for label, case, who, when in kept["cases"]
        if case in cases
    )
    CaseLabel.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)


def _refuse_where_taken(top: Mapping[str, Any]) -> None:
    told = {"name": top["name"]}
    if Label.objects.filter(parent=top["parent_id"], name__iexact=top["name"]).exists():
        raise ComesBackNowhere(gettext("There is another “%(name)s” now: give that one another name first.") % told)
    if top["parent_id"] and not Label.objects.filter(pk=top["parent_id"]).exists():
        raise ComesBackNowhere(gettext("The label above “%(name)s” is gone, too: bring that one back first.") % told)


def _parents_first(rows: Sequence[dict[str, Any]], ours: set[int]) -> list[dict[str, Any]]:
    placed: list[dict[str, Any]] = []
    known: set[int] = set()
    while len(placed) < len(rows):
        left = [row for row in rows if row["id"] not in known]
        fit = [row for row in left if row["parent_id"] in known or row["parent_id"] not in ours]
        placed += fit
        known |= {row["id"] for row in fit}
    return placed


def _promises_back(kept: Sequence[Mapping[str, Any]]) -> None:
    ServiceLevel.objects.all().delete()
    ServiceLevel.objects.bulk_create(ServiceLevel(**row) for row in kept)


def _ladder_back(kept: Sequence[Mapping[str, Any]]) -> None:
    named = {row["person_id"] for row in kept if row["person_id"]}
    if Person.objects.filter(pk__in=named, is_active=True).count() < len(named):
        raise ComesBackNowhere(gettext("Somebody on that ladder has left: write the ladder anew."))
    Rung.objects.all().delete()
    Rung.objects.bulk_create(Rung(**row) for row in kept)


_WAYS_BACK: Mapping[str, Callable[[Any], None]] = {
    Kept.TEMPLATE: _template_back,
    Kept.LABEL: _label_back,
    Kept.PROMISES: _promises_back,
    Kept.LADDER: _ladder_back,
}
