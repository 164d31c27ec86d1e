"""How the people of Lindenau work on cases: mostly in time, some late, and between two units hardly at all. Pure."""

from dataclasses import dataclass
from random import Random

FIRST_ANSWER = 3.4
"""Business hours until a person answers, in the middle; nine of ten within about four times as many."""
SPREAD = 1.05
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


@dataclass(frozen=True, slots=True)
class Plan:
    """What will happen to a case, in business hours after the customer spoke.

    handovers: when it goes to the other side; first: the first answer; decided, closed: the end.
    """

    handovers: tuple[float, ...]
    first: float
    decided: float
    closed: float


def plan_work(*, unit: str, touchpoint: str, random: Random) -> Plan:
    """Return how this case will be worked on."""
    if unit in GULF and touchpoint == GULF_TOUCHPOINT and random.random() < GULF_SHARE:
        return _between_two_units(random)
    first = random.lognormvariate(0, SPREAD) * FIRST_ANSWER * PACE.get(unit, 1.0)
    if random.random() < SLIPS:
        first += random.uniform(12, 40) * DAY
    decided = first if random.random() < AT_ONCE else first + random.lognormvariate(0, 0.7) * 1.4 * DAY
    return Plan((), first, decided, decided + random.choice((0.2, 0.5, 1, 3)))


def _between_two_units(random: Random) -> Plan:
    """Handed to and fro within the first two weeks, then nobody; in the end somebody takes pity."""
    times = random.choice((1, 2, 2, 3, 3, 4))
    handovers = tuple(sorted(random.uniform(0.5, 11) * DAY for _ in range(times)))
    first = handovers[-1] + random.uniform(9, 40) * DAY
    return Plan(handovers, first, first + random.uniform(0, 3) * DAY, first + random.uniform(3, 5) * DAY)
