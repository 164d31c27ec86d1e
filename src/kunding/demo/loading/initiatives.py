"""What Lindenau did about two annoyances: a shorter form for moving, and other music for those on hold."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from kunding.demo.stories import Story
from kunding.improve.actions import begin_initiative, open_pain_point, ship_initiative
from kunding.improve.models import Initiative, PainPoint
from kunding.people.models import Unit
from kunding.understand.models import Theme


@dataclass(frozen=True)
class Idea:
    """What was done, by which unit, about the theme in whose words one of these stems stands."""

    title: str
    unit: str
    stems: tuple[str, ...]
    shipped_on: date


def begin_initiatives(*, story: Story, at: datetime) -> list[Initiative]:
    """Begin and ship what Lindenau did; people choose the theme by its name, as they would in the list."""
    ideas = (
        Idea("Umzugsformular von 23 auf 5 Felder gekürzt", "Digitale Kanäle", ("umzug",), story.form_shortened),
        Idea(
            "Neue Wartemusik und Rückruf auf Wunsch",
            "Telefonservice",
            ("warteschleife", "hotline"),
            story.music_changed,
        ),
    )
    begun = []
    for idea in ideas:
        lead = Unit.objects.select_related("lead").get(name=idea.unit).lead
        theme = _theme(idea.stems)
        if theme is None or lead is None:
            continue
        pain_point = PainPoint.objects.filter(theme=theme).first() or open_pain_point(theme=theme, by=lead, at=at)
        started = idea.shipped_on - timedelta(days=60)
        initiative = begin_initiative(pain_point=pain_point, title=idea.title, by=lead, at=at, on=started)
        ship_initiative(initiative=initiative, by=lead, at=at, on=idea.shipped_on)
        begun.append(initiative)
    return begun


def _theme(stems: tuple[str, ...]) -> Theme | None:
    """The theme on which most was said that customers are annoyed about and that is named so, or has such words."""
    negative = Count("memberships", filter=Q(memberships__feedback__reading__sentiment="negative"))
    themes = Theme.objects.filter(merged_into=None).annotate(annoyed=negative).order_by("-annoyed", "pk")
    found = [theme for theme in themes if any(stem in _words(theme) for stem in stems)]
    return next(iter(found), None)


def _words(theme: Theme) -> str:
    return f"{theme.label} {' '.join(map(str, theme.words))}".lower()
