"""What Lindenau did about two annoyances: a shorter form for moving, and other music for those on hold."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count

from kunding.demo.stories import Story
from kunding.improve.actions import begin_initiative, ship_initiative
from kunding.improve.models import Initiative, PainPoint
from kunding.people.models import Unit


@dataclass(frozen=True)
class Idea:
    """What was done, by which unit, about the pain point in whose words one of these stems stands."""

    title: str
    unit: str
    stems: tuple[str, ...]
    shipped_on: date


def begin_initiatives(*, story: Story, at: datetime) -> list[Initiative]:
    """Begin and ship what Lindenau did; people choose the pain point by its name, as they would in the list."""
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
        pain_point = _pain_point(idea.stems)
        lead = Unit.objects.select_related("lead").get(name=idea.unit).lead
        if pain_point is None or lead is None:
            continue
        started = idea.shipped_on - timedelta(days=60)
        initiative = begin_initiative(pain_point=pain_point, title=idea.title, by=lead, at=at, on=started)
        ship_initiative(initiative=initiative, by=lead, at=at, on=idea.shipped_on)
        begun.append(initiative)
    return begun


def _pain_point(stems: tuple[str, ...]) -> PainPoint | None:
    """The pain point named so on which most was said."""
    found = [
        point
        for point in PainPoint.objects.select_related("theme")
        .annotate(said=Count("theme__memberships"))
        .order_by("-said")
        if any(stem in f"{point.theme.label} {' '.join(map(str, point.theme.words))}".lower() for stem in stems)
    ]
    named = [point for point in found if any(stem in point.theme.label.lower() for stem in stems)]
    return next(iter(named or found), None)
