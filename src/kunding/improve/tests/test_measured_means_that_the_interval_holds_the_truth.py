"""Where the badge says measured, the 95 % interval holds the true excess in at least nine of ten companies."""

from datetime import date, timedelta

import numpy as np
import pytest

from kunding.customers.models import Customer
from kunding.improve.actions import open_pain_point, price_pain_points
from kunding.improve.models import Price
from kunding.improve.rules import Assumed, Belief, Excess, Strata, compare, excess_of
from kunding.improve.tests.lindenau import TODAY, customers, lindenau, say, theme

BELIEF = Assumed().belief
COMPANIES = 400


def company(rng: np.random.Generator, *, truth: float, exposed: int, base: float, dated: bool) -> Excess:
    """Draw a company in which the annoyed leave `truth` more often within a year; segments differ in both."""
    columns = []
    for leaving, share in ((base / 2, 0.2), (base, 0.3), (base * 2, 0.5)):
        annoyed, others = int(exposed * share), 3000
        if dated:
            columns.append(
                (*watched(rng, annoyed, leaving + truth, 0.2, 1.0), *watched(rng, others, leaving, 2.0, 2.0))
            )
        else:
            left = rng.binomial(annoyed, leaving + truth), rng.binomial(others, leaving)
            columns.append((annoyed, left[0], others, left[1]))
    parts = (np.array(column, dtype=float) for column in zip(*columns, strict=True))
    return excess_of(compare(Strata(*parts, customers=exposed, dated=dated), BELIEF), BELIEF)


def watched(rng: np.random.Generator, people: int, risk: float, shortest: float, longest: float) -> tuple[float, float]:
    """Watch people for some years each; return their years together and how many left."""
    leave = rng.exponential(-1 / np.log(1 - risk), people)
    until = rng.uniform(shortest, longest, people)
    return float(np.minimum(leave, until).sum()), float((leave < until).sum())


@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize(("exposed", "base"), [(500, 0.02), (1500, 0.08)])
def test_coverage_over_what_could_be_true(exposed: int, base: float, dated: bool) -> None:
    rng = np.random.default_rng(7)
    truths = rng.choice([0.0, 0.02, 0.05, 0.08, 0.12, 0.2], COMPANIES)
    found = [(truth, company(rng, truth=truth, exposed=exposed, base=base, dated=dated)) for truth in truths]
    held = [excess.low <= truth <= excess.high for truth, excess in found if excess.measured]
    assert len(held) > COMPANIES * 0.95
    assert np.mean(held) >= 0.90


def test_few_data_stay_an_assumption_close_to_what_was_assumed() -> None:
    rng = np.random.default_rng(3)
    found = [company(rng, truth=0.05, exposed=40, base=0.05, dated=True) for _ in range(50)]
    assert not any(excess.measured for excess in found)
    assert np.mean([excess.mid for excess in found]) == pytest.approx(0.05, abs=0.02)


def test_segments_that_leave_anyway_are_not_blamed_on_the_annoyance() -> None:
    """All annoyed customers are of the segment that leaves: the plain difference would be 18 points."""
    strata = Strata(
        exposed=np.array([2000.0, 100.0]),
        exposed_left=np.array([400.0, 2.0]),
        others=np.array([1000.0, 9000.0]),
        others_left=np.array([200.0, 180.0]),
        customers=2100,
        dated=False,
    )
    found = compare(strata, BELIEF)
    assert found is not None
    assert abs(found.difference) < 0.01


def test_a_certain_assumption_cannot_be_moved() -> None:
    certain = Belief(0.03, 0.03, 0.03)
    strata = Strata(*(np.array([value]) for value in (500.0, 200.0, 5000.0, 100.0)), customers=500, dated=True)
    excess = excess_of(compare(strata, certain), certain)
    assert (excess.low, excess.mid, excess.high, excess.measured) == (0.03, 0.03, 0.03, False)


def test_segments_without_both_kinds_tell_nothing() -> None:
    alone = Strata(
        *(np.array(values, dtype=float) for values in ([9, 0], [1, 0], [0, 5], [0, 1])), customers=9, dated=True
    )
    assert compare(alone, BELIEF) is None


@pytest.mark.django_db
@pytest.mark.parametrize("dated", [True, False])
def test_a_company_whose_annoyed_customers_leave_gets_a_measured_price(dated: bool) -> None:
    here, rng = lindenau(), np.random.default_rng(1)
    people = customers(3000, value_per_year=400, joined_on=date(2020, 1, 1))
    annoyed = people[:600]
    bill = theme()
    say(here, bill, annoyed, days_ago=[400])
    say(here, bill, people[600:640], days_ago=[0])
    leavers = [person for person in people if rng.random() < (0.20 if person.pk <= annoyed[-1].pk else 0.05)]
    for person in leavers:
        person.left = True
        person.left_on = (TODAY - timedelta(days=int(rng.integers(1, 364)))).date() if dated else None
    Customer.objects.bulk_update(leavers, ["left", "left_on"])
    open_pain_point(theme=bill, by=here.lead, at=TODAY)
    price_pain_points(at=TODAY)
    price = Price.objects.get()
    excess = next(step for step in price.workings["steps"] if step["name"] == "leaving_excess")
    assert price.badge == excess["source"] == "measured"
    assert excess["low"] <= 0.15 <= excess["high"]
    assert price.workings["inputs"]["comparison"]["dated"] is dated


@pytest.mark.django_db
def test_leaving_on_the_day_of_the_farewell_is_no_consequence_of_it() -> None:
    here = lindenau()
    customers(2000, joined_on=date(2020, 1, 1))
    leaving = customers(100, joined_on=date(2020, 1, 1), left=True, left_on=(TODAY - timedelta(days=200)).date())
    bill = theme()
    say(here, bill, leaving, days_ago=[200])
    open_pain_point(theme=bill, by=here.lead, at=TODAY)
    price_pain_points(at=TODAY)
    assert Price.objects.get().badge == "assumed"
