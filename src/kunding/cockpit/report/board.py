"""What stands in the report, as plain words: paper and page show the same."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from django.template.loader import render_to_string
from django.utils.translation import gettext, ngettext

from kunding.cockpit import wording
from kunding.cockpit.filters import Chosen
from kunding.cockpit.queries import Cockpit, cockpit
from kunding.cockpit.queries.figures import Figure
from kunding.cockpit.queries.waiting import Waiting
from kunding.cockpit.queries.words import Words
from kunding.improve.queries.priced import Pain, priced_pains, widest
from kunding.people.queries import company

MOST_PAINS = 10
LONGEST_QUOTE = 160


@dataclass(frozen=True)
class Tile:
    """One figure with its interval and how many answers are behind it."""

    name: str
    value: str
    give: str
    words: str
    warns: bool = False


@dataclass(frozen=True)
class PricedLine:
    """One pain point; places are shares of the widest interval."""

    label: str
    amount: str
    interval: str
    badge: str
    measured: bool
    note: str
    quote: str
    low: float
    mid: float
    high: float


@dataclass(frozen=True)
class Line:
    """One line of a list: what, and beside it how much."""

    title: str
    note: str
    amount: str


@dataclass(frozen=True)
class Board:
    """The report in words."""

    company: str
    title: str
    day: str
    sentence: str
    tiles: list[Tile]
    pains: list[PricedLine]
    waiting: list[Line]
    themes: list[Line]
    good: str  # a customer's praise
    headings: Mapping[str, str]
    foot: str


def board(picked: Chosen, *, at: datetime) -> Board:
    """Return the report in the active language, as things stand at `at`."""
    whole = cockpit(picked, at=at)
    pains = priced_pains(
        unit=whole.picked.unit, touchpoint=whole.picked.touchpoint, journey=whole.picked.journey, count=MOST_PAINS
    )
    positive = whole.mood_quotes.get("positive")
    return Board(
        company=company().name,
        title=gettext("What customers tell us, and what we owe them"),
        day=wording.day(at),
        sentence=_sentence(whole),
        tiles=_tiles(whole),
        pains=[_pain(pain, widest(pains), whole.quotes) for pain in pains],
        waiting=[_waiting(case) for case in whole.waiting],
        themes=_themes(whole),
        good=_short(positive.text) if positive else "",
        headings=_headings(),
        foot=_foot(whole),
    )


def _sentence(whole: Cockpit) -> str:
    html = render_to_string("cockpit/sentence.html", {"whole": whole})
    marked = html.replace("<q>", gettext("“")).replace("</q>", gettext("”"))
    return " ".join(unescape(re.sub(r"<[^>]+>", "", marked)).split())


def _tiles(whole: Cockpit) -> list[Tile]:
    tiles = whole.tiles
    give, well = wording.half_points, gettext("speak well of us")
    interval = f"{wording.signed(tiles.nps.low)} … {wording.signed(tiles.nps.high)}"
    nine = gettext("nine in ten: %(p90)s") % {"p90": wording.hours(tiles.answer_p90.value)}
    silted = gettext("of %(open)s open · %(overdue)s overdue") % {
        "open": wording.number(whole.standing.open),
        "overdue": wording.number(whole.standing.overdue),
    }
    return [
        _tile(gettext("Mood"), tiles.mood, wording.percent(tiles.mood.value), f"±{give(tiles.mood)}", well),
        _tile(gettext("Recommendation (NPS)"), tiles.nps, wording.signed(tiles.nps.value), interval, ""),
        _tile(gettext("First human answer"), tiles.answer, wording.hours(tiles.answer.value), "", nine),
        Tile(gettext("Silted up"), wording.number(whole.standing.silted), "", silted, warns=whole.standing.silted > 0),
        _tile(gettext("Promises kept"), tiles.kept, wording.percent(tiles.kept.value), f"±{give(tiles.kept)}", ""),
    ]  # fmt: skip


def _tile(name: str, figure: Figure, value: str, give: str, words: str) -> Tile:
    count = f"n {wording.number(figure.n)}"
    if figure.early:
        return Tile(name, gettext("too early"), "", count)
    return Tile(name, value, give, f"{words} · {count}" if words else count)


def _pain(pain: Pain, scale: float, quotes: Mapping[int, Words]) -> PricedLine:
    said = ngettext("%(n)s piece of feedback", "%(n)s pieces of feedback", pain.feedback)
    hours = gettext("%(n)s hours of customers’ time") % {"n": wording.rounded_hours(pain.hours)}
    parts = [said % {"n": wording.number(pain.feedback)}, hours, pain.unit]
    quote = quotes.get(pain.theme)
    return PricedLine(
        label=pain.label,
        amount=wording.euro(pain.mid),
        interval=f"{wording.euro(pain.low)} … {wording.euro(pain.high)}",
        badge=gettext("measured") if pain.measured else gettext("assumed"),
        measured=pain.measured,
        note=" · ".join(part for part in parts if part),
        quote=_short(quote.text) if quote else "",
        low=pain.low / scale if scale else 0.0,
        mid=pain.mid / scale if scale else 0.0,
        high=pain.high / scale if scale else 0.0,
    )


def _waiting(case: Waiting) -> Line:
    between = (
        gettext("lies between %(between)s") % {"between": case.handed_between} if case.handed_between else case.unit
    )
    return Line(case.title, f"{between} · {case.number}", wording.days(case.days))


def _themes(whole: Cockpit) -> list[Line]:
    names = {"new": gettext("new"), "growing": gettext("growing"), "vanishing": gettext("vanishing")}
    return [
        Line(theme.label, names[state], wording.number(theme.after))
        for state, themes in whole.moving.items()
        for theme in themes
    ]


def _headings() -> dict[str, str]:
    return {
        "pains": gettext("What annoys our customers, and what it costs"),
        "pains_note": gettext("per year, with its interval"),
        "waiting": gettext("Who still waits"),
        "themes": gettext("New · growing · vanishing"),
        "themes_note": gettext("themes of the last four weeks"),
        "good": gettext("What they praise"),
        "nobody": gettext("Nobody waits"),
        "nothing": gettext("Nothing moves"),
        "no_pains": gettext("No pain point yet"),
    }


def _foot(whole: Cockpit) -> str:
    said = ngettext("%(n)s piece of feedback", "%(n)s pieces of feedback", whole.all_feedback)
    return " · ".join(
        [
            said % {"n": wording.number(whole.all_feedback)},
            gettext("quotes are drawn, not picked; names are masked"),
            gettext("with fewer than 30 answers no share is told"),
        ]
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
