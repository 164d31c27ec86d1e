"""The cockpit: everything on the first page, asked in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Max
from django.utils.timezone import localtime

from kunding.cockpit.filters import ALL, Chosen, Span
from kunding.cockpit.queries.course import Month, course, course_question
from kunding.cockpit.queries.figures import answers, one, question
from kunding.cockpit.queries.gulfs import Gulf, gulf_question, gulfs
from kunding.cockpit.queries.themes import moving, theme_question
from kunding.cockpit.queries.tiles import Tiles, questions, tiles
from kunding.cockpit.queries.waiting import Standing, Waiting, standing, waiting
from kunding.cockpit.queries.words import Words, a_quote_each, of_mood
from kunding.improve.queries.priced import Pain, priced_pains, widest
from kunding.listen.models import Feedback
from kunding.loop.models import Parked
from kunding.understand.models import Reading
from kunding.understand.queries.movement import Movement

ENOUGH = 100  # pieces of feedback; with fewer a shorter period says little
TOP, LATE, MOVING = 6, 6, 4


@dataclass(frozen=True)
class Cockpit:
    """The whole on one page."""

    picked: Chosen
    span: Span
    today: date
    tiles: Tiles
    pains: list[Pain]
    widest: float
    quotes: Mapping[int, Words]  # theme of a pain point → an annoyed customer's words
    theme_quotes: Mapping[int, Words]  # theme → a customer's words
    mood_quotes: Mapping[str, Words]  # negative, positive
    waiting: list[Waiting]
    standing: Standing
    course: list[Month]
    moving: Mapping[str, list[Movement]]
    gulfs: list[Gulf]
    all_feedback: int
    unread: int
    parked: int
    at: datetime

    @property
    def is_empty(self) -> bool:
        """Return whether nobody has said anything yet."""
        return self.all_feedback == 0


def cockpit(picked: Chosen, *, at: datetime) -> Cockpit:
    """Return the first page for what was chosen, as it stands at `at`."""
    today = newest_day(at)
    picked = picked if picked.period or picked.since or picked.until else _with_enough(picked, today)
    span = picked.span(today=today)
    until = span.until or today
    found = answers(
        {
            **questions(picked, span, at=at),
            "course": course_question(picked, until=until),
            "themes": theme_question(picked, until=until),
            "gulfs": gulf_question(picked, span),
            "all": question(("volume",), Chosen(), Span(None, None)),
        }
    )
    dearest = priced_pains(unit=picked.unit, touchpoint=picked.touchpoint, journey=picked.journey, count=TOP)
    themes = moving(found["themes"], until=until, most=MOVING)
    return Cockpit(
        picked=picked,
        span=span,
        today=today,
        tiles=tiles(found, has_before=span.before is not None),
        pains=dearest,
        widest=widest(dearest),
        quotes=a_quote_each((pain.theme for pain in dearest), annoyed=True),
        theme_quotes=a_quote_each(theme.key for row in themes.values() for theme in row),
        mood_quotes=of_mood(picked, span),
        waiting=waiting(picked, at=at, count=LATE),
        standing=standing(picked, at=at),
        course=course(found["course"], until=until),
        moving=themes,
        gulfs=gulfs(found["gulfs"]),
        all_feedback=int(one(found["all"]).get("volume") or 0),
        unread=_unread(),
        parked=Parked.objects.count(),
        at=at,
    )


def newest_day(at: datetime) -> date:
    """Return the day of the newest feedback: an old export is looked at from its own end."""
    newest = Feedback.objects.filter(said_at__lte=at).aggregate(newest=Max("said_at"))["newest"]
    return localtime(newest or at).date()


def _unread() -> int:
    """Return how much feedback nobody has read yet; two counts are quicker than looking for the missing ones."""
    counted: int | None = cache.get("unread")
    if counted is None:
        counted = max(0, Feedback.objects.count() - Reading.objects.count())
        cache.set("unread", counted, 15)
    return counted


def _with_enough(picked: Chosen, today: date) -> Chosen:
    """Return the shortest usual period in which enough was said."""
    key = f"enough:{today}:{hash(picked)}"
    period: Any = cache.get(key)
    if period is None:
        sizes = answers(
            {name: question(("volume",), picked, picked.within(name).span(today=today)) for name in ("90", "365")}
        )
        period = next((name for name, rows in sizes.items() if (one(rows).get("volume") or 0) >= ENOUGH), ALL)
        cache.set(key, period, 60)
    return picked.within(period)
