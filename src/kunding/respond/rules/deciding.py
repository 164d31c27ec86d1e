"""Who needs an answer: each reading is looked at once, and the reason is told in one sentence."""

from dataclasses import dataclass
from datetime import datetime

from kunding.listen.rules import ADDRESSED_KINDS

# Below this probability a reading is a hint and not a finding. A hint still opens a case, because one look too
# many costs minutes and one silted complaint costs the customer; only where the customer's own words or marks
# speak against it is nothing owed.
HINT_BELOW = 0.6
DETRACTOR_UP_TO = 6  # of 0 … 10, as in the definition of the recommendation score
BAD_RATING_UP_TO = 0.25  # one or two of five stars
GOOD_RATING_FROM = 0.75
PROMOTER_FROM = 9

WEAKER_AND_WEAKER = ("leaving", "chasing", "complaint", "detractor", "request")
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
    channel: str = ""
    segment: str = ""
    source_kind: str = ""
    arrived_at: datetime | None = None  # when it came to us; None: right now
    case: int | None = None  # the case of the conversation in which it was said


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a case is opened, of which kind, and why in one sentence."""

    kind: str | None
    reason: str
    hint: bool = False  # the reader is not sure: the first step is to look


def decide(facts: ReadingFacts) -> Decision:
    """Return whether this reading needs a case.

    Said in a conversation that has its case: it belongs there. Answered before it came to us: nothing is owed.
    Else a threat to leave, a chased answer and a complaint open a case, and so does a customer who would not
    recommend us, whatever the words. Whoever writes to us directly gets an answer in any case.

    >>> from datetime import UTC
    >>> said = datetime(2026, 11, 2, 9, tzinfo=UTC)
    >>> decide(ReadingFacts(1, said, "negative", True, "complaint", 0.9, "normal")).kind
    'complaint'
    >>> decide(ReadingFacts(2, said, "positive", True, "praise", 0.9, "normal", recommend=3)).kind
    'detractor'
    >>> decide(ReadingFacts(3, said, "positive", True, "complaint", 0.4, "normal")).reason
    'weak hint of a complaint, but the customer is content'
    """
    if facts.case is not None:
        return Decision(None, "belongs to a case that was there")
    if facts.answered_at is not None:
        return Decision(None, "answered before it came to us")
    found = _asking_for_help(facts) if facts.intent in ASKING_FOR_HELP else _without_asking(facts)
    if found.kind is None and facts.source_kind in ADDRESSED_KINDS:
        return Decision("request", "written to us directly")
    return found


def stronger_kind(one: str, other: str) -> str:
    """Return which of two kinds of case asks more of us.

    >>> stronger_kind("request", "complaint"), stronger_kind("leaving", "complaint")
    ('complaint', 'leaving')
    """
    return min(one, other, key=WEAKER_AND_WEAKER.index)


def _without_asking(facts: ReadingFacts) -> Decision:
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


def case_number(feedback: int, said_at: datetime) -> str:
    """Return the number that people say on the phone; one feedback, one number, so no two can race for it.

    >>> from datetime import UTC
    >>> case_number(123, datetime(2026, 3, 1, tzinfo=UTC))
    'K-2026-000123'
    """
    return f"K-{said_at.year}-{feedback:06d}"
