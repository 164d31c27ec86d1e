"""What customers say of the answers, and the second round for those to whom it did not help."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from kunding.demo.lindenau import table
from kunding.demo.loading.office import phrase
from kunding.demo.loading.outcomes import told_words
from kunding.respond.actions import Close, Reply, answer_many, close_many, give_verdict
from kunding.respond.models import Outcome

ANSWERS = 0.22
"""How many customers say what they think of it."""
SOLVED = {Outcome.GRANTED: 0.86, Outcome.PARTLY: 0.62, Outcome.EXPLAINED: 0.68, Outcome.DECLINED: 0.28}
SLOW = timedelta(days=10)
MOODS = {"yes": (3, 4, 4, 5, 5), "partly": (2, 3, 3, 4), "no": (1, 1, 2, 2, 3)}
EFFORTS = {"yes": (4, 5, 6, 6, 7, 7), "partly": (2, 3, 4, 5), "no": (1, 1, 2, 3)}


def hear_verdicts(
    closes: Sequence[Close], told: Mapping[int, Reply], *, now: datetime, random: Random, pace: float = 1.0
) -> None:
    """Let some customers judge what they were told; who is not helped is answered again."""
    replies: list[Reply] = []
    ends: list[Close] = []
    for close in closes:
        reply = told.get(close.case.pk)
        at = close.at + timedelta(hours=random.uniform(3, 120))
        if reply is None or at > now or random.random() > ANSWERS * pace:
            continue
        if _judge(reply, at, random) != "yes":
            _again(reply, at, now, random, replies, ends)
    answer_many(replies=replies)
    close_many(acts=ends)


def _judge(reply: Reply, at: datetime, random: Random) -> str:
    chance = SOLVED[Outcome(reply.outcome)] - (0.2 if reply.at - reply.case.opened_at > SLOW else 0.0)
    solved = "yes" if random.random() < chance else random.choice(("partly", "no"))
    language = reply.case.customer.language if reply.case.customer else "de"
    words = table("desk")["verdicts"]["en" if language == "en" else "de"][solved]
    give_verdict(
        case=reply.case,
        solved=solved,
        effort=random.choice(EFFORTS[solved]) if random.random() < 0.8 else None,
        mood=random.choice(MOODS[solved]) if random.random() < 0.8 else None,
        why=phrase(random.choice(words), random) if random.random() < 0.6 else "",
        language=language,
        at=at,
    )
    return solved


def _again(reply: Reply, at: datetime, now: datetime, random: Random, replies: list[Reply], ends: list[Close]) -> None:
    answered = at + timedelta(hours=random.triangular(2, 70, 20))
    if answered > now:
        return
    words = told_words(reply.case.unit.name, answered, random)
    replies.append(Reply(reply.case, reply.by, words, decides=True, at=answered, outcome=Outcome.GRANTED))
    closed = answered + timedelta(hours=random.uniform(1, 50))
    if closed < now:
        ends.append(Close(reply.case, reply.by, closed))
