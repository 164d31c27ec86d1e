"""Pure decisions about cases: who needs an answer, until when, what happens next, what may be done."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.utils.translation import gettext
from numpy.typing import NDArray

from kunding.respond.calendar import MICROSECOND, OpeningHours, add_days_to_many, add_many, moment, moments

# Below this probability a reading is a hint and not a finding. A hint still opens a case, because one look too
# many costs minutes and one silted complaint costs the customer; only where the customer's own words or marks
# speak against it is nothing owed.
HINT_BELOW = 0.6
DETRACTOR_UP_TO = 6  # of 0 … 10, as in the definition of the recommendation score
BAD_RATING_UP_TO = 0.25  # one or two of five stars
GOOD_RATING_FROM = 0.75
PROMOTER_FROM = 9

ACKNOWLEDGE_WITHIN = timedelta(hours=1)  # business time
ANSWER_WITHIN = timedelta(hours=6)  # business time
CALL_DETRACTOR_WITHIN = timedelta(hours=24)  # by the clock
CLOSE_WITHIN_DAYS = 5  # business days
SILTED_AFTER_DAYS = 10  # business days without an act of a person

ASKING_FOR_HELP = ("leaving", "chasing", "complaint")  # the strongest first


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """What is decided upon: one reading, with what the customer and the source said beside the words."""

    feedback: int
    said_at: datetime
    sentiment: str
    sure: bool
    intent: str
    intent_probability: float
    urgency: str
    rating: float | None = None
    recommend: int | None = None
    answered_at: datetime | None = None
    customer: int | None = None
    touchpoint: int | None = None
    decided: str | None = None  # what was decided before
    author: str = ""  # whoever signed it, even if no customer is known by that name


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a case is opened, of which kind, and why in one sentence."""

    kind: str | None
    reason: str
    hint: bool = False  # the reader is not sure: the first step is to look


def decide(facts: ReadingFacts) -> Decision:
    """Return whether this reading needs a case.

    Answered before it came to us: nothing is owed. Else a threat to leave, a chased answer and a complaint open
    a case, and so does a customer who would not recommend us, whatever the words.

    >>> from datetime import UTC
    >>> said = datetime(2026, 11, 2, 9, tzinfo=UTC)
    >>> decide(ReadingFacts(1, said, "negative", True, "complaint", 0.9, "normal")).kind
    'complaint'
    >>> decide(ReadingFacts(2, said, "positive", True, "praise", 0.9, "normal", recommend=3)).kind
    'detractor'
    >>> decide(ReadingFacts(3, said, "positive", True, "complaint", 0.4, "normal")).reason
    'weak hint of a complaint, but the customer is content'
    """
    if facts.answered_at is not None:
        return Decision(None, "answered before it came to us")
    if facts.intent in ASKING_FOR_HELP:
        return _asking_for_help(facts)
    if _is_detractor(facts):
        return Decision("detractor", "the customer would not recommend us")
    return Decision(None, "nobody waits for an answer")


def _asking_for_help(facts: ReadingFacts) -> Decision:
    if facts.intent_probability >= HINT_BELOW:
        return Decision(facts.intent, f"read as {facts.intent}")
    if _is_detractor(facts):
        return Decision("detractor", "the customer would not recommend us")
    if _is_content(facts):
        return Decision(None, f"weak hint of a {facts.intent}, but the customer is content")
    return Decision(facts.intent, f"weak hint of a {facts.intent}", hint=True)


def _is_detractor(facts: ReadingFacts) -> bool:
    if facts.recommend is not None:
        return facts.recommend <= DETRACTOR_UP_TO
    return facts.rating is not None and facts.rating <= BAD_RATING_UP_TO


def _is_content(facts: ReadingFacts) -> bool:
    if facts.recommend is not None:
        return facts.recommend >= PROMOTER_FROM
    if facts.rating is not None:
        return facts.rating >= GOOD_RATING_FROM
    if facts.intent == "complaint":
        # Notices and chat look like complaints at times; a grievance shows in the mood, too.
        return facts.sentiment != "negative"
    return facts.sentiment == "positive" and facts.sure


