"""Which act leads a case from which state to which, as in ISO 10002: the one table that runs and that is drawn."""

from dataclasses import dataclass

from django.utils.translation import gettext


class ActIsOutOfPlace(Exception):
    """The case stands where this act makes no sense; the text says what to do instead."""


@dataclass(frozen=True, slots=True)
class Transition:
    """An act, the states in which it may be done, and the state that it leads to."""

    act: str
    before: frozenset[str]
    after: str


NEW = frozenset({"received", "reopened"})
BEFORE_WORK = NEW | {"acknowledged", "assessed"}
BEFORE_DECISION = BEFORE_WORK | {"in_work"}
OPEN = BEFORE_DECISION | {"decided", "told"}

TABLE = (
    Transition("acknowledge", NEW, "acknowledged"),
    Transition("assess", NEW | {"acknowledged"}, "assessed"),
    Transition("work", BEFORE_WORK, "in_work"),
    Transition("decide", BEFORE_DECISION | {"decided"}, "decided"),
    Transition("tell", OPEN, "told"),
    Transition("close", OPEN, "closed"),  # only when told, unreachable, or nothing owed: see `why_not_closed`
    Transition("come_back", frozenset({"told"}), "decided"),  # the letter did: the customer knows nothing yet
    Transition("reopen", frozenset({"told", "closed"}), "reopened"),
)
# Acts that are good at any time while a case is open; they move it on only where the table says so.
ALWAYS_GOOD = frozenset({"acknowledge", "assess", "work"})
_AFTER = {(before, row.act): row.after for row in TABLE for before in row.before}


def state_after(state: str, act: str) -> str:
    """Return where the act leads a case that stands in `state`; raises ActIsOutOfPlace where it may not be done.

    >>> state_after("received", "acknowledge"), state_after("in_work", "acknowledge"), state_after("closed", "reopen")
    ('acknowledged', 'in_work', 'reopened')
    """
    after = _AFTER.get((state, act))
    if after is not None:
        return after
    if act in ALWAYS_GOOD and state != "closed":
        return state
    raise ActIsOutOfPlace(_refusal(state, act))


def _refusal(state: str, act: str) -> str:
    if act == "decide":
        return gettext("The customer has been told a decision already: reopen the case to decide anew.")
    if act == "reopen":
        return gettext("The case is open: there is nothing to reopen.")
    return gettext("The case is closed: reopen it first.")
