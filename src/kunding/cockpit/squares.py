"""The heat map as a table: each square with its words and the address of the cases behind it."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from kunding.cockpit import wording
from kunding.cockpit.filters import Chosen
from kunding.cockpit.links import to_gulf
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


def rows_of(whole: HeatMap, picked: Chosen) -> dict[str, object]:
    """Return the table (names of the receivers, lines), and the boundaries as a list."""
    return {
        "receivers": [whole.units[key] for key in whole.receivers],
        "lines": [
            Line(whole.units[giver], [_square(whole, picked, giver, receiver) for receiver in whole.receivers])
            for giver in whole.givers
        ],
        "listed": [(gulf, to_gulf(gulf, picked, whole.span)) for gulf in whole.listed],
        "worst": [whole.units[key] for key in whole.worst.units] if whole.worst else [],
    }


def _square(whole: HeatMap, picked: Chosen, giver: int, receiver: int) -> Square:
    gulf = whole.cells.get((giver, receiver))
    if gulf is None:
        return Square(None, giver == receiver, "", "")
    return Square(gulf, giver == receiver, to_gulf(gulf, picked, whole.span), _said(gulf))


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