def due_dates(
    starts: NDArray[np.int64], kinds: NDArray[np.str_], urgent: NDArray[np.bool_], *, hours: OpeningHours
) -> NDArray[np.int64]:
    """Return until when the first human answer is due, in microseconds since 1970; waiting begins at `starts`.

    Six business hours; one where it is urgent or the customer had to chase us; detractors are called within 24
    hours by the clock, but not before the company was open for an hour.
    """
    soon = urgent | (kinds == "chasing")
    business = np.where(soon, ACKNOWLEDGE_WITHIN // MICROSECOND, ANSWER_WITHIN // MICROSECOND)
    due = add_many(starts, business, hours=hours)
    called = np.maximum(
        starts + CALL_DETRACTOR_WITHIN // MICROSECOND,
        add_many(starts, ACKNOWLEDGE_WITHIN, hours=hours),
    )
    return np.where((kinds == "detractor") & ~urgent, called, due)


def due_at(start: datetime, kind: str, *, urgent: bool = False, hours: OpeningHours) -> datetime:
    """Return until when one case needs its first human answer.

    >>> from datetime import UTC
    >>> due_at(datetime(2026, 11, 20, 14, tzinfo=UTC), "complaint", hours=OpeningHours()).isoformat()
    '2026-11-23T11:00:00+00:00'
    """
    many = due_dates(moments([start]), np.array([kind]), np.array([urgent]), hours=hours)
    return moment(int(many[0]))


def closing_due(opened_at: datetime, *, hours: OpeningHours) -> datetime:
    """Return until when a case must be closed: the end of the fifth business day after the customer spoke."""
    return moment(int(add_days_to_many(moments([opened_at]), CLOSE_WITHIN_DAYS, hours=hours)[0]))


def first_step(kind: str, *, hint: bool = False, known: bool = True) -> str:
    """Return what must be done first, as a sentence in the active language."""
    if hint:
        return gettext("Read it again: is it really a complaint? If so, answer the customer.")
    if not known:
        return gettext("Find out who wrote this, or answer where it was written.")
    return {
        "complaint": gettext("Tell the customer who takes care of it and until when."),
        "detractor": gettext("Call the customer and ask what went wrong."),
        "leaving": gettext("Call the customer before they leave, and ask what would make them stay."),
        "chasing": gettext("Answer today: the customer has had to ask again."),
    }[kind]


def step_after_answer(*, decides: bool) -> str:
    """Return what comes after the customer was told something, as a sentence in the active language."""
    if decides:
        return gettext("Ask the customer whether it is solved, then close the case.")
    return gettext("Decide, and tell the customer the decision.")


def step_after_transfer(unit: str) -> str:
    """Return what comes after a case went to another unit, as a sentence in the active language."""
    return gettext("Take over the case in %(unit)s and tell the customer who takes care of it.") % {"unit": unit}


def state_after_answer(state: str, *, decides: bool) -> str:
    """Return the state of a case after an answer; being told the decision is never undone by a further answer."""
    if decides or state == "told":
        return "told"
    return "in_work" if state == "in_work" else "acknowledged"


def why_not_closed(*, told: bool, unreachable_because: str = "", nothing_owed: bool = False) -> str:
    """Return why a case cannot be closed, as a sentence in the active language; empty where it can.

    >>> why_not_closed(told=True)
    ''
    """
    if told or nothing_owed or unreachable_because.strip():
        return ""
    return gettext(
        "The customer has not been told the decision yet: answer first, or write down why the customer"
        " cannot be reached."
    )


def case_number(feedback: int, said_at: datetime) -> str:
    """Return the number that people say on the phone; one feedback, one number, so no two can race for it.

    >>> from datetime import UTC
    >>> case_number(123, datetime(2026, 3, 1, tzinfo=UTC))
    'K-2026-000123'
    """
    return f"K-{said_at.year}-{feedback:06d}"
