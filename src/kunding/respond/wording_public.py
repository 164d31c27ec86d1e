"""What a customer reads about the own matter, in the active language; colleagues' notes and next steps never."""

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext

NEAR = timedelta(days=6)  # up to here the weekday alone is clear


def where_it_lies(*, unit: str, owner: str) -> str:
    """Return who takes care of it; owner: "" where names are not shown."""
    if owner:
        return gettext("Your matter is with %(name)s (%(unit)s).") % {"name": owner, "unit": unit}
    return gettext("Your matter is with our team “%(unit)s”.") % {"unit": unit}


def until_when(*, answered: bool, due_at: datetime, at: datetime, lead_knows: bool) -> str:
    """Return what is promised until when, or that we did not keep it."""
    when = {"when": moment_words(due_at, at=at)}
    if at <= due_at:
        if answered:
            return gettext("You will know what we decided by %(when)s.") % when
        return gettext("You will have an answer by %(when)s.") % when
    late = gettext("We wanted to answer you by %(when)s. We have not managed to, and we are sorry.") % when
    return " ".join([late, gettext("The team lead knows.")]) if lead_knows else late


def what_comes_next(state: str) -> str:
    """Return what happens next, said to the customer."""
    return {
        "received": gettext("Next, we read what you told us."),
        "acknowledged": gettext("Next, we look into what happened."),
        "assessed": gettext("Next, we look into what happened."),
        "in_work": gettext("Next, we find a solution and tell you."),
        "decided": gettext("We have decided. Next, we tell you how."),
        "told": gettext("Next, it is your turn: is it solved?"),
        "reopened": gettext("Next, we look into what is still missing."),
        "closed": gettext("If something is still missing, open it again below."),
    }[state]


def answered_on(at: datetime, *, now: datetime) -> str:
    """Return since when the customer has our answer."""
    return gettext("You have had our answer since %(when)s.") % {"when": moment_words(at, at=now)}


def how_it_ended(*, answered_at: datetime | None, solved: str, unreachable: bool, now: datetime) -> str:
    """Return why a closed matter is closed."""
    if solved == "yes":
        return gettext("You told us that it is solved. Thank you!")
    if answered_at is not None:
        return answered_on(answered_at, now=now)
    if unreachable:
        return gettext("We could not reach you.")
    return gettext("We have read your message.")


def channel_words(channel: str) -> str:
    """Return how the customer came to us."""
    return {
        "mail": gettext("You wrote to us"),
        "phone": gettext("You called us"),
        "letter": gettext("You sent us a letter"),
        "shop": gettext("You came to see us"),
        "review": gettext("You rated us"),
        "survey": gettext("You answered our questions"),
        "note": gettext("You told us"),
    }.get(channel, gettext("You wrote to us"))


def moment_words(moment: datetime, *, at: datetime) -> str:
    """Return a moment as people say it, in local time: "Wednesday, 2 PM", with the date where it is far away."""
    local, now = localtime(moment), localtime(at)
    return gettext("%(day)s, %(time)s") % {"day": _day(local, now), "time": _time(local)}


def _day(local: datetime, now: datetime) -> str:
    days = (local.date() - now.date()).days
    if days in {-1, 0, 1}:
        return {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}[days]
    near = timedelta(0) < local - now < NEAR
    # The formats are Django's, see its documentation of `date`.
    day = pgettext("date format, near", "l") if near else pgettext("date format, far", "l, j F")
    words = date_format(local, day)
    return words if local.year == now.year else f"{words} {local.year}"


def _time(local: datetime) -> str:
    if local.minute:
        return date_format(local, pgettext("time format", "g:i A"))
    return date_format(local, pgettext("time format, full hour", "g A"))
