"""A person decides in the customer's matter; the customer is told by an answer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, override

from kunding.people.models import Person
from kunding.people.queries import company
from kunding.respond.actions.acts import Desk, tell, touch
from kunding.respond.models import Case, Decision, Outcome
from kunding.respond.rules import step_after_decision


class RecourseIsMissing(Exception):
    """Whoever is told no must be told, too, where to go next."""


@transaction.atomic
def decide_matter(
    *, case: Case, by: Person, outcome: str, at: datetime, reason: str = "", recourse: str = ""
) -> Decision:
    """Record the decision; raises CaseIsClosed, ActIsOutOfPlace where the customer was told one, RecourseIsMissing."""
    desk = Desk([case.pk])
    held = desk.cases[case.pk]
    made = decision_of(held, outcome=outcome, reason=reason, recourse=recourse, by=by, at=at)
    desk.move(held, "decide")
    with override(company().language):
        held.next_step = step_after_decision()
    touch(held, at)
    desk.put_back()
    made.save()
    tell("decide_case", desk.cases, by=by, at=at, outcome=str(outcome))
    return made


def decision_of(case: Case, *, outcome: str, reason: str, recourse: str, by: Person, at: datetime) -> Decision:
    """Return the decision, not stored yet; raises RecourseIsMissing."""
    if outcome == Outcome.DECLINED and not recourse.strip():
        raise RecourseIsMissing(
            gettext("Name where the customer may turn to after a no, for example the conciliation body.")
        )
    return Decision(
        case=case,
        round=case.round,
        outcome=outcome,
        reason=reason.strip(),
        recourse=recourse.strip()[:500],
        by=by,
        at=at,
    )
