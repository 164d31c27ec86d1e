"""Questions about cases."""

from kunding.respond.queries.undecided import reading_facts, readings_to_decide_again, readings_undecided

__all__ = ["reading_facts", "readings_to_decide_again", "readings_undecided"]
