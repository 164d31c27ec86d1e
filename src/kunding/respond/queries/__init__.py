"""Questions about cases."""

from kunding.respond.queries.cases import open_cases, overdue_cases, silted_before, silted_cases
from kunding.respond.queries.mark import ACTS_ON_CASES, cases_mark
from kunding.respond.queries.sight import NOBODYS, Sight, may_see_customer, sight_of
from kunding.respond.queries.timeline import CasePage, CaseUnknown, Event, case_page
from kunding.respond.queries.undecided import reading_facts, readings_to_decide_again, readings_undecided
from kunding.respond.queries.waiting import WaitingCase, boundaries_of, short_name, waiting_list

__all__ = [
    "ACTS_ON_CASES",
    "NOBODYS",
    "CasePage",
    "CaseUnknown",
    "Event",
    "Sight",
    "WaitingCase",
    "boundaries_of",
    "case_page",
    "cases_mark",
    "may_see_customer",
    "open_cases",
    "overdue_cases",
    "reading_facts",
    "readings_to_decide_again",
    "readings_undecided",
    "short_name",
    "sight_of",
    "silted_before",
    "silted_cases",
    "waiting_list",
]
