"""What was said on each theme, counted by the database in one go for all themes."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from kunding.improve.queries.period import Period
from kunding.improve.rules import ThemeFigures
from kunding.listen.models import Channel, Feedback
from kunding.people.models import Unit
from kunding.understand.models import Intent, Membership, Sentiment

ASKING = (Intent.COMPLAINT, Intent.LEAVING, Intent.CHASING)
# Nobody has to deal with what is said there, unless it becomes a case.
UNHANDLED = (Channel.SURVEY, Channel.REVIEW, Channel.SOCIAL)

# Where the reader is sure that the words judge nothing, a complaint is a misreading more often than not.
ANNOYED = Q(feedback__reading__sentiment=Sentiment.NEGATIVE) | (
    Q(feedback__reading__intent__in=ASKING)
    & ~Q(feedback__reading__sentiment=Sentiment.NEUTRAL, feedback__reading__sure=True)
)
# Whoever is content is not affected by an annoyance, though speaking of the same thing.
AFFECTED = ~Q(feedback__reading__sentiment=Sentiment.POSITIVE) | Q(feedback__reading__intent__in=ASKING)
HANDLED = ~Q(feedback__channel__in=UNHANDLED) | Q(feedback__case__isnull=False)


@dataclass(frozen=True)
class ThemeCounts:
    """Counts of one theme; all but `all` and `annoyed` are about the affected only."""

    all: int
    annoyed: int
    affected: int
    handled: int
    of_known: int


@dataclass(frozen=True)
class Place:
    """Where a theme happens mostly."""

    touchpoint: int
    unit: int
    owner: int | None


def members() -> QuerySet[Any, Any]:
    """Return the memberships of all themes, each annotated with the theme that people see."""
    return Membership.objects.filter(theme__isnull=False).annotate(shown=Coalesce("theme__merged_into", "theme"))


def counts_by_theme(period: Period) -> dict[int, ThemeCounts]:
    """Return the counts of each theme that people see."""
    rows = (
        members()
        .filter(feedback__said_at__gte=period.first_moment, feedback__reading__isnull=False)
        .values_list("shown")
        .annotate(
            n=Count("pk"),
            n_annoyed=Count("pk", filter=ANNOYED),
            n_affected=Count("pk", filter=AFFECTED),
            n_handled=Count("pk", filter=AFFECTED & HANDLED),
            n_of_known=Count("pk", filter=AFFECTED & Q(feedback__customer__isnull=False)),
        )
    )
    return {theme: ThemeCounts(*counts) for theme, *counts in rows}


def theme_figures(period: Period) -> dict[int, ThemeFigures]:
    """Return what the rule for annoyances looks at, per theme."""
    everything = Feedback.objects.filter(said_at__gte=period.first_moment).count()
    return {
        theme: ThemeFigures(feedback=counts.all, annoyed=counts.annoyed, everything=everything)
        for theme, counts in counts_by_theme(period).items()
    }


def places_of_themes(period: Period, themes: set[int]) -> dict[int, Place]:
    """Return the touchpoint at which each theme happens most often, with its unit and owner."""
    where = "feedback__reading__touchpoint"
    rows = (
        members()
        .filter(
            shown__in=themes, feedback__said_at__gte=period.first_moment, feedback__reading__touchpoint__isnull=False
        )
        .values_list("shown", where, f"{where}__unit", f"{where}__owner")
        .annotate(count=Count("pk"))
        .order_by("count", where)
    )
    leads = dict(Unit.objects.values_list("pk", "lead"))
    # The most frequent comes last and stays.
    return {
        theme: Place(touchpoint=place, unit=unit, owner=owner or leads.get(unit))
        for theme, place, unit, owner, _ in rows
    }
