"""What texts are read with: the reader that the settings name, and what this company taught it."""

from functools import lru_cache

from django.conf import settings
from django.db.models import Count, Max

from kunding.journeys.models import Touchpoint
from kunding.people.models import Company
from kunding.understand.models import CompanyHead, Correction
from kunding.understand.reader import AnyReader, Crew, Knowledge, Reader, TouchpointHint, open_reader
from kunding.understand.reader import CompanyHead as Head
from kunding.understand.words import whole_text

EXAMPLES_PER_TOUCHPOINT = 200


def current_reader() -> AnyReader:
    """Return the reader that the settings name."""
    return _reader(settings.KUNDING_READER)


def current_knowledge() -> Knowledge:
    """Return what is known of this company beside its texts; the same object as long as nothing is learned anew."""
    touchpoints = Touchpoint.objects.aggregate(newest=Max("id"), all=Count("id"))
    confirmed = Correction.objects.filter(field="touchpoint").aggregate(newest=Max("id"))
    head = CompanyHead.objects.aggregate(newest=Max("id"))
    competitors = Company.objects.values_list("competitors", flat=True).first()
    state = (touchpoints["newest"], touchpoints["all"], confirmed["newest"])
    return _knowledge(state, tuple(competitors or ()), head["newest"])


@lru_cache(maxsize=2)
def _reader(setting: str) -> AnyReader:
    reader = open_reader(setting)
    return Crew(reader) if isinstance(reader, Reader) else reader


@lru_cache(maxsize=2)
def _knowledge(touchpoints: tuple[int | None, ...], competitors: tuple[str, ...], head: int | None) -> Knowledge:
    return Knowledge(_hints(touchpoints), competitors, _head(head) if head else None)


@lru_cache(maxsize=2)
def _head(key: int) -> Head:
    return Head.from_bytes(bytes(CompanyHead.objects.get(pk=key).weights))


@lru_cache(maxsize=2)
def _hints(state: tuple[int | None, ...]) -> tuple[TouchpointHint, ...]:
    examples = _confirmed_examples()
    return tuple(
        TouchpointHint(
            key=str(touchpoint.pk),
            names=(touchpoint.name, *touchpoint.synonyms),
            examples=tuple(examples.get(str(touchpoint.pk), ())),
        )
        for touchpoint in Touchpoint.objects.order_by("id")
    )


def _confirmed_examples() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    corrected = Correction.objects.filter(field="touchpoint").order_by("-id")
    rows = corrected.values_list("now", "reading__feedback__subject", "reading__feedback__text")
    for key, subject, text in rows.iterator():
        examples = found.setdefault(key, [])
        if len(examples) < EXAMPLES_PER_TOUCHPOINT:
            examples.append(whole_text(subject=subject, text=text))
    return found
