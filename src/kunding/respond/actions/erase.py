"""Takes away what was written in a person's cases (GDPR Art. 17): when and how they went stays, words do not."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from kunding.people.models import Person
from kunding.respond.actions.acts import tell
from kunding.respond.belongings import Matters
from kunding.respond.models import (
    Answer,
    Case,
    Closure,
    Decision,
    Draft,
    Enclosure,
    Goodwill,
    Handover,
    HandoverOutcome,
    Note,
    Outgoing,
    Presence,
    Reminder,
    Reopening,
    SavedView,
    State,
    Task,
    Verdict,
)
from kunding.respond.models.wish import Wish
from kunding.respond.queries.saved import views_naming

NOTHING = "–"  # where the database wants a word


@transaction.atomic
def erase_matters(*, matters: Matters, names: Sequence[str], by: Person | None, at: datetime) -> dict[str, int]:
    """Blank all that was written in these cases, close those that are open, and return how much there was of each.

    names: words that name the person; saved views that look for them go, too.
    """
    of = Q(case__in=matters.cases)
    _tell_each(matters, by, at)
    counts = {"cases": len(matters.cases), "closed": _close(matters, by, at)}
    counts |= _delete(matters, of)
    counts["answers"] = Answer.objects.filter(of).update(text="")
    counts["verdicts"] = Verdict.objects.filter(of).update(why="")
    counts["goodwill"] = Goodwill.objects.filter(of).update(what=NOTHING, decided_because="")
    _blank_aside(of, at)
    counts["views"] = SavedView.objects.filter(pk__in=views_naming(names)).delete()[0]
    Case.objects.filter(pk__in=matters.cases).update(customer=None, next_step="", escalate_at=None)
    _blank_what_merges_keep(matters)
    return counts


def _tell_each(matters: Matters, by: Person | None, at: datetime) -> None:
    handed = Handover.objects.filter(case__in=matters.cases).values_list("case", "at")
    for case in Case.objects.filter(pk__in=matters.cases).order_by("pk"):
        months = sorted({f"{moment:%Y-%m}" for key, moment in handed if key == case.pk})
        tell("erase_case", {case.pk: case}, by=by or "command", at=at, handover_months=months)


def _close(matters: Matters, by: Person | None, at: datetime) -> int:
    """Close what is open: nobody is left to be answered."""
    waiting = Case.objects.select_for_update().filter(pk__in=matters.cases).exclude(state=State.CLOSED)
    because = gettext("The customer’s data were erased at their request.")
    closures = [Closure(case=case, round=case.round, unreachable_because=because, by=by, at=at) for case in waiting]
    Closure.objects.bulk_create(closures)
    Case.objects.filter(pk__in=[closure.case_id for closure in closures]).update(
        state=State.CLOSED, next_step="", escalate_at=None
    )
    return len(closures)


def _delete(matters: Matters, of: Q) -> dict[str, int]:
    """Delete what serves nothing without its words."""
    rows = {
        "letters": Outgoing.objects.filter(pk__in=matters.letters),
        "enclosures": Enclosure.objects.filter(answer__case__in=matters.cases),
        "notes": Note.objects.filter(of),
        "drafts": Draft.objects.filter(of),
        "reminders": Reminder.objects.filter(of),
    }
    counts = {kind: found.count() for kind, found in rows.items()}
    for found in rows.values():
        found.delete()
    Presence.objects.filter(of).delete()
    Wish.objects.filter(of).delete()
    return counts


def _blank_what_merges_keep(matters: Matters) -> None:
    """Leave of a case without its parts the promises alone: taken apart, it must find them."""
    for case in Case.objects.filter(pk__in=matters.cases, alone__isnull=False):
        kept = case.alone or {}
        blank = {**kept, "next_step": "", "terms": {**kept["terms"], "customer": None}}
        Case.objects.filter(pk=case.pk).update(alone=blank)


def _blank_aside(of: Q, at: datetime) -> None:
    Decision.objects.filter(of).update(reason="")
    Decision.objects.filter(of).exclude(recourse="").update(recourse=NOTHING)
    told = Closure.objects.filter(of).exclude(unreachable_because="")
    told.filter(at__lt=at).update(unreachable_because=NOTHING)
    Reopening.objects.filter(of).update(because=NOTHING)
    Handover.objects.filter(of, outcome=HandoverOutcome.OFFERED).update(
        outcome=HandoverOutcome.WITHDRAWN, settled_at=at
    )
    Handover.objects.filter(of).update(reason=NOTHING)
    Handover.objects.filter(of).exclude(settled_because="").update(settled_because=NOTHING)
    Task.objects.filter(of, withdrawn_at__isnull=False, noted_at=None).update(noted_at=at)
    Task.objects.filter(of, withdrawn_at=None, done_at=None).update(done_at=at)
    Task.objects.filter(of).update(what=NOTHING, result="")
