"""A price has an interval, a badge and all its figures, whatever the data lack."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kunding.improve.actions import (
    AssumptionIsWrong,
    dismiss,
    name_pain_points,
    open_pain_point,
    price_pain_points,
    set_assumptions,
)
from kunding.improve.models import Assumptions, PainPoint, Price
from kunding.improve.queries import pricing_owed
from kunding.improve.rules import Assumed, Comparison, Inputs, price, price_again
from kunding.improve.tests.lindenau import TODAY, Lindenau, customers, lindenau, say, theme

DAY = timedelta(days=1)
COUNTS = st.integers(0, 5000)
SHARES = st.floats(0, 1)


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    feedback = draw(COUNTS)
    of_known = draw(st.integers(0, feedback))
    people = draw(st.integers(1, of_known)) if of_known else 0
    values_known = draw(st.integers(0, people))
    mean = draw(st.floats(0, 1e6))
    seen = Comparison(draw(st.floats(-1, 1)), draw(st.floats(1e-4, 1)), people, draw(COUNTS), 0, 0.01, dated=True)
    return Inputs(
        feedback=feedback,
        handled=draw(st.integers(0, feedback)),
        of_known=of_known,
        customers=people,
        values_known=values_known,
        value_sum=mean * values_known,
        value_squares=mean**2 * values_known * draw(st.floats(1, 3)),
        per_customer=draw(st.floats(1, 9)),
        to_a_year=draw(st.floats(1, 13)),
        comparison=draw(st.none() | st.just(seen)),
    )


@st.composite
def assumed(draw: st.DrawFn) -> Assumed:
    low, mid, high = sorted(draw(st.tuples(SHARES, SHARES, SHARES)))
    return Assumed(
        draw(st.floats(0, 1e5)),
        mid,
        low,
        high,
        draw(st.floats(0, 500)),
        draw(st.floats(0, 600)),
        draw(st.floats(0.01, 1)),
    )


@settings(deadline=None, max_examples=60)
@given(inputs(), assumed())
def test_whatever_is_counted_and_assumed_there_is_an_ordered_price(counted: Inputs, given_up: Assumed) -> None:
    priced = price(counted, given_up)
    assert 0 <= priced.low <= priced.mid <= priced.high
    assert priced.badge in {"measured", "assumed"}
    assert all(
        part + 1e-6 >= whole for part, whole in zip(priced.silent, (priced.low, priced.mid, priced.high), strict=True)
    )
    assert price_again(priced.workings()) == priced


@settings(deadline=None, max_examples=30)
@given(inputs(), assumed())
def test_the_figures_shown_multiply_out_to_the_price(counted: Inputs, given_up: Assumed) -> None:
    priced = price(counted, given_up)
    figure = {step.name: step.value for step in priced.steps}
    assert figure["price"] == pytest.approx(
        figure["value_at_risk"] * figure["leaving_excess"] + figure["contacts_per_year"] * figure["handling_cost"]
    )
    assert figure["hours_per_year"] == pytest.approx(
        figure["feedback"] * figure["to_a_year"] * figure["minutes_lost"] / 60
    )


@given(st.floats(0, 1e4), st.floats(1.01, 3))
@settings(deadline=None, max_examples=20)
def test_dearer_assumptions_make_a_dearer_price(value: float, more: float) -> None:
    counted = Inputs(feedback=50, handled=50, of_known=0, customers=0, values_known=0)
    cheap = price(counted, Assumed(value_per_year=value))
    assert price_again(cheap.workings(), value_per_year=value * more).mid >= cheap.mid
    assert price_again(cheap.workings(), handling_cost=8.0 * more).mid > cheap.mid
    assert price_again(cheap.workings(), minutes_lost=20 * more).hours_per_year > cheap.hours_per_year


def test_nothing_said_costs_nothing() -> None:
    priced = price(Inputs(0, 0, 0, 0, 0), Assumed())
    assert (priced.low, priced.mid, priced.high, priced.hours_per_year) == (0, 0, 0, 0)


def test_more_data_make_the_interval_narrower() -> None:
    few, many = (
        price(
            Inputs(n, n, n, n, n, value_sum=400.0 * n, value_squares=200_000.0 * n),
            Assumed(leaving_excess_low=0.04, leaving_excess_high=0.06),
        )
        for n in (30, 3000)
    )
    assert (few.high - few.low) / few.mid > 2 * (many.high - many.low) / many.mid


@pytest.fixture
def here() -> Lindenau:
    return lindenau()


@pytest.mark.django_db
def test_without_customers_the_feedback_stands_for_them_and_the_assumptions_are_written_down(here: Lindenau) -> None:
    say(here, theme(), [None] * 40, days_ago=range(0, 360, 9))
    name_pain_points(at=TODAY)
    assert price_pain_points(at=TODAY) == 1
    found = Price.objects.get()
    assert (found.badge, found.feedback, found.customers) == ("assumed", 40, 0)
    scale = found.workings["inputs"]["to_a_year"]
    assert found.mid == pytest.approx(40 * scale * (300 * 0.05 + 8))
    assert found.low < found.mid < found.high
    assert Assumptions.objects.get().by is None


@pytest.mark.django_db
def test_known_values_count_and_unknown_ones_are_assumed(here: Lindenau) -> None:
    say(here, theme(), [*customers(10, value_per_year=1000), *customers(30)], days_ago=[0, 364])
    name_pain_points(at=TODAY)
    price_pain_points(at=TODAY)
    steps = {step["name"]: step for step in Price.objects.get().workings["steps"]}
    assert steps["value_at_risk"]["value"] == pytest.approx(10 * 1000 + 30 * 300)
    assert steps["value_per_customer"]["source"] == "assumed"


@pytest.mark.django_db
def test_who_is_content_is_not_affected_and_a_review_is_nobodys_work(here: Lindenau) -> None:
    bill = theme()
    say(here, bill, customers(30), days_ago=[0, 364])
    say(here, bill, customers(10), reading={"sentiment": "positive", "intent": "praise"})
    say(here, bill, customers(10), channel="review")
    name_pain_points(at=TODAY)
    price_pain_points(at=TODAY)
    counted = Price.objects.get().workings["inputs"]
    assert (counted["feedback"], counted["customers"], counted["handled"]) == (40, 40, 30)


@pytest.mark.django_db
def test_one_customer_who_writes_often_is_one_customer(here: Lindenau) -> None:
    say(here, theme(), customers(1) * 40)
    name_pain_points(at=TODAY)
    price_pain_points(at=TODAY)
    assert (Price.objects.get().feedback, Price.objects.get().customers) == (40, 1)


@pytest.mark.django_db
def test_a_month_keeps_its_last_price_and_older_months_stay(here: Lindenau) -> None:
    say(here, theme(), customers(40))
    name_pain_points(at=TODAY)
    for at in (TODAY, TODAY + DAY, TODAY + 30 * DAY):
        price_pain_points(at=at)
    assert list(Price.objects.order_by("at").values_list("at", flat=True)) == [TODAY + DAY, TODAY + 30 * DAY]


@pytest.mark.django_db
def test_pricing_is_owed_after_naming_and_new_assumptions_and_not_twice(here: Lindenau) -> None:
    say(here, theme(), customers(40))
    name_pain_points(at=TODAY)
    assert pricing_owed(TODAY)
    price_pain_points(at=TODAY)
    assert pricing_owed(TODAY) == []
    before = Price.objects.get().mid
    set_assumptions(assumed=Assumed(value_per_year=3000), by=here.chief, at=TODAY)
    assert pricing_owed(TODAY)
    price_pain_points(at=TODAY)
    assert Price.objects.get().mid > 2 * before
    assert Price.objects.get().assumptions.value_per_year == Decimal(3000)


@pytest.mark.django_db
def test_what_was_dismissed_is_not_priced(here: Lindenau) -> None:
    point = open_pain_point(theme=theme(), by=here.lead, at=TODAY)
    dismiss(pain_point=point, by=here.lead, at=TODAY)
    assert price_pain_points(at=TODAY) == 0
    assert pricing_owed(TODAY) == []
    assert PainPoint.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        Assumed(leaving_excess=0.5),
        Assumed(articulation=0.0),
        Assumed(handling_cost=-1.0),
        Assumed(leaving_excess_low=-0.1),
    ],
)
def test_what_cannot_be_is_not_assumed(here: Lindenau, wrong: Assumed) -> None:
    with pytest.raises(AssumptionIsWrong):
        set_assumptions(assumed=wrong, by=here.chief, at=TODAY)
    assert not Assumptions.objects.exists()
