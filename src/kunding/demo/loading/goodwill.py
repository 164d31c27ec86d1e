"""What the people of Lindenau give beyond what is owed: small things at once, larger ones when the lead agrees."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from random import Random

from kunding.demo.lindenau import table
from kunding.demo.loading.office import Office
from kunding.respond.actions import Reply, decide_goodwill, give_goodwill
from kunding.respond.models import GoodwillState, Outcome

GIVEN = 0.05
"""How often something is given with a decision that grants at least a part."""
SMALL = (5, 8, 10, 12, 15, 15, 20, 25)
LARGE = (35, 45, 60, 80, 120, 180)
LATER = timedelta(minutes=1)


def give_something(replies: Sequence[Reply], office: Office, random: Random, *, pace: float = 1.0) -> None:
    """Give with some of these decisions, just before they are told; the lead answers nearly always."""
    for reply in replies:
        if reply.outcome in (Outcome.GRANTED, Outcome.PARTLY) and random.random() < GIVEN * pace:
            _give(reply, office, random)


def _give(reply: Reply, office: Office, random: Random) -> None:
    words, is_large = table("desk")["goodwill"], random.random() < 0.25
    given = give_goodwill(
        case=reply.case,
        by=reply.by,
        amount=Decimal(random.choice(LARGE if is_large else SMALL)),
        what=random.choice(words["large" if is_large else "small"]),
        at=reply.at - 2 * LATER,
    )
    lead = office.lead_of(given.unit_id)
    if given.state != GoodwillState.ASKED or lead in (None, reply.by) or given.amount > 150 or random.random() < 0.1:
        return
    granted = random.random() < 0.8
    because = random.choice(words["granted" if granted else "refused"])
    decide_goodwill(goodwill=given, by=lead, granted=granted, because=because, at=reply.at - LATER)
