"""Questions about cases."""

from kunding.respond.queries.cases import open_cases, overdue_cases, silted_before, silted_cases, waiting_for_us
from kunding.respond.queries.letters import acknowledgements_owed, verdicts_to_ask_for
from kunding.respond.queries.mark import ACTS_ON_CASES, cases_mark
from kunding.respond.queries.promises import offers_unanswered, promises_due, verdicts_awaited_in_vain
from kunding.respond.queries.undecided import reading_facts, readings_to_decide_again, readings_undecided

__all__ = [
    "ACTS_ON_CASES",
    "acknowledgements_owed",
    "cases_mark",
    "offers_unanswered",
    "open_cases",
    "overdue_cases",
    "promises_due",
    "reading_facts",
    "readings_to_decide_again",
    "readings_undecided",
    "silted_before",
    "silted_cases",
    "verdicts_awaited_in_vain",
    "verdicts_to_ask_for",
    "waiting_for_us",
]
