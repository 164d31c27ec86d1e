"""How far the acts on cases have come."""

from kunding.trail.queries import newest_entry

ACTS_ON_CASES = (
    "decide_readings",
    "open_case",
    "sharpen_case",
    "acknowledge_cases",
    "assess_case",
    "take_over_case",
    "offer_case",
    "accept_case",
    "refuse_case",
    "withdraw_offer",
    "let_offer_lapse",
    "ask_unit",
    "change_task",
    "withdraw_task",
    "finish_task",
    "decide_case",
    "answer_case",
    "customer_wrote",
    "close_case",
    "close_settled",
    "reopen_case",
    "letter_came_back",
    "give_verdict",
    "erase_case",
    "merge_case",
    "take_in_case",
    "unmerge_case",
    "let_case_go",
)


# A merged customer's cases carry another pseudonym.
ACTS_ON_THEIR_CUSTOMERS = ("merge_customers", "unmerge_customers")


def cases_mark() -> str:
    """Return a mark that changes with each act on a case; empty before the first."""
    newest = newest_entry(acts=(*ACTS_ON_CASES, *ACTS_ON_THEIR_CUSTOMERS))
    return str(newest) if newest else ""
