"""Telling customers at once that their words arrived, who takes care and until when."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override

from kunding.people.queries import company
from kunding.respond import wording_public as wording
from kunding.respond.actions.acts import Desk, tell
from kunding.respond.actions.letters import link_of, write_to_customer
from kunding.respond.models import Case, Purpose, State
from kunding.respond.queries.letters import address_of, cases_to_write_about, language_of, within_limits


@transaction.atomic
def acknowledge(*, keys: Sequence[int], at: datetime) -> int:
    """Send the customers of these cases a receipt and return how many; it is no answer, and none counts it as one.

    Once per case, few per address and day: whoever types a stranger's address into the form reaches that stranger
    three times a day at most, with words of ours alone.
    """
    waiting = [case for case in cases_to_write_about(keys) if case.state == State.RECEIVED]
    chosen = set(within_limits([(case.pk, address_of(case.feedback).lower()) for case in waiting], at=at))
    receipts = [case for case in waiting if case.pk in chosen]
    if not receipts:
        return 0
    here = company()
    for case in receipts:
        _write(case, sender=here.name, otherwise=here.language, at=at)
    desk = Desk(case.pk for case in receipts)
    for case in desk.cases.values():
        desk.move(case, "acknowledge")
    desk.put_back()
    tell("acknowledge_cases", desk.cases, by="loop", at=at)
    return len(receipts)


def _write(case: Case, *, sender: str, otherwise: str, at: datetime) -> None:
    language = language_of(case.feedback, otherwise=otherwise)
    with override(language):
        owner = case.owner.name if settings.KUNDING_SHOW_OWNERS else ""
        words = {
            "where": wording.where_it_lies(unit=case.unit.name, owner=owner),
            "until": wording.until_when(answered=False, due_at=case.due_at, at=at, lead_knows=False),
            "link": link_of(case),
            "company": sender,
        }
        subject = gettext("Your matter %(number)s has reached us") % {"number": case.number}
        text = gettext(
            "Good day,\n\nyour message has reached us. %(where)s %(until)s\n\n"
            "Here you see at any time how things stand, and can add something:\n%(link)s\n\n"
            "Kind regards\n%(company)s\n\nThis is a receipt from our computer. A person answers you.\n"
        )
        write_to_customer(
            case=case,
            to=address_of(case.feedback),
            purpose=Purpose.ACKNOWLEDGEMENT,
            word=case.number,
            subject=subject,
            text=text % words,
            language=language,
            at=at,
        )
