"""Everything about one pain point: is it real, what does it cost, who moves?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max
from django.utils.timezone import localtime

from kunding.improve.models import Initiative, PainPoint, Price
from kunding.improve.queries.effects import effect_of
from kunding.improve.queries.figures import ANNOYED
from kunding.improve.queries.priced import Pain, priced_pains
from kunding.improve.rules import Effect
from kunding.lake import Ask
from kunding.lake.installed import the_lake
from kunding.listen.models import Channel, Feedback
from kunding.respond.models import Case, State
from kunding.respond.queries.behind import about
from kunding.understand.queries.alike import Alike, alike_to
from kunding.understand.queries.theme_pages import named_channel
from kunding.understand.queries.themes import Quote, theme_quotes

QUOTES, MONTHS, PLACES, ALIKE = 6, 24, 5, 4


@dataclass(frozen=True)
class Part:
    """A part of the feedback: a touchpoint, unit or channel with its count."""

    key: str  # as the filter of the feedback takes it
    name: str
    count: int
    share: float


@dataclass(frozen=True)
class Done:
    """An initiative with what became of it."""

    initiative: Initiative
    effect: Effect | None  # None: not shipped


@dataclass(frozen=True)
class PainPage:
    """One pain point as its page shows it."""

    point: PainPoint
    pain: Pain | None  # None: not priced yet
    workings: Mapping[str, Any]
    history: list[float | None]  # prices, oldest first
    months: list[tuple[date, int]]
    quotes: list[Quote]
    touchpoints: list[Part]
    units: list[Part]
    channels: list[Part]
    open_cases: int
    cases: int
    initiatives: list[Done]
    alike: list[Alike]  # themes that may be the same matter
    is_dismissed: bool


def pain_page(point: PainPoint, *, at: datetime) -> PainPage:
    """Return what is known about the pain point at `at`."""
    today = _newest_day(at)
    found = _asked(point.theme_id, today)
    cases = Case.objects.filter(about(point.theme_id), merged_into=None)
    pain = next((pain for pain in priced_pains() if pain.key == point.pk), None)
    return PainPage(
        point=point,
        pain=pain,
        workings=pain.workings if pain else {},
        history=list(Price.objects.filter(pain_point=point).order_by("at").values_list("mid", flat=True)),
        months=[(date.fromisoformat(f"{row['month']}-01"), int(row["volume"])) for row in found["month"]],
        quotes=[named_channel(quote) for quote in theme_quotes(point.theme, count=QUOTES, among=ANNOYED)],
        touchpoints=_parts(found["touchpoint"], "touchpoint", "touchpoint_id"),
        units=_parts(found["unit"], "unit", "unit_id"),
        channels=_named_channels(_parts(found["channel"], "channel", "channel")),
        open_cases=cases.exclude(state=State.CLOSED).count(),
        cases=cases.count(),
        initiatives=[
            Done(initiative, effect_of(initiative, today=today))
            for initiative in point.initiatives.order_by("started_on")
        ],
        alike=alike_to(point.theme, most=ALIKE),
        is_dismissed=hasattr(point, "dismissal"),
    )


def _asked(theme: int, today: date) -> dict[str, list[dict[str, Any]]]:
    months = today.year * 12 + today.month - MONTHS
    since = date(months // 12, months % 12 + 1, 1)
    year = {"theme_id": theme, "day": (today - timedelta(days=364), today)}
    asked = {name: Ask("volume", by=name, where=year, order="-volume") for name in ("touchpoint", "unit", "channel")}
    asked["month"] = Ask("volume", by="month", where={"theme_id": theme, "day": (since, today)})
    tables = the_lake().ask_many(list(asked.values()))
    return {name: table.to_pylist() for name, table in zip(asked, tables, strict=True)}


def _parts(rows: Sequence[Mapping[str, Any]], name: str, key: str) -> list[Part]:
    total = sum(int(row["volume"]) for row in rows)
    named = [row for row in rows if row[name]]
    counted = [(row, int(row["volume"])) for row in named[:PLACES]]
    return [Part(str(row[key]), str(row[name]), count, count / total) for row, count in counted]


def _named_channels(parts: list[Part]) -> list[Part]:
    names = dict(Channel.choices)
    return [replace(part, name=str(names.get(part.name, part.name))) for part in parts]


def _newest_day(at: datetime) -> date:
    newest = Feedback.objects.filter(said_at__lte=at).aggregate(newest=Max("said_at"))["newest"]
    return localtime(newest or at).date()
