"""Themes that may be one matter."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest, Least

from kunding.understand.models import Difference, Likeness, Theme
from kunding.understand.queries.themes import Quote, quotes_of


@dataclass(frozen=True)
class Alike:
    """Of `of` texts of a theme that were looked at, `near` would fit the other one almost as well."""

    theme: Theme  # to be merged …
    into: Theme  # … into this one
    near: int
    of: int
    quote: Quote | None  # what fits both

    @property
    def share(self) -> float:
        """Return how much of the one fits the other, 0..1."""
        return self.near / self.of


def alike_to(theme: Theme, *, most: int) -> list[Alike]:
    """Return the themes that may be the same matter as this one, the nearest first."""
    return _nearest(_pairs().filter(Q(theme=theme) | Q(other=theme)), most)


def alike_among(themes: Collection[int], *, most: int) -> list[Alike]:
    """Return the pairs among these themes (keys) that may be one matter, the nearest first."""
    return _nearest(_pairs().filter(theme__in=themes, other__in=themes), most)


def kept_apart(theme: Theme) -> list[Theme]:
    """Return the themes of which somebody said that they are another matter than this one."""
    others = Difference.objects.filter(Q(first=theme) | Q(second=theme)).values_list("first", "second")
    keys = {key for pair in others for key in pair} - {theme.pk}
    return list(Theme.objects.filter(pk__in=keys).order_by("label"))


def _pairs() -> QuerySet[Likeness]:
    shown = {f"{side}__{field}": None for side in ("theme", "other") for field in ("merged_into", "hiding")}
    apart = Difference.objects.filter(first=OuterRef("lower"), second=OuterRef("upper"))
    ends = Likeness.objects.annotate(lower=Least("theme_id", "other_id"), upper=Greatest("theme_id", "other_id"))
    found = ends.filter(~Exists(apart), **shown).select_related("theme", "other")
    return found.order_by(F("near") * -1.0 / F("of"), "pk")


def _nearest(pairs: QuerySet[Likeness], most: int) -> list[Alike]:
    found = list(islice(_each_once(pairs), most))
    quotes = {quote.feedback: quote for quote in quotes_of([pair.example_id for pair in found if pair.example_id])}
    return [Alike(pair.theme, pair.other, pair.near, pair.of, quotes.get(pair.example_id or 0)) for pair in found]


def _each_once(pairs: QuerySet[Likeness]) -> Iterator[Likeness]:
    met = set()
    for pair in pairs:  # few: only what is worth a look was kept
        both = frozenset((pair.theme_id, pair.other_id))
        if both not in met:
            met.add(both)
            yield pair
