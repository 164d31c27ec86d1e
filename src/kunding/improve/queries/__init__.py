"""Questions about annoyances."""

from kunding.improve.queries.assumptions import assumed_by, current_assumptions
from kunding.improve.queries.backlog import PricedPain, backlog
from kunding.improve.queries.effects import effect_of
from kunding.improve.queries.owed import naming_owed, pricing_owed
from kunding.improve.queries.priced import Pain, priced_pains
from kunding.improve.queries.told import fixed_but_untold

__all__ = [
    "Pain",
    "PricedPain",
    "assumed_by",
    "backlog",
    "current_assumptions",
    "effect_of",
    "fixed_but_untold",
    "naming_owed",
    "priced_pains",
    "pricing_owed",
]
