"""The gulfs between units: how often cases go from one to another, and what is lost on the way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
from django.utils.translation import gettext

from kunding.cockpit.filters import Chosen, Span
from kunding.cockpit.queries.figures import Figure, Row, answers, one, question
from kunding.lake import Ask
from kunding.lake.interval import wilson
from kunding.people.team_figures import TOGETHER, units_together

MOST = 6
LEVELS = 5  # shades of the heat map
_KEYS = ("from_unit_id", "to_unit_id")
ASKED = ("handovers", "days_lost", "accepted_at_first_time", "refused_handovers")


@dataclass(frozen=True)
class Gulf:
    """What went from one unit to another. Keys of units; TOGETHER stands for all small ones."""

    giver: int
    receiver: int
    giver_name: str
    receiver_name: str
    count: int
    days: float  # business days lost
    refused: int
    tried: int  # cases whose first offer was this one, and has ended
    at_once: int  # of these: accepted
    level: int = 0  # shade 1 … LEVELS; 0 where nothing was lost

    @property
    def names(self) -> tuple[tuple[int, str], tuple[int, str]]:
        """Return both units with their names."""
        return (self.giver, self.giver_name), (self.receiver, self.receiver_name)

    @property
    def address(self) -> str:
        """Return the filter of the inbox that shows these cases; empty where small units are shown as one."""
        return "" if TOGETHER in (self.giver, self.receiver) else f"{self.giver},{self.receiver}"


@dataclass(frozen=True)
class Boundary:
    """What two units lose between them, both ways."""

    units: tuple[int, int]
    count: int
    days: float
    at_once: Figure


@dataclass(frozen=True)
class HeatMap:
    """All boundaries; rows are givers, columns receivers, those who lose most first."""

    units: Mapping[int, str]  # key → name
    givers: list[int]
    receivers: list[int]
    cells: Mapping[tuple[int, int], Gulf]
    worst: Boundary | None
    most_days: float  # of one cell
    count: int
    at_once: Figure
    without_owner: int  # must be 0
    span: Span
    at: datetime

    @property
    def listed(self) -> list[Gulf]:
        """Return the boundaries as a list, the dearest first."""
        return sorted(self.cells.values(), key=lambda gulf: (-gulf.days, -gulf.count))


def gulf_question(picked: Chosen, span: Span) -> Ask:
    """Return what must be asked for the boundaries."""
    return question(ASKED, picked, span, by=("from_unit", "to_unit"))


def gulfs(rows: Sequence[Row]) -> list[Gulf]:
    """Return the boundaries at which most is lost; small units are shown as one."""
    found = _folded(rows, units_together()).values()
    return sorted(found, key=lambda gulf: (-gulf.days, -gulf.count))[:MOST]


def heat_map(picked: Chosen, *, at: datetime, today: date) -> HeatMap:
    """Return all boundaries in the chosen period."""
    span = picked.span(today=today)
    check = question(("cross_department_without_owner",), picked, Span(None, None), at=at)
    found = answers({"gulfs": gulf_question(picked, span), "check": check})
    cells = _folded(found["gulfs"], units_together())
    most = max((gulf.days for gulf in cells.values()), default=0.0)
    shaded = {pair: replace(gulf, level=_level(gulf.days, most)) for pair, gulf in cells.items()}
    return HeatMap(
        units={key: name for gulf in cells.values() for key, name in gulf.names},
        givers=_order(shaded, 0),
        receivers=_order(shaded, 1),
        cells=shaded,
        worst=_worst(shaded.values()),
        most_days=most,
        count=sum(gulf.count for gulf in shaded.values()),
        at_once=_share(shaded.values()),
        without_owner=int(one(found["check"]).get("cross_department_without_owner") or 0),
        span=span,
        at=at,
    )


def _folded(rows: Sequence[Row], small: frozenset[int]) -> dict[tuple[int, int], Gulf]:
    """Return the boundaries by pair of units, small units as one; what is lost within these is left out."""
    found: dict[tuple[int, int], Gulf] = {}
    for row in rows:
        giver, receiver = (TOGETHER if row[key] in small else int(row[key] or 0) for key in _KEYS)
        if giver == receiver or not row["handovers"]:
            continue
        new = _gulf(giver, receiver, row)
        found[giver, receiver] = _added(found[giver, receiver], new) if (giver, receiver) in found else new
    return found


def _gulf(giver: int, receiver: int, row: Row) -> Gulf:
    tried = int(row["accepted_at_first_time_n"] or 0)
    return Gulf(
        giver=giver,
        receiver=receiver,
        giver_name=_name(giver, row["from_unit"]),
        receiver_name=_name(receiver, row["to_unit"]),
        count=int(row["handovers"]),
        days=float(row["days_lost"] or 0.0),
        refused=int(row["refused_handovers"]),
        tried=tried,
        at_once=round((row["accepted_at_first_time"] or 0.0) * tried),
    )


def _name(key: int, name: str | None) -> str:
    return gettext("Small units together") if key == TOGETHER else name or "–"


def _added(one_: Gulf, other: Gulf) -> Gulf:
    return replace(
        one_,
        count=one_.count + other.count,
        days=one_.days + other.days,
        refused=one_.refused + other.refused,
        tried=one_.tried + other.tried,
        at_once=one_.at_once + other.at_once,
    )


def _level(days: float, most: float) -> int:
    return int(np.ceil(LEVELS * days / most)) if days and most else 0


def _order(cells: Mapping[tuple[int, int], Gulf], side: int) -> list[int]:
    lost: dict[int, float] = defaultdict(float)
    for pair, gulf in cells.items():
        lost[pair[side]] += gulf.days
    return sorted(lost, key=lambda unit: (unit == TOGETHER, -lost[unit], unit))


def _worst(found: Iterable[Gulf]) -> Boundary | None:
    both: dict[tuple[int, int], list[Gulf]] = defaultdict(list)
    for gulf in found:
        both[min(gulf.giver, gulf.receiver), max(gulf.giver, gulf.receiver)].append(gulf)
    sides = max(both.values(), key=lambda pair: sum(gulf.days for gulf in pair), default=[])
    days = sum(gulf.days for gulf in sides)
    if not days:
        return None
    dearest = max(sides, key=lambda gulf: gulf.days)
    return Boundary((dearest.giver, dearest.receiver), sum(gulf.count for gulf in sides), days, _share(sides))


def _share(found: Iterable[Gulf]) -> Figure:
    pairs = [(gulf.at_once, gulf.tried) for gulf in found]
    at_once, tried = sum(part for part, _ in pairs), sum(whole for _, whole in pairs)
    if not tried:
        return Figure(None, 0)
    low, high = wilson(np.array([at_once / tried]), np.array([float(tried)]))
    return Figure(at_once / tried, tried, float(low[0]), float(high[0]))
