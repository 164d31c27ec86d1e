"""Pure decisions about annoyances: what is one, what it costs, whether what was done helped."""

from kunding.improve.rules.annoyance import ThemeFigures, Verdict, is_annoyance, lowest_share
from kunding.improve.rules.effect import Effect, effect
from kunding.improve.rules.leaving import Belief, Comparison, Excess, Strata, compare, excess_of
from kunding.improve.rules.price import Assumed, Inputs, Priced, Step, price, price_again

__all__ = [
    "Assumed",
    "Belief",
    "Comparison",
    "Effect",
    "Excess",
    "Inputs",
    "Priced",
    "Step",
    "Strata",
    "ThemeFigures",
    "Verdict",
    "compare",
    "effect",
    "excess_of",
    "is_annoyance",
    "lowest_share",
    "price",
    "price_again",
]
