"""Questions about cases."""

from kunding.respond.queries.cases import open_cases, overdue_cases, silted_before, silted_cases
from kunding.respond.queries.mark import ACTS_ON_CASES, cases_mark
from kunding.respond.queries.undecided import reading_facts, readings_to_decide_again, readings_undecided

__all__ = [
    "ACTS_ON_CASES",
    "cases_mark",
    "open_cases",
    "overdue_cases",
    "reading_facts",
    "readings_to_decide_again",
    "readings_undecided",
    "silted_before",
    "silted_cases",
]
