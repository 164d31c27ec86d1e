"""The computation of a price as the page shows it, and what it would be with other assumptions."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kunding.improve.rules import Priced
from kunding.improve.rules.price import price_again
from kunding.improve.words import SOURCES, STEPS, TOTALS

LEFT_OUT = ("to_a_year",)
SLIDERS = ("value_per_year", "leaving_excess", "handling_cost", "minutes_lost")


@dataclass(frozen=True)
class Line:
    """One line of the computation."""

    title: Any  # a lazy translation
    value: float
    unit: str
    source: Any
    source_word: str
    low: float | None
    high: float | None
    is_total: bool


def lines(steps: list[Mapping[str, Any]]) -> list[Line]:
    """Return the lines of a computation."""
    return [_line(step) for step in steps if step["name"] not in LEFT_OUT or abs(step["value"] - 1) > 0.01]


def what_if(workings: Mapping[str, Any], changed: Mapping[str, float]) -> Priced:
    """Return the price with some assumptions changed; the interval of an excess moves with its middle."""
    assumed = workings["assumed"]
    more = dict(changed)
    if "leaving_excess" in more:
        more |= _moved(assumed, more["leaving_excess"])
    return price_again(workings, **more)


def steps_of(priced: Priced) -> list[Mapping[str, Any]]:
    """Return the steps as the workings of a stored price have them."""
    return [asdict(step) for step in priced.steps]


def _moved(assumed: Mapping[str, float], excess: float) -> dict[str, float]:
    was, low, high = (assumed[name] for name in ("leaving_excess", "leaving_excess_low", "leaving_excess_high"))
    if was <= 0:
        return {"leaving_excess_low": 0.0, "leaving_excess_high": min(1.0, max(high, excess))}
    return {"leaving_excess_low": low * excess / was, "leaving_excess_high": min(1.0, high * excess / was)}


def _line(step: Mapping[str, Any]) -> Line:
    return Line(
        title=STEPS.get(step["name"], step["name"]),
        value=step["value"],
        unit=step["unit"],
        source=SOURCES.get(step["source"], step["source"]),
        source_word=step["source"],
        low=step.get("low"),
        high=step.get("high"),
        is_total=step["name"] in TOTALS,
    )
