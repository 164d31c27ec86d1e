"""Asking customers whether it is solved, after they were told the decision; one reminder, then silence."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, override

from kunding.people.queries import company
from kunding.respond import wording_public as wording
from kunding.respond.actions.acts import tell
from kunding.respond.actions.letters import link_of, write_to_customer
from kunding.respond.models import Case, Purpose
from kunding.respond.queries.letters import Asked, address_of, asked_in_vain, language_of


@transaction.atomic
def ask_for_verdict(*, keys: Sequence[int], at: datetime) -> int:
    """Ask the customers of these cases whether it is solved and return how many; a repeat asks nobody."""
    here = company()
    asked = asked_in_vain(at, keys)
    for each in asked:
        _write(each, sender=here.name, otherwise=here.language, at=at)
    if asked:
        tell("ask_for_verdict", {each.case.pk: each.case for each in asked}, by="loop", at=at)
    return len(asked)


def _write(asked: Asked, *, sender: str, otherwise: str, at: datetime) -> None:
    case = asked.case
    language = language_of(case.feedback, otherwise=otherwise)
    with override(language):
        text = gettext(
            "Good day,\n\nyou have our answer in your matter %(number)s. Is it solved?\n\n"
            "Yes or no takes half a minute here. With a no, we go on:\n%(link)s\n\n"
            "If we hear nothing by %(when)s, we take it for solved. You can open it again at any time.\n\n"
            "Kind regards\n%(company)s\n"
        ) % {
            "number": case.number,
            "link": link_of(case),
            "when": wording.moment_words(case.due_at, at=at),
            "company": sender,
        }
        write_to_customer(
            case=case,
            to=address_of(case.feedback),
            purpose=Purpose.ASK_FOR_VERDICT,
            word=f"{case.number} {case.round} {asked.letters}",
            subject=_subject(case, reminder=asked.letters > 0),
            text=text,
            language=language,
            at=at,
        )


def _subject(case: Case, *, reminder: bool) -> str:
    if reminder:
        return gettext("Reminder: is your matter %(number)s solved?") % {"number": case.number}
    return gettext("Is your matter %(number)s solved?") % {"number": case.number}
