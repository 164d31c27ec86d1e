"""A customer writes again in a matter that has its case."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import override

from kunding.people.queries import company
from kunding.respond.actions.acts import Desk, tell
from kunding.respond.actions.verdict import reopen_for_customers
from kunding.respond.models import Case, State
from kunding.respond.queries.promises import promised
from kunding.respond.rules import ReadingFacts, step_when_customer_wrote


def join(said: Sequence[ReadingFacts], *, at: datetime) -> None:
    """Bring what customers said again to their cases; call it inside a transaction.

    After the answer it opens the case again, unless it is mere thanks; before, it makes the case due sooner.
    """
    by_case = {facts.case: facts for facts in sorted(said, key=lambda facts: facts.said_at)}
    cases = Case.objects.in_bulk(sorted(key for key in by_case if key is not None))
    answered = {key for key, case in cases.items() if case.state in {State.TOLD, State.CLOSED}}
    back = [cases[key] for key in sorted(answered) if not is_thanks(by_case[key])]
    if back:
        reopen_for_customers(cases=back, at=at)
    _make_due(Desk(key for key in cases if key not in answered), by_case, at)


def is_thanks(facts: ReadingFacts) -> bool:
    """Return whether the customer only thanks us: that opens nothing again."""
    return facts.intent == "praise" or (facts.intent == "none" and facts.sentiment == "positive")


def _make_due(desk: Desk, by_case: dict[int | None, ReadingFacts], at: datetime) -> None:
    with override(company().language):
        for key, case in desk.cases.items():
            facts = by_case[key]
            until = promised(case, since=facts.said_at, soon=facts.intent == "chasing", hours=desk.hours(case))
            case.next_step = step_when_customer_wrote()
            desk.promise(case, min(case.due_at, until.answer) if case.due_at > at else case.due_at)
            tell("customer_wrote", {key: case}, by="customer", at=facts.said_at, intent=facts.intent)
    desk.put_back()
