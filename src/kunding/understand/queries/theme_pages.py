"""What the pages about themes show."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils.timezone import localtime

from kunding.lake.installed import the_lake
from kunding.listen.models import Channel, Feedback
from kunding.understand.models import Theme
from kunding.understand.queries.alike import Alike, alike_to, kept_apart
from kunding.understand.queries.movement import Movement, movements, seen_since
from kunding.understand.queries.themes import Quote, shown_themes, theme_quotes

QUOTES, ALIKE = 6, 4


@dataclass(frozen=True)
class Themes:
    """All themes, by what became of them."""

    new: list[Movement]
    growing: list[Movement]
    vanishing: list[Movement]
    others: list[Movement]
    hidden: list[Theme]

    @property
    def is_empty(self) -> bool:
        """Return whether no theme was found yet."""
        return not (self.new or self.growing or self.vanishing or self.others or self.hidden)


@dataclass(frozen=True)
class ThemePage:
    """One theme with customers' words."""

    theme: Theme
    movement: Movement | None
    quotes: list[Quote]
    merged: list[Theme]
    others: list[Theme]  # into which it could be merged
    alike: list[Alike]  # what may be the same matter
    apart: list[Theme]  # of which somebody said that it is another one
    is_hidden: bool
    named_by: str


def theme_list(*, at: datetime) -> Themes:
    """Return the themes of the half year before the newest feedback."""
    found = theme_movements(until=_newest_day(at))
    by_state = {state: [theme for theme in found if theme.state == state] for state in ("new", "growing", "vanishing")}
    return Themes(
        **by_state,
        others=[theme for theme in found if theme.state not in by_state],
        hidden=list(Theme.objects.exclude(hiding=None).order_by("label")),
    )


def theme_page(theme: Theme, *, at: datetime) -> ThemePage:
    """Return what is known about one theme."""
    moved = {movement.key: movement for movement in theme_movements(until=_newest_day(at), theme=theme.pk)}
    naming = getattr(theme, "naming", None)
    return ThemePage(
        theme=theme,
        movement=moved.get(theme.pk),
        quotes=[named_channel(quote) for quote in theme_quotes(theme, count=QUOTES)],
        merged=list(theme.merged.order_by("label")),
        others=list(shown_themes().exclude(pk=theme.pk).order_by("label")),
        alike=alike_to(theme, most=ALIKE),
        apart=kept_apart(theme),
        is_hidden=hasattr(theme, "hiding"),
        named_by=naming.was if naming else "",
    )


def theme_movements(*, until: date, theme: int | None = None) -> list[Movement]:
    """Return how themes moved in the half year before `until`."""
    where = {"day": (seen_since(until), until)}
    rows = the_lake().ask(["volume"], by=["theme", "day"], where=where).to_pylist()
    found = movements(rows, until=until)
    return [movement for movement in found if theme is None or movement.key == theme]


def named_channel(quote: Quote) -> Quote:
    """Return the quote with its channel as people call it."""
    return Quote(
        feedback=quote.feedback,
        said_at=quote.said_at,
        channel=str(dict(Channel.choices).get(quote.channel, quote.channel)),
        text=quote.text,
        sentiment=quote.sentiment,
        sure=quote.sure,
    )


def _newest_day(at: datetime) -> date:
    newest = Feedback.objects.filter(said_at__lte=at).aggregate(newest=Max("said_at"))["newest"]
    return localtime(newest or at).date()
