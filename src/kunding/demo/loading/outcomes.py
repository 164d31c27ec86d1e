"""What Lindenau decides in a matter, and in which words it is told."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from kunding.demo.lindenau import table
from kunding.demo.loading.office import phrase
from kunding.demo.voices.grammar import say
from kunding.demo.voices.material import answers
from kunding.demo.voices.slots import Particulars
from kunding.respond.models import Outcome

OUTCOMES = {Outcome.GRANTED: 0.42, Outcome.PARTLY: 0.19, Outcome.EXPLAINED: 0.29, Outcome.DECLINED: 0.1}


@dataclass(frozen=True)
class Made:
    """A decision and the words in which the customer is told; a no says where to go next."""

    outcome: str
    recourse: str
    text: str


def decided_how(unit: str, at: datetime, random: Random) -> Made:
    """Return what is decided in a matter of this unit."""
    outcome = random.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
    if outcome != Outcome.DECLINED:
        return Made(outcome, "", told_words(unit, at, random))
    bodies = table("desk")["recourse"]
    recourse = bodies[bodies["of"].get(unit, "other")]
    words = phrase(random.choice(table("desk")["declined"]["texts"]), random, recourse=recourse)
    return Made(outcome, recourse, words)


def told_words(section: str, at: datetime, random: Random) -> str:
    """Return what somebody of this unit writes."""
    lines = answers().get(section) or answers()["sonst"]
    return Particulars(random, at).fill(say(random.choice(lines), random))
