"""The heat map as a table: each square with its words and the address of the cases behind it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kunding.cockpit import wording
from kunding.cockpit.queries.gulfs import Gulf, HeatMap


@dataclass(frozen=True)
class Square:
    """One square; `gulf` is None where nothing went."""

    gulf: Gulf | None
    own: bool  # the unit itself
    link: str
    words: str  # the whole square as a sentence


@dataclass(frozen=True)
class Line:
    """What one unit gave."""

    name: str
    squares: list[Square]


def rows_of(whole: HeatMap) -> dict[str, object]:
    """Return the table (names of the receivers, lines), and the boundaries as a list."""
    return {
        "receivers": [whole.units[key] for key in whole.receivers],
        "lines": [
            Line(whole.units[giver], [_square(whole, giver, receiver) for receiver in whole.receivers])
            for giver in whole.givers
        ],
        "listed": [(gulf, behind(whole, gulf)) for gulf in whole.listed],
        "worst": [whole.units[key] for key in whole.worst.units] if whole.worst else [],
    }


def behind(whole: HeatMap, gulf: Gulf) -> str:
    """Return the address of the cases behind a square; empty where it would single a small unit out."""
    if not gulf.address:
        return ""
    days = {"since": whole.span.since, "until": whole.span.until}
    fields = {"show": "both", "between": gulf.address, **{name: day for name, day in days.items() if day}}
    return f"{reverse('respond:cases')}?{urlencode(fields)}"


def _square(whole: HeatMap, giver: int, receiver: int) -> Square:
    gulf = whole.cells.get((giver, receiver))
    if gulf is None:
        return Square(None, giver == receiver, "", "")
    return Square(gulf, giver == receiver, behind(whole, gulf), _said(gulf))


def _said(gulf: Gulf) -> str:
    between = gettext("From %(giver)s to %(receiver)s:") % {
        "giver": gulf.giver_name,
        "receiver": gulf.receiver_name,
    }
    lost = gettext("%(days)s lost") % {"days": wording.business_days(gulf.days)}
    count = ngettext("%(n)s offer", "%(n)s offers", gulf.count) % {"n": wording.number(gulf.count)}
    words = f"{between} {lost}, {count}"
    if gulf.tried:
        words += ", " + gettext("%(part)s of %(whole)s accepted at the first time") % {
            "part": gulf.at_once,
            "whole": gulf.tried,
        }
    return words
