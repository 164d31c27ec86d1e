"""What a pain point costs a year, and how that was computed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kunding.improve.rules.leaving import Belief, Comparison, Excess, excess_of

DRAWS = 4000
ENOUGH_VALUES = 30  # customers with a known value, before their mean speaks for the others
ENOUGH_CUSTOMERS = 30  # known customers, before the theme's own feedback per customer counts
VALUE_SPREAD = 0.5  # an assumed value may be half as much again, or half

Draws = NDArray[np.float64]


@dataclass(frozen=True)
class Inputs:
    """What was counted, and the factor that makes a year of it."""

    feedback: int
    handled: int  # of these, what somebody had to deal with
    of_known: int  # of these, what came from known customers
    customers: int  # distinct known ones
    values_known: int  # of these, those whose value is known
    value_sum: float = 0.0  # € per year of all of them
    value_squares: float = 0.0
    per_customer: float = 1.0  # feedback of one customer on one theme, over all themes
    to_a_year: float = 1.0  # what is counted times this is a year
    comparison: Comparison | None = None
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Assumed:
    """What is assumed where the data do not tell; see docs/price.md for the reasons."""

    value_per_year: float = 300.0  # €
    leaving_excess: float = 0.05
    leaving_excess_low: float = 0.0
    leaving_excess_high: float = 0.10
    handling_cost: float = 8.0  # € per contact
    minutes_lost: float = 20.0  # of a customer's time per contact
    articulation: float = 0.2  # share of the annoyed who say so

    @property
    def belief(self) -> Belief:
        """Return what is assumed about the excess of leaving."""
        return Belief(self.leaving_excess, self.leaving_excess_low, self.leaving_excess_high)


@dataclass(frozen=True)
class Step:
    """One number of the computation: its name, where it comes from, and its interval where it has one."""

    name: str
    value: float
    unit: str  # "", €, €/year, customers, contacts, share, hours
    source: str  # counted, measured, assumed, computed
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Priced:
    """A price with its 95 % interval, its badge and each figure that it was computed from."""

    low: float
    mid: float
    high: float
    badge: str
    hours_per_year: float
    feedback: int
    customers: int
    steps: tuple[Step, ...]
    silent: tuple[float, float, float]  # low, mid, high if only the stated share of the annoyed says so
    inputs: Inputs
    assumed: Assumed
    seed: int

    def workings(self) -> dict[str, Any]:
        """Return everything as JSON, enough to show the computation and to do it again."""
        return {
            "steps": [asdict(step) for step in self.steps],
            "silent": dict(zip(("low", "mid", "high"), self.silent, strict=True)),
            "inputs": asdict(self.inputs),
            "assumed": asdict(self.assumed),
            "seed": self.seed,
        }


def price(inputs: Inputs, assumed: Assumed, *, seed: int = 0) -> Priced:
    """Return what the pain point costs a year: customers' value × excess of leaving + handling cost.

    >>> inputs = Inputs(feedback=120, handled=100, of_known=90, customers=60, values_known=60, value_sum=24_000.0,
    ...                 value_squares=12_000_000.0)
    >>> priced = price(inputs, Assumed())
    >>> round(priced.mid), priced.badge, round(priced.hours_per_year)
    (2400, 'assumed', 40)
    >>> priced.low < priced.mid < priced.high
    True
    """
    excess = excess_of(inputs.comparison, assumed.belief)
    parts = _parts(inputs, assumed)
    leaving = parts.at_risk * excess.mid
    handling = parts.contacts * assumed.handling_cost
    draws_leaving, draws_handling = _draws(inputs, assumed, parts, excess, np.random.default_rng(seed))
    low, mid, high = _interval(leaving + handling, draws_leaving + draws_handling)
    hours = inputs.feedback * inputs.to_a_year * assumed.minutes_lost / 60
    return Priced(
        low=low,
        mid=mid,
        high=high,
        badge="measured" if excess.measured else "assumed",
        hours_per_year=hours,
        feedback=inputs.feedback,
        customers=inputs.customers,
        steps=_steps(inputs, assumed, parts, excess, (low, mid, high), hours),
        silent=_interval(
            leaving / assumed.articulation + handling, draws_leaving / assumed.articulation + draws_handling
        ),
        inputs=inputs,
        assumed=assumed,
        seed=seed,
    )


def price_again(workings: Mapping[str, Any], /, **changed: float) -> Priced:
    """Return the price from its stored workings with some assumptions changed: what if …?"""
    inputs = dict(workings["inputs"])
    if inputs["comparison"] is not None:
        inputs["comparison"] = Comparison(**inputs["comparison"])
    return price(Inputs(**inputs), replace(Assumed(**workings["assumed"]), **changed), seed=int(workings["seed"]))


@dataclass(frozen=True)
class _Parts:
    unknown: float  # estimated customers behind feedback without a name, within the counted time
    affected: float  # customers per year
    value: float  # € per year of a customer whose value nobody told
    value_source: str
    at_risk: float  # € per year
    contacts: float  # per year


def _parts(inputs: Inputs, assumed: Assumed) -> _Parts:
    own = inputs.customers >= ENOUGH_CUSTOMERS
    per_customer = inputs.of_known / inputs.customers if own else max(inputs.per_customer, 1.0)
    unknown = (inputs.feedback - inputs.of_known) / per_customer
    known = inputs.values_known >= ENOUGH_VALUES
    value = inputs.value_sum / inputs.values_known if known else assumed.value_per_year
    without_value = inputs.customers - inputs.values_known + unknown
    return _Parts(
        unknown=unknown,
        affected=(inputs.customers + unknown) * inputs.to_a_year,
        value=value,
        value_source="measured" if known else "assumed",
        at_risk=(inputs.value_sum + without_value * value) * inputs.to_a_year,
        contacts=inputs.handled * inputs.to_a_year,
    )


def _draws(
    inputs: Inputs, assumed: Assumed, parts: _Parts, excess: Excess, rng: np.random.Generator
) -> tuple[Draws, Draws]:
    """Draw what the price could be: counts that could have been others, values, and the excess."""
    people = _counted_again(inputs.customers + parts.unknown, rng)
    leaving = rng.normal(excess.mid, excess.deviation, DRAWS).clip(0.0, 1.0)
    handling = _counted_again(inputs.handled, rng) * parts.contacts * assumed.handling_cost
    return people * _value_again(inputs, parts, rng) * leaving, handling


def _counted_again(count: float, rng: np.random.Generator) -> Draws:
    """Return what a count could have been in another year like this one, as multiples of it."""
    return rng.gamma(count + 0.5, size=DRAWS) / count if count > 0 else np.zeros(DRAWS)


def _value_again(inputs: Inputs, parts: _Parts, rng: np.random.Generator) -> Draws:
    """Return what the value at risk could be: the mean of those known, the assumption for the others."""
    n = inputs.values_known
    mean = inputs.value_sum / n if n else 0.0
    spread = np.sqrt(max(0.0, inputs.value_squares / n - mean**2) / n) / mean if n and mean else 0.0
    known = parts.at_risk if parts.value_source == "measured" else inputs.value_sum * inputs.to_a_year
    others = parts.at_risk - known
    drawn = known * rng.normal(1.0, spread, DRAWS) + others * rng.normal(1.0, VALUE_SPREAD / 2, DRAWS)
    return np.maximum(drawn, 0.0)


def _interval(mid: float, draws: Draws) -> tuple[float, float, float]:
    low, high = np.quantile(draws, (0.025, 0.975))
    return min(float(low), mid), mid, max(float(high), mid)


def _steps(
    inputs: Inputs, assumed: Assumed, parts: _Parts, excess: Excess, total: tuple[float, float, float], hours: float
) -> tuple[Step, ...]:
    """Return each number in the order in which it is used."""
    share = "measured" if excess.measured else "assumed"
    return (
        Step("feedback", inputs.feedback, "contacts", "counted"),
        Step("customers", inputs.customers, "customers", "counted"),
        Step("customers_without_name", parts.unknown, "customers", "computed"),
        Step("to_a_year", inputs.to_a_year, "", "computed"),
        Step("affected_per_year", parts.affected, "customers", "computed"),
        Step("value_per_customer", parts.value, "€/year", parts.value_source),
        Step("value_at_risk", parts.at_risk, "€/year", "computed"),
        Step("leaving_excess", excess.mid, "share", share, excess.low, excess.high),
        Step("leaving_cost", parts.at_risk * excess.mid, "€/year", "computed"),
        Step("contacts_per_year", parts.contacts, "contacts", "counted"),
        Step("handling_cost", assumed.handling_cost, "€", "assumed"),
        Step("handling_per_year", parts.contacts * assumed.handling_cost, "€/year", "computed"),
        Step("price", total[1], "€/year", "computed", total[0], total[2]),
        Step("minutes_lost", assumed.minutes_lost, "minutes", "assumed"),
        Step("hours_per_year", hours, "hours", "computed"),
    )
