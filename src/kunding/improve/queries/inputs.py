"""What the price of each pain point is computed from."""

from collections.abc import Sequence

import numpy as np

from kunding.improve.queries.exposure import Exposed, Known, exposed_customers, known_customers, strata_of_themes
from kunding.improve.queries.figures import ThemeCounts, counts_by_theme
from kunding.improve.queries.period import Period
from kunding.improve.rules import Belief, Comparison, Inputs, compare

NOTHING = ThemeCounts(0, 0, 0, 0, 0)


def price_inputs(themes: Sequence[int], period: Period, belief: Belief) -> list[Inputs]:
    """Return what is to be priced for each of these themes, in their order."""
    if not themes:
        return []
    counts = counts_by_theme(period)
    known = known_customers()
    exposed = exposed_customers(themes, period, known)
    strata = strata_of_themes(len(themes), exposed, known, period)
    compared = [compare(each, belief) for each in strata] if strata else [None] * len(themes)
    people = _people(len(themes), exposed, known, period)
    told = sum(each.of_known for theme, each in counts.items() if theme in set(themes))
    per_customer = told / people[:, 0].sum() if people[:, 0].sum() else 1.0
    return [
        _inputs(counts.get(theme, NOTHING), numbers.tolist(), per_customer, period, comparison)
        for theme, numbers, comparison in zip(themes, people, compared, strict=True)
    ]


def _people(
    count: int, exposed: Exposed, known: Known, period: Period
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return per theme: customers of the year, those with a known value, the sum of values, and of their squares."""
    this_year = exposed.last >= period.since
    theme = exposed.theme[this_year]
    value = known.value[exposed.customer[this_year]]
    is_known = ~np.isnan(value)
    worth = np.where(is_known, value, 0.0)
    columns = (np.ones(len(theme)), is_known.astype(float), worth, worth**2)
    return np.stack([np.bincount(theme, weights=column, minlength=count) for column in columns], axis=1)


def _inputs(
    counts: ThemeCounts, people: Sequence[float], per_customer: float, period: Period, comparison: Comparison | None
) -> Inputs:
    customers, values_known, value_sum, value_squares = people
    since, until = period.dates
    return Inputs(
        feedback=counts.affected,
        handled=counts.handled,
        of_known=counts.of_known,
        customers=int(customers),
        values_known=int(values_known),
        value_sum=value_sum,
        value_squares=value_squares,
        per_customer=per_customer,
        to_a_year=period.to_a_year,
        comparison=comparison,
        since=since.isoformat(),
        until=until.isoformat(),
    )
