"""What people want to look at again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, FilteredRelation, Model, Q, QuerySet
from django.utils.timezone import localtime

from kunding.people.models import Person
from kunding.respond.models import Case, Reminder
from kunding.respond.queries.parts import GOES_ON_IN, whole_of
from kunding.respond.queries.sight import Sight

_NOTHING: Mapping[str, Any] = {"draft": "", "before": "", "day": None, "why": "", "done_at": None}


@dataclass(frozen=True)
class Kept:
    """What somebody keeps in a case for oneself: a draft with the words before a proposal, and a reminder."""

    draft: str
    before: str
    day: date | None  # of the reminder; None where there is none
    why: str
    due: bool  # the day has come
    done: bool  # and can be taken back for a while


def reminded_cases(sight: Sight, *, at: datetime) -> QuerySet[Case]:
    """Return the cases that the viewer wanted to look at again today or before, as far as they may still see them."""
    due = Reminder.objects.filter(person=sight.viewer, done_at=None, day__lte=localtime(at).date())
    return sight.cases.filter(pk__in=due.annotate(goes_on_in=GOES_ON_IN).values("goes_on_in"))


def reminders_owed(at: datetime) -> QuerySet[Model]:
    """Return the reminders whose person is to be written to now, and those that are done and to be forgotten."""
    return Reminder.objects.filter(act_at__lte=at)


def kept_in(case: Case, *, viewer: Person, at: datetime) -> Kept:
    """Return what the viewer keeps in the case, and in those that were merged into it, by one question."""
    mine = Case.objects.filter(pk__in=whole_of(case)).annotate(
        written=FilteredRelation("drafts", condition=Q(drafts__by=viewer)),
        reminder=FilteredRelation("reminders", condition=Q(reminders__person=viewer)),
        draft=F("written__text"),
        before=F("written__before"),
        written_at=F("written__at"),
        day=F("reminder__day"),
        why=F("reminder__why"),
        done_at=F("reminder__done_at"),
    )
    rows = list(mine.values("pk", "draft", "before", "written_at", "day", "why", "done_at"))
    # The own draft first; one that was begun in a case before that was merged into this one is not lost.
    drafts = [row for row in rows if row["draft"] is not None]
    draft = max(drafts, key=lambda row: (row["pk"] == case.pk, row["written_at"]), default=_NOTHING)
    reminders = [row for row in rows if row["day"] is not None]
    reminder = min(reminders, key=lambda row: (row["done_at"] is not None, row["day"]), default=_NOTHING)
    day = reminder["day"]
    return Kept(
        draft=draft["draft"],
        before=draft["before"],
        day=day,
        why=reminder["why"],
        due=day is not None and day <= localtime(at).date(),
        done=reminder["done_at"] is not None,
    )
