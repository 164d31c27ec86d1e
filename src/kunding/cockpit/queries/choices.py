"""What the filters offer."""

from dataclasses import dataclass

from kunding.customers.models import Customer
from kunding.journeys.models import Journey, Touchpoint
from kunding.listen.models import Channel
from kunding.people.models import Unit


@dataclass(frozen=True)
class Choices:
    """Pairs of value and name per filter; a filter without a choice is not shown."""

    journey: list[tuple[str, str]]
    touchpoint: list[tuple[str, str]]
    unit: list[tuple[str, str]]
    channel: list[tuple[str, str]]
    segment: list[tuple[str, str]]


def choices() -> Choices:
    """Return what can be chosen in this company."""
    segments = Customer.objects.exclude(segment="").order_by("segment").values_list("segment", flat=True).distinct()
    return Choices(
        journey=_named(Journey.objects.order_by("name").values_list("pk", "name")),
        touchpoint=_named(Touchpoint.objects.order_by("name").values_list("pk", "name")),
        unit=_named(Unit.objects.order_by("name").values_list("pk", "name")),
        channel=[(value, str(label)) for value, label in Channel.choices],
        segment=[(segment, segment) for segment in segments],
    )


def _named(rows: object) -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in rows]  # type: ignore[attr-defined]
