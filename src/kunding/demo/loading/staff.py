"""How the people of Lindenau work on cases: mostly in time, some late, and between two units hardly at all. Pure."""

from dataclasses import dataclass
from random import Random

from kunding.demo.lindenau import table

FIRST_ANSWER = 2.3
"""Business hours until a person answers, in the middle; nine of ten within about four times as many."""
SPREAD = 0.95
PACE = {
    "Telefonservice": 0.5,
    "Abrechnung": 1.7,
    "LindenNet Glasfaser": 1.5,
    "Kundenzentrum am Markt": 0.7,
    "Bäder": 1.3,
}
DAY = 8.0
"""Business hours of a day."""
AT_ONCE = 0.55
"""How often the first answer tells the decision already."""
SLIPS = 0.007
"""How often a case is overlooked for weeks."""
GULF = ("Vertrieb", "Abrechnung")
GULF_TOUCHPOINT = "bonus"
GULF_SHARE = 0.8
PASSED_ON = 0.05
"""How often a case goes to another unit elsewhere."""
ENDS = {False: (0.74, 0.17, 0.09), True: (0.42, 0.3, 0.28)}
"""How offers end: accepted, refused, not answered in time; True: between the two units of the gulf."""
WORDS = ("accepted", "refused", "lapsed")
LAPSES_AFTER = 4.0


@dataclass(frozen=True, slots=True)
class Pass:
    """A case is offered to another unit, in business hours after the customer spoke, and how that ends."""

    to: str
    after: float
    ends: str
    ends_after: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What will happen to a case, in business hours after the customer spoke.

    passes: offers to other units; first: the first answer; decided, closed: the end.
    """

    passes: tuple[Pass, ...]
    first: float
    decided: float
    closed: float


def plan_work(*, unit: str, touchpoint: str, random: Random) -> Plan:
    """Return how this case will be worked on."""
    if unit in GULF and touchpoint == GULF_TOUCHPOINT and random.random() < GULF_SHARE:
        return _between_two_units(unit, random)
    first = random.lognormvariate(0, SPREAD) * FIRST_ANSWER * PACE.get(unit, 1.0)
    if random.random() < SLIPS:
        first += random.uniform(12, 40) * DAY
    passes = _passed_on(unit, first, random)
    if passes:
        first = max(first, passes[-1].ends_after + random.uniform(0.3, 4))
    decided = first if random.random() < AT_ONCE else first + random.lognormvariate(0, 0.7) * 1.4 * DAY
    return Plan(passes, first, decided, decided + random.choice((0.2, 0.5, 1, 3)))


def _passed_on(unit: str, first: float, random: Random) -> tuple[Pass, ...]:
    """Now and then a case belongs elsewhere; whoever said no is not asked twice."""
    neighbours = table("desk")["handovers"]["neighbours"].get(unit, [])
    if not neighbours or random.random() > PASSED_ON:
        return ()
    begins, found = first * random.uniform(0.1, 0.6), []
    for to in random.sample(neighbours, len(neighbours)):
        found.append(_offer(to, begins, random, gulf=False))
        if found[-1].ends == "accepted" or random.random() < 0.6:
            break
        begins = found[-1].ends_after + random.uniform(0.5, 6)
    return tuple(found)


def _between_two_units(unit: str, random: Random) -> Plan:
    """Offered to and fro within the first two weeks, then nobody; in the end somebody takes pity."""
    found: list[Pass] = []
    times = random.choice((1, 2, 2, 3, 3, 4))
    here, begins = unit, 0.0
    for number in range(times):
        begins += random.uniform(0.4, 3.5) * DAY
        offered = _offer(GULF[1] if here == GULF[0] else GULF[0], begins, random, gulf=True)
        if number == times - 1 and offered.ends == "accepted":
            offered = Pass(offered.to, begins, "lapsed", begins + LAPSES_AFTER)
        here = offered.to if offered.ends == "accepted" else here
        begins = offered.ends_after
        found.append(offered)
    first = begins + random.uniform(9, 40) * DAY
    return Plan(tuple(found), first, first + random.uniform(0, 3) * DAY, first + random.uniform(3, 5) * DAY)


def _offer(to: str, after: float, random: Random, *, gulf: bool) -> Pass:
    ends = random.choices(WORDS, ENDS[gulf])[0]
    waits = random.uniform(2.2, 3.8) if gulf else random.triangular(0.1, 3.7, 0.8)
    return Pass(to, after, ends, after + (LAPSES_AFTER if ends == "lapsed" else waits))
