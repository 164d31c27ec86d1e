"""Looking for recurring themes, and placing new feedback in them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

import numpy as np
from django.db import transaction

from kunding.listen.belongings import ERASED
from kunding.listen.rows import insert_rows
from kunding.trail.actions import record
from kunding.understand.discovery import Discovery as Found
from kunding.understand.discovery import FoundTheme, Model, discover
from kunding.understand.models import Correction, Discovery, Likeness, Membership, Reading, Theme
from kunding.understand.rules import match_labels
from kunding.understand.words import whole_text

COLUMNS = ("feedback_id", "theme_id", "confidence", "discovery_id")


@transaction.atomic
def find_themes(*, keys: Sequence[str] = ("discovery",), at: datetime) -> Discovery:
    """Discover themes in all that was read. A theme that was there before keeps its identity and its name."""
    readings = Reading.objects.order_by("pk").values_list("pk", "feedback__subject", "feedback__text", "language")
    numbers, subjects, texts, languages = (list(column) for column in zip(*readings, strict=True))
    whole = [whole_text(subject=subject, text=text) for subject, text in zip(subjects, texts, strict=True)]
    found = discover(whole, languages=languages, seed=0)
    themes = _known_or_new(found, numbers, at)
    discovery = Discovery.objects.create(
        at=at, texts=len(whole), model=found.model.to_bytes(), themes=[theme.pk for theme in themes]
    )
    _place_all(found, numbers, themes, discovery)
    _keep_likeness(found, numbers, themes)
    record(act="find_themes", actor="loop", at=at, count=len(themes), subject=f"discovery:{discovery.pk}")
    return discovery


@transaction.atomic
def place_batch(*, keys: Sequence[int], at: datetime) -> None:
    """Place these readings in the themes of the newest discovery; what fits none belongs to none."""
    discovery = Discovery.objects.defer("model").latest("id")
    rows = list(
        Reading.objects.filter(pk__in=keys, feedback__membership__isnull=True)
        .order_by("pk")
        .values_list("pk", "feedback__subject", "feedback__text", "language")
    )
    texts = [whole_text(subject=subject, text=text) for _, subject, text, _ in rows]
    labels, confidence = _model(discovery.pk).assign(texts, [language for *_, language in rows])
    placed = zip((key for key, *_ in rows), labels.tolist(), confidence.tolist(), strict=True)
    insert_rows(Membership, COLUMNS, _memberships(placed, discovery.themes, discovery.pk))
    record(act="place_feedback", actor="loop", at=at, count=len(rows))


def _known_or_new(found: Found, numbers: Sequence[int], at: datetime) -> list[Theme]:
    """Return a theme for each found one, in the order of their labels: the one that held most of its texts before."""
    before = dict(Membership.objects.filter(theme__isnull=False).values_list("pk", "theme"))
    old = np.fromiter((before.get(number, -1) for number in numbers), dtype=np.int64, count=len(numbers))
    kept = match_labels(old=old, new=found.labels)
    known = Theme.objects.select_related("naming").in_bulk(list(kept.values()))
    return [_renewed(known[kept[one.id]], one) if one.id in kept else _new(one, at) for one in found.themes]


def _renewed(theme: Theme, found: FoundTheme) -> Theme:
    theme.words = list(found.words)
    if not hasattr(theme, "naming"):
        theme.label = found.label[:160]
    theme.save(update_fields=["words", "label"])
    return theme


def _new(found: FoundTheme, at: datetime) -> Theme:
    return Theme.objects.create(label=found.label[:160], words=list(found.words), language=found.language, found_at=at)


def _place_all(found: Found, numbers: Sequence[int], themes: Sequence[Theme], discovery: Discovery) -> None:
    """Replace all memberships but those that a person set, and those of words that were erased."""
    by_people = Correction.objects.filter(field="theme").values_list("reading", flat=True)
    erased = Reading.objects.filter(feedback__reference__startswith=ERASED).values_list("pk", flat=True)
    Membership.objects.exclude(pk__in=[*by_people, *erased])._raw_delete(using="default")
    placed = zip(numbers, found.labels.tolist(), found.confidence.tolist(), strict=True)
    insert_rows(Membership, COLUMNS, _memberships(placed, [theme.pk for theme in themes], discovery.pk))


def _keep_likeness(found: Found, numbers: Sequence[int], themes: Sequence[Theme]) -> None:
    Likeness.objects.all().delete()
    Likeness.objects.bulk_create(
        Likeness(
            theme=themes[one.theme],
            other=themes[one.other],
            near=one.near,
            of=one.of,
            example_id=numbers[one.example],
        )
        for one in found.alike
    )


def _memberships(
    placed: Iterable[tuple[int, int, float]], themes: Sequence[int], discovery: int
) -> Iterable[tuple[object, ...]]:
    return (
        (number, themes[label] if label >= 0 else None, confidence, discovery) for number, label, confidence in placed
    )


@lru_cache(maxsize=1)
def _model(key: int) -> Model:
    return Model.from_bytes(bytes(Discovery.objects.get(pk=key).model))
