"""What people want to look at again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, FilteredRelation, Model, Q, QuerySet
from django.utils.timezone import localtime

from kunding.people.models import Person
from kunding.respond.models import Case, Reminder
from kunding.respond.queries.sight import Sight


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
    return sight.cases.filter(pk__in=_due(sight.viewer, at).values("case"))


def reminders_owed(at: datetime) -> QuerySet[Model]:
    """Return the reminders whose person is to be written to now, and those that are done and to be forgotten."""
    return Reminder.objects.filter(act_at__lte=at)


def kept_in(case: Case, *, viewer: Person, at: datetime) -> Kept:
    """Return what the viewer keeps in the case for oneself, by one question."""
    mine = Case.objects.filter(pk=case.pk).annotate(
        written=FilteredRelation("drafts", condition=Q(drafts__by=viewer)),
        reminder=FilteredRelation("reminders", condition=Q(reminders__person=viewer)),
        draft=F("written__text"),
        before=F("written__before"),
        day=F("reminder__day"),
        why=F("reminder__why"),
        done_at=F("reminder__done_at"),
    )
    row = mine.values("draft", "before", "day", "why", "done_at").get()
    return Kept(
        draft=row["draft"] or "",
        before=row["before"] or "",
        day=row["day"],
        why=row["why"] or "",
        due=row["day"] is not None and row["day"] <= localtime(at).date(),
        done=row["done_at"] is not None,
    )


def _due(person: int, at: datetime) -> QuerySet[Reminder]:
    return Reminder.objects.filter(person=person, done_at=None, day__lte=localtime(at).date())
