"""Questions about cases."""

from kunding.respond.queries.addresses import address_of
from kunding.respond.queries.cases import open_cases, overdue_cases, silted_before, silted_cases, waiting_for_us
from kunding.respond.queries.conversations import Belongs, Place, conversation_of
from kunding.respond.queries.letters import acknowledgements_owed, verdicts_to_ask_for
from kunding.respond.queries.mark import ACTS_ON_CASES, cases_mark
from kunding.respond.queries.outgoing import letters_of, letters_to_send, sending_trouble
from kunding.respond.queries.promises import offers_unanswered, promises_due, verdicts_awaited_in_vain
from kunding.respond.queries.reminders import reminders_owed
from kunding.respond.queries.undecided import reading_facts, readings_to_decide_again, readings_undecided
from kunding.respond.queries.webhooks import calling_trouble, webhooks_due

__all__ = [
    "ACTS_ON_CASES",
    "Belongs",
    "Place",
    "acknowledgements_owed",
    "address_of",
    "calling_trouble",
    "cases_mark",
    "conversation_of",
    "letters_of",
    "letters_to_send",
    "offers_unanswered",
    "open_cases",
    "overdue_cases",
    "promises_due",
    "reading_facts",
    "readings_to_decide_again",
    "readings_undecided",
    "reminders_owed",
    "sending_trouble",
    "silted_before",
    "silted_cases",
    "verdicts_awaited_in_vain",
    "verdicts_to_ask_for",
    "waiting_for_us",
    "webhooks_due",
]
