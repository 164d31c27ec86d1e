"""What happened in a case as sentences to a person, in the active language."""

from datetime import datetime, timedelta

from babel.dates import format_datetime
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext

from kunding.respond.queries.history import Happening


def head(one: Happening) -> str:
    """Return what happened, without the words that were said."""
    names = {"who": one.who}
    if one.kind in {"closed", "reopened"}:
        return _ours_or_theirs(one)
    return {
        "said": lambda: gettext("The customer said"),
        "answered": lambda: gettext("%(who)s answered") % names,
        "decided": lambda: gettext("%(who)s told the decision") % names,
        "judged": lambda: gettext("The customer’s verdict: is it solved? %(who)s.") % names,
        "offered": lambda: gettext("Offered: %(who)s") % names,
        "accepted": lambda: gettext("%(who)s accepted it") % names,
        "refused": lambda: gettext("%(who)s refused it") % names,
        "withdrawn": lambda: gettext("The offer to %(who)s was withdrawn") % names,
        "lapsed": lambda: gettext("%(who)s did not answer in time") % names,
    }[one.kind]()


def left(time: timedelta) -> str:
    """Return how much business time is left, or by how much it is late, as in “3 h 20 min”.

    >>> left(timedelta(hours=3, minutes=20))
    '3 h 20 min'
    """
    minutes = abs(int(time.total_seconds() // 60))
    if minutes >= 16 * 60:
        # A day of business has eight hours.
        days = round(minutes / 480)
        return ngettext("%(days)s business day", "%(days)s business days", days) % {"days": days}
    hours, rest = divmod(minutes, 60)
    words = {"hours": hours, "minutes": rest}
    if hours == 0:
        return gettext("%(minutes)s min") % words
    return gettext("%(hours)s h %(minutes)s min") % words if rest else gettext("%(hours)s h") % words


def moment(value: datetime) -> str:
    """Return a moment as Mi., 4. Nov., 14:00 or Wed 4 Nov, 14:00."""
    german = (get_language() or "en").startswith("de")
    pattern, locale = ("EEE, d. MMM, HH:mm", "de_DE") if german else ("EEE d MMM, HH:mm", "en_GB")
    return format_datetime(localtime(value), format=pattern, tzinfo=None, locale=locale)


def _ours_or_theirs(one: Happening) -> str:
    if one.kind == "closed":
        return (
            gettext("%(who)s closed it") % {"who": one.who} if one.who else gettext("Closed: the customer is content")
        )
    return gettext("%(who)s opened it again") % {"who": one.who} if one.who else gettext("Not solved: open again")
