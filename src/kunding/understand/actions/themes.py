"""What people do to themes: rename, hide, merge, split; each act can be taken back."""

from datetime import datetime

from django.db import transaction

from kunding.people.models import Person
from kunding.trail.actions import record
from kunding.understand.discovery import discover
from kunding.understand.models import Difference, Hiding, Membership, Naming, Theme
from kunding.understand.words import whole_text

SMALLEST_SPLIT = 20  # texts


class ThemeStaysWhole(Exception):
    """The theme cannot be merged or split like this; the text says why."""


@transaction.atomic
def rename_theme(*, theme: Theme, label: str, by: Person, at: datetime) -> Naming:
    """Give the theme a name that discovery keeps."""
    was, theme.label = theme.label, label.strip()[:160]
    if not theme.label:
        raise ThemeStaysWhole("A theme needs a name.")
    theme.save(update_fields=["label"])
    _tell("rename_theme", theme, by, at, was=was, now=theme.label)
    return Naming.objects.update_or_create(
        theme=theme, defaults={"by": by, "at": at}, create_defaults={"was": was, "by": by, "at": at}
    )[0]


@transaction.atomic
def hide_theme(*, theme: Theme, by: Person, at: datetime) -> Hiding:
    """Take the theme out of the lists."""
    _tell("hide_theme", theme, by, at)
    return Hiding.objects.get_or_create(theme=theme, defaults={"by": by, "at": at})[0]


@transaction.atomic
def show_theme(*, theme: Theme, by: Person, at: datetime) -> None:
    """Take a hidden theme back into the lists."""
    Hiding.objects.filter(theme=theme).delete()
    _tell("show_theme", theme, by, at)


@transaction.atomic
def merge_themes(*, theme: Theme, into: Theme, by: Person, at: datetime) -> None:
    """Show `theme` as a part of `into`; its feedback remembers where it belonged, so that this can be undone."""
    if theme == into or into.merged_into_id:
        raise ThemeStaysWhole(f"“{theme}” can only be merged into another theme that is shown.")
    Theme.objects.filter(merged_into=theme).update(merged_into=into)
    theme.merged_into = into
    theme.save(update_fields=["merged_into"])
    _tell("merge_themes", theme, by, at, into=into.pk)


@transaction.atomic
def unmerge_theme(*, theme: Theme, by: Person, at: datetime) -> None:
    """Show a merged theme by itself again."""
    _tell("unmerge_theme", theme, by, at, was_in=theme.merged_into_id)
    theme.merged_into = None
    theme.save(update_fields=["merged_into"])


@transaction.atomic
def keep_themes_apart(*, theme: Theme, other: Theme, by: Person, at: datetime) -> None:
    """Propose no more that the two are one matter; raises ThemeStaysWhole where it is one and the same theme."""
    if theme == other:
        raise ThemeStaysWhole(f"“{theme}” is one theme: choose another one from which it differs.")
    first, second = sorted((theme, other), key=lambda one: one.pk)
    Difference.objects.get_or_create(first=first, second=second, defaults={"by": by, "at": at})
    _tell("keep_themes_apart", theme, by, at, other=other.pk)


@transaction.atomic
def propose_again(*, theme: Theme, other: Theme, by: Person, at: datetime) -> None:
    """Let the two be proposed as one matter again."""
    first, second = sorted((theme, other), key=lambda one: one.pk)
    Difference.objects.filter(first=first, second=second).delete()
    _tell("propose_themes_again", theme, by, at, other=other.pk)


@transaction.atomic
def split_theme(*, theme: Theme, by: Person, at: datetime) -> list[Theme]:
    """Look for finer themes among the theme's feedback; what belongs to none of them stays.

    Raises ThemeStaysWhole where the texts are too few or fall into one part only.
    """
    members = list(
        Membership.objects.filter(theme=theme).order_by("pk").values_list("pk", "feedback__subject", "feedback__text")
    )
    if len(members) < SMALLEST_SPLIT:
        raise ThemeStaysWhole(f"“{theme}” has only {len(members)} texts; from {SMALLEST_SPLIT} on it can be split.")
    found = discover([whole_text(subject=subject, text=text) for _, subject, text in members], seed=0)
    if len(found.themes) < 2:
        raise ThemeStaysWhole(f"The texts of “{theme}” are too much alike to be split.")
    parts = []
    for part in found.themes:
        new = Theme.objects.create(label=part.label[:160], words=list(part.words), language=part.language, found_at=at)
        keys = [members[number][0] for number in (found.labels == part.id).nonzero()[0]]
        Membership.objects.filter(pk__in=keys).update(theme=new)
        parts.append(new)
    _tell("split_theme", theme, by, at, into=[part.pk for part in parts])
    return parts


def _tell(act: str, theme: Theme, by: Person, at: datetime, **detail: object) -> None:
    record(act=act, actor=by.trail_name, at=at, subject=f"theme:{theme.pk}", detail=detail)
