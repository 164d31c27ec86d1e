"""“You said, we did”: customers hear that what annoyed them is gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, override

from kunding.people.queries import company
from kunding.respond.actions.acts import tell
from kunding.respond.actions.letters import link_of, write_to_customer
from kunding.respond.models import Case, Purpose
from kunding.respond.queries.letters import address_of, language_of


@dataclass(frozen=True)
class Fix:
    """What was done about the cause of a customer's case."""

    case: Case
    word: str  # which fix: "initiative:12"; each address hears of it once
    what: str  # in words for customers, as a person of ours wrote them


@transaction.atomic
def tell_customers(*, fixes: Sequence[Fix], at: datetime) -> int:
    """Write to these customers that the cause is gone, each once per fix, and return how many letters are new."""
    here = company()
    told = [fix.case for fix in fixes if _write(fix, sender=here.name, otherwise=here.language, at=at)]
    if told:
        tell("tell_customers", {case.pk: case for case in told}, by="loop", at=at)
    return len(told)


def _write(fix: Fix, *, sender: str, otherwise: str, at: datetime) -> bool:
    case, to = fix.case, address_of(fix.case.feedback)
    if not to or not fix.what.strip():
        return False
    language = language_of(case.feedback, otherwise=otherwise)
    with override(language):
        text = gettext(
            "Good day,\n\nyou told us what annoyed you (%(number)s). You were not the only one, and it is gone now:\n\n"
            "%(what)s\n\nThank you for telling us.\n%(link)s\n\nKind regards\n%(company)s\n"
        ) % {"number": case.number, "what": fix.what.strip(), "link": link_of(case), "company": sender}
        _, is_new = write_to_customer(
            case=case,
            to=to,
            purpose=Purpose.FIXED,
            word=fix.word,
            subject=gettext("You said it, we did it"),
            text=text,
            language=language,
            at=at,
        )
    return is_new
