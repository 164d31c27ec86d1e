"""Calling a theme an annoyance, by the rule or by a person, and taking that back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, override

from kunding.improve.models import Dismissal, PainPoint
from kunding.improve.queries.figures import Place, places_of_themes, theme_figures
from kunding.improve.queries.owed import newest_placed
from kunding.improve.queries.period import year_until
from kunding.improve.rules import Verdict, is_annoyance
from kunding.people.models import Person
from kunding.people.queries import company
from kunding.trail.actions import record
from kunding.understand.models import Membership, Theme
from kunding.understand.queries.themes import shown_themes


@transaction.atomic
def name_pain_points(*, keys: Sequence[str] = (), at: datetime) -> int:
    """Open a pain point for each theme that the rule calls an annoyance; return how many are new.

    What a person dismissed stays dismissed; what was opened stays open, also when it grows quiet.
    """
    period = year_until(at)
    found: dict[int, Verdict] = {}
    if period is not None:
        with override(company().language):
            judged = {theme: is_annoyance(figures) for theme, figures in theme_figures(period).items()}
        new = set(shown_themes().filter(pain_point=None).values_list("pk", flat=True))
        found = {theme: verdict for theme, verdict in judged.items() if verdict.is_annoyance and theme in new}
    places = places_of_themes(period, set(found)) if period is not None and found else {}
    rows = [_opened(theme, verdict.because, places.get(theme), at) for theme, verdict in sorted(found.items())]
    PainPoint.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    detail = {"placed": newest_placed(), "members": Membership.objects.count(), "themes": sorted(found)}
    record(act="name_pain_points", actor="loop", at=at, count=len(rows), detail=detail)
    return len(rows)


@transaction.atomic
def open_pain_point(*, theme: Theme, by: Person, at: datetime, because: str = "") -> PainPoint:
    """Call the theme an annoyance, or take back that it was dismissed."""
    shown = theme.merged_into or theme
    period = year_until(at)
    place = places_of_themes(period, {shown.pk}).get(shown.pk) if period else None
    reason = because.strip()[:300] or gettext("%(person)s calls it an annoyance.") % {"person": by.name}
    point, is_new = PainPoint.objects.get_or_create(
        theme=shown, defaults=_fields(reason, place, at) | {"opened_by": by}
    )
    taken_back, _ = Dismissal.objects.filter(pain_point=point).delete()
    if is_new or taken_back:
        act = "open_pain_point" if is_new else "restore_pain_point"
        record(act=act, actor=by.trail_name, at=at, subject=f"pain_point:{point.pk}", detail={"theme": shown.pk})
    return point


@transaction.atomic
def dismiss(*, pain_point: PainPoint, by: Person, at: datetime) -> Dismissal:
    """Say that this is no annoyance; the rule does not open it again."""
    dismissal, is_new = Dismissal.objects.get_or_create(pain_point=pain_point, defaults={"by": by, "at": at})
    if is_new:
        record(act="dismiss_pain_point", actor=by.trail_name, at=at, subject=f"pain_point:{pain_point.pk}")
    return dismissal


def _opened(theme: int, because: str, place: Place | None, at: datetime) -> PainPoint:
    return PainPoint(theme_id=theme, **_fields(because, place, at))


def _fields(because: str, place: Place | None, at: datetime) -> dict[str, object]:
    return {
        "because": because[:300],
        "opened_at": at,
        "touchpoint_id": place.touchpoint if place else None,
        "unit_id": place.unit if place else None,
        "owner_id": place.owner if place else None,
    }
