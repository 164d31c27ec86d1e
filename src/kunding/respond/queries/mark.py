"""How far the acts on cases have come."""

from kunding.trail.queries import newest_entry

ACTS_ON_CASES = ("decide_readings", "take_over_case", "answer_case", "transfer_case", "close_case")


def cases_mark() -> str:
    """Return a mark that changes with each act on a case; empty before the first."""
    newest = newest_entry(acts=ACTS_ON_CASES)
    return str(newest) if newest else ""
