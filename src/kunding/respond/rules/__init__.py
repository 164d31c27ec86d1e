"""Pure decisions about cases: who needs an answer, until when, what may be done, who is told when it is late."""

from kunding.respond.rules.deciding import Decision, ReadingFacts, case_number, decide, stronger_kind
from kunding.respond.rules.ladder import LADDER, RungFacts, late_moments
from kunding.respond.rules.levels import LEVELS, Level, PromiseDates, level_of, promise_dates
from kunding.respond.rules.states import TABLE, ActIsOutOfPlace, Transition, state_after
from kunding.respond.rules.steps import (
    first_step,
    step_after_answer,
    step_after_decision,
    step_after_handover,
    step_after_offer,
    step_after_offer_ended,
    step_after_reopening,
    step_after_taking_over,
    step_when_customer_wrote,
)
from kunding.respond.rules.verdicts import SETTLED_AFTER_DAYS, why_not_closed

SILTED_AFTER_DAYS = 10  # business days without an act of a person

__all__ = [
    "LADDER",
    "LEVELS",
    "SETTLED_AFTER_DAYS",
    "SILTED_AFTER_DAYS",
    "TABLE",
    "ActIsOutOfPlace",
    "Decision",
    "Level",
    "PromiseDates",
    "ReadingFacts",
    "RungFacts",
    "Transition",
    "case_number",
    "decide",
    "first_step",
    "late_moments",
    "level_of",
    "promise_dates",
    "state_after",
    "step_after_answer",
    "step_after_decision",
    "step_after_handover",
    "step_after_offer",
    "step_after_offer_ended",
    "step_after_reopening",
    "step_after_taking_over",
    "step_when_customer_wrote",
    "stronger_kind",
    "why_not_closed",
]
