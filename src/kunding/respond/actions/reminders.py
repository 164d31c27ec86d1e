"""Reminders for oneself. They are private like drafts and leave no entry in the trail: it forgets nothing, and who
wants to look at what again is nobody's business.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext

from kunding.people.models import Person
from kunding.people.queries import company
from kunding.respond.actions.letters import remind_colleague
from kunding.respond.models import Case, Reminder
from kunding.respond.queries.parts import standing, whole_of
from kunding.respond.queries.reminders import reminders_owed
from kunding.respond.queries.routes import company_hours
from kunding.respond.queries.sight import visible_cases
from kunding.respond.rules.reminders import KEPT_FOR, MOST_DAYS, opening_from


class ReminderIsWrong(Exception):
    """The reminder cannot be set so; the text says why."""


@transaction.atomic
def remind_me(*, case: Case, person: Person, day: date, why: str = "", at: datetime) -> Reminder:
    """Remind the person of the case on this day, or on the next business day; takes the place of an earlier reminder.

    Owner, due date and state of the case stay as they are. Raises ReminderIsWrong where the day is past or far away.
    """
    today = localtime(at).date()
    if day <= today:
        raise ReminderIsWrong(gettext("Choose a day that is still to come."))
    if day > today + timedelta(days=MOST_DAYS):
        raise ReminderIsWrong(gettext("Choose a day within the next two years."))
    opening = _opening(person, day)
    values = {"day": opening.date(), "why": why.strip()[:200], "set_at": at, "done_at": None, "act_at": opening}
    Reminder.objects.filter(case__in=whole_of(case), person=person).exclude(case=case).delete()
    return Reminder.objects.update_or_create(case=case, person=person, defaults=values)[0]


def reminder_done(*, case: Case, person: Person, at: datetime) -> int:
    """The person has looked, or need not any more; it can be taken back for a day. Return whether there was one."""
    mine = Reminder.objects.filter(case__in=whole_of(case), person=person, done_at=None)
    return mine.update(done_at=at, act_at=at + KEPT_FOR)


@transaction.atomic
def reminder_back(*, case: Case, person: Person, at: datetime) -> int:
    """Take back that it is done; return whether there was something to take back."""
    done = Reminder.objects.select_for_update().filter(case__in=whole_of(case), person=person, done_at__isnull=False)
    for one in done:
        opening = _opening(person, one.day)
        one.done_at, one.act_at = None, opening if opening > at else None
        one.save(update_fields=["done_at", "act_at"])
    return len(done)


@transaction.atomic
def remind(*, keys: Sequence[int], at: datetime) -> int:
    """Write to the people who are to be reminded now, and forget what is done; return how many were written to.

    After an outage each is written to once; a repeat writes to nobody. Whoever left, or may not see the case any more,
    is not written to.
    """
    owed = reminders_owed(at).filter(pk__in=keys)
    Reminder.objects.filter(pk__in=owed.values("pk"), done_at__isnull=False).delete()
    waiting = Reminder.objects.select_for_update(of=("self",)).filter(pk__in=keys, act_at__lte=at)
    told = [one for one in waiting.select_related("case__merged_into", "person__unit") if _is_to_be_told(one, at)]
    for one in told:
        word = f"{one.day.isoformat()} {one.set_at.isoformat()}"
        remind_colleague(case=standing(one.case), person=one.person, word=word, at=at)
    Reminder.objects.filter(pk__in=keys, done_at=None, act_at__lte=at).update(act_at=None)
    return len(told)


def _is_to_be_told(reminder: Reminder, at: datetime) -> bool:
    person = reminder.person
    return person.is_active and visible_cases(person, at=at).filter(pk=standing(reminder.case).pk).exists()


def _opening(person: Person, day: date) -> datetime:
    """When the person's unit begins to work on that day, or on the next one on which it works."""
    state = person.unit.state if person.unit else ""
    return opening_from(day, hours=company_hours(company(), state=state))
