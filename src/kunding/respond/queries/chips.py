"""What a figure counted from which somebody came to the inbox: each filter in words, and the address without it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext

from kunding.journeys.models import Journey, Touchpoint
from kunding.respond.queries.wanted import Wanted
from kunding.understand.models import Theme


@dataclass(frozen=True)
class Chip:
    """One filter that has no field of its own on the page."""

    words: str
    without: str  # the address of the list without it
    since: date | None = None
    until: date | None = None


def chips(pick: Wanted, *, units: Mapping[int, str]) -> list[Chip]:
    """Return the filters of a figure; `units` names the units by key."""
    named = [Chip(words, _without(pick, name)) for name, words in _words(pick) if getattr(pick, name) not in (None, "")]
    return [*named, *_days(pick, units)]


def hidden(pick: Wanted) -> list[tuple[str, str]]:
    """Return names and values of the filters that the form of the page carries along unseen."""
    names = ("owner", "theme", "touchpoint", "journey", "answered", "promise", "first_contact", "solved", "chased")
    found = [(name, str(getattr(pick, name) or "")) for name in (*names, "between", "since", "until")]
    show = [] if pick.show == "all" else [("show", pick.show)]
    return show + [(name, value) for name, value in found if value]


def _words(pick: Wanted) -> Iterator[tuple[str, str]]:
    yield "theme", _label(Theme, "label", pick.theme)
    yield "touchpoint", _label(Touchpoint, "name", pick.touchpoint)
    yield "journey", _label(Journey, "name", pick.journey)
    yield "answered", gettext("answered by a person")
    yield "promise", gettext("answered in time") if pick.promise == "kept" else gettext("not answered in time")
    one = pick.first_contact == "yes"
    yield "first_contact", gettext("one answer was enough") if one else gettext("one answer was not enough")
    yield "solved", gettext("solved, says the customer") if pick.solved == "yes" else gettext("not entirely solved")
    yield "chased", gettext("the customer had to chase us")


def _days(pick: Wanted, units: Mapping[int, str]) -> Iterator[Chip]:
    days = (_day(pick.since), _day(pick.until))
    if pick.pair:
        giver, receiver = (units.get(key, "–") for key in pick.pair)
        words = gettext("%(giver)s → %(receiver)s") % {"giver": giver, "receiver": receiver}
        yield Chip(words, _without(pick, "between", "since", "until"), *days)
    elif any(days):
        yield Chip(gettext("opened"), _without(pick, "since", "until"), *days)


def _label(model: type[Theme] | type[Touchpoint] | type[Journey], field: str, key: int | None) -> str:
    if key is None:
        return ""
    return str(model._default_manager.filter(pk=key).values_list(field, flat=True).first() or "–")


def _without(pick: Wanted, *names: str) -> str:
    usual = Wanted()
    return f"?{replace(pick, **{name: getattr(usual, name) for name in names}).address}"


def _day(word: str) -> date | None:
    return date.fromisoformat(word) if word else None
