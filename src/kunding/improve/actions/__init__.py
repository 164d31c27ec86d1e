"""The verbs of improving: the only place that writes pain points, prices and initiatives."""

from kunding.improve.actions.assume import AssumptionIsWrong, assumptions_in_force, set_assumptions
from kunding.improve.actions.initiatives import ShippedTooEarly, begin_initiative, ship_initiative
from kunding.improve.actions.pain_points import dismiss, name_pain_points, open_pain_point
from kunding.improve.actions.prices import price_pain_points

__all__ = [
    "AssumptionIsWrong",
    "ShippedTooEarly",
    "assumptions_in_force",
    "begin_initiative",
    "dismiss",
    "name_pain_points",
    "open_pain_point",
    "price_pain_points",
    "set_assumptions",
    "ship_initiative",
]
